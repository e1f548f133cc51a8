/**
 * node --import tsx bench/gpu/cuda.ts OUT.json [--minutes N] [--quick]: what the GPU does per second. Screens are timed by the
 * device's events (the stages of `explain`), whole calls by the clock; medians of warm runs on random data.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { devices } from '../../src/device.js'
import { preprocess } from '../../src/image/preprocess.js'
import { seededRandom } from '../../test/support/random.js'
import { spread } from '../harness.js'
import { decayingRows, type HalfRows, isotropicRows } from './rows.js'

const [out = 'cuda.json', ...flags] = process.argv.slice(2)
const isQuick = flags.includes('--quick')
const minutes = flags.includes('--minutes') ? Number(flags[flags.indexOf('--minutes') + 1]) : 5
const end = performance.now() + minutes * 60_000
const result: Record<string, unknown> = { devices: devices(), isQuick }
const save = () => writeFileSync(out, JSON.stringify(result, null, 2))

/** Milliseconds of each stage, and of the call; the median of warm runs. */
async function timeJoin(rows: HalfRows, minCosine: number, widths?: number[], runs = 5) {
  const options = { minCosine, device: 'cuda' as const, explain: true, ...(widths === undefined ? {} : { widths }) }
  const calls: number[] = []
  const stages = new Map<string, number[]>()
  let pairs = 0
  let counts: unknown
  for (let run = 0; run <= runs; run++) {
    const begin = performance.now()
    const { left, explanation } = await similarityJoin(rows.operand, options)
    // The first run warms up.
    if (run === 0) continue
    calls.push(performance.now() - begin)
    pairs = left.length
    counts = explanation!.stages.map(({ name, width, pairs: seen, candidates }) => ({ name, width, seen, candidates }))
    for (const { name, width, ms } of explanation!.stages) {
      const key = width === 0 ? name : `${name} ${width}`
      stages.set(key, [...(stages.get(key) ?? []), ms])
    }
  }
  const medians = Object.fromEntries([...stages].map(([name, ms]) => [name, spread(ms).median]))
  return { rows: rows.rows, cols: rows.cols, minCosine, pairs, callMs: spread(calls), stagesMs: medians, counts }
}

const rng = seededRandom()
const some = isQuick ? 600 : 200_000
const flat = isotropicRows(rng, some, 768)
for (const width of isQuick ? [64] : [768, 512, 256, 128, 96, 64, 32]) {
  // As if there were one screen of so many columns; the threshold keeps what passes rare.
  const timed = await timeJoin(flat, 0.95, [width], isQuick ? 1 : 5)
  const ms = timed.stagesMs[`screen ${width}`]!
  const compared = (some * (some - 1)) / 2
  const rates = { pairsPerSecond: (compared / ms) * 1e3, opsPerSecond: ((2 * width * compared) / ms) * 1e3 }
  result[`screen ${width}`] = { ...timed, ...rates }
  save()
}
flat.dispose()

for (const rows of isQuick ? [800] : [250_000, 500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000, 15_500_000]) {
  // A size takes about four times as long as the one before, and its rows have to be made.
  if (performance.now() + (rows / 1e6) * 8000 > end) break
  const made = decayingRows(rng, rows, 768)
  result[`join ${rows}`] = await timeJoin(made, 0.95, undefined, rows > 2e6 ? 1 : 3)
  made.dispose()
  save()
}

const [width, height] = isQuick ? [64, 48] : [1600, 1200]
const images = Array.from({ length: isQuick ? 3 : 256 }, () => {
  const data = new Uint8Array(width * height * 3).map(() => rng.integer(0, 255))
  return { data, width, height, channels: 3 as const, isOpaque: true }
}).map((image, i, all) => (i < 4 ? image : { ...image, data: all[i % 4]!.data }))
const spec = {
  resize: { width: isQuick ? 24 : 224, height: isQuick ? 24 : 224 },
  filter: 'bicubic' as const,
  rescale: 1 / 255,
  mean: [0.48, 0.46, 0.41] as const,
  std: [0.27, 0.26, 0.28] as const,
  alpha: 'white' as const,
  dtype: 'float16' as const,
}
const calls: number[] = []
for (let run = 0; run < (isQuick ? 2 : 6); run++) {
  const begin = performance.now()
  await preprocess(images, spec, undefined, { device: 'cuda' })
  if (run > 0) calls.push(performance.now() - begin)
}
const trace = process.env.FIGSIFT_CUDA_TRACE
const lines = trace !== undefined && existsSync(trace) ? readFileSync(trace, 'utf8').trim().split('\n') : []
const pieces = lines
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { what: string; bytes: number; nanoseconds: number })
const rateOf = (what: string) => {
  const own = pieces.filter((piece) => piece.what === what)
  return own.length === 0 ? undefined : spread(own.map(({ bytes, nanoseconds }) => (bytes / nanoseconds) * 1e9))
}
result.preprocess = {
  images: images.length,
  callMs: spread(calls),
  imagesPerSecond: (images.length / spread(calls).median) * 1e3,
  bytesPerSecond: { upload: rateOf('upload'), kernels: rateOf('pictures'), download: rateOf('download') },
}
save()
console.log(`stored in ${out}`)
