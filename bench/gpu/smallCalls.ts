/**
 * node --import tsx bench/gpu/smallCalls.ts: every kernel once, on little data, each answer compared with the processor's. The
 * first thing to run on a new device, alone and under compute-sanitizer. FIGSIFT_CUDA_SCREEN chooses the screen. Exits with 1
 * where an answer differs or a call fails.
 */
import { isDeepStrictEqual } from 'node:util'
import { nearest } from '../../src/dedup/nearest.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { devices } from '../../src/device.js'
import { preprocess } from '../../src/image/preprocess.js'
import { nearDuplicates } from '../../test/support/embeddings.js'
import { seededRandom } from '../../test/support/random.js'

type Device = 'cpu' | 'cuda'
const rng = seededRandom()
const rows = nearDuplicates(rng, 600, 100)
const wide = nearDuplicates(rng, 400, 800)
const pictures = [1, 2, 3, 4].map((n) => {
  const [width, height, channels] = [90 + n, 70, n as 1 | 2 | 3 | 4]
  const data = Uint8Array.from({ length: width * height * n }, () => rng.integer(0, 255))
  return { data, width, height, channels, isOpaque: false }
})
const spec = {
  resize: { width: 24, height: 24 },
  filter: 'bicubic' as const,
  rescale: 1 / 255,
  mean: [0, 0, 0] as const,
  std: [1, 1, 1] as const,
  alpha: 'white' as const,
  dtype: 'float16' as const,
}

/** `explain` aside, an answer does not say where it was computed. */
const without = ({ device: _, ...answer }: { device?: string }) => answer
const calls: Record<string, (device: Device) => Promise<object>> = {
  nearest: (device) => nearest(rows, rows, { k: 5, device }),
  pictures: (device) => preprocess(pictures, spec, undefined, { device }),
}
for (const widths of [[32, 64], [96], [128], [400], [768]]) {
  // 768 columns are the most that Hopper's own screen takes.
  const from = widths[0] === 768 ? wide : rows
  const options = { minCosine: 0.8, widths: widths.map((width) => Math.min(width, from.cols)) }
  calls[`join over ${options.widths}`] = (device) => similarityJoin(from, { ...options, device })
}

console.log(JSON.stringify(devices().cuda))
for (const [name, call] of Object.entries(calls)) {
  try {
    const [actual, expected] = [await call('cuda'), await call('cpu')].map(without)
    const isSame = isDeepStrictEqual(actual, expected)
    console.log(`${name}: ${isSame ? 'the same' : 'DIFFERENT'}`)
    if (!isSame) process.exitCode = 1
  } catch (error) {
    console.log(`${name}: ${(error as Error).message}`)
    process.exitCode = 1
  }
}
