/**
 * Reading, decoding and preprocessing the real figures for CLIP against transformers.js, and how far the pixels of both
 * are from Pillow's, with which such models were trained. Goal: twice the images per second.
 *
 * transformers.js is installed by `npm ci` in bench/compare; it runs in a process of its own at its best concurrency.
 * For the pixels both drop alpha, as it does; for the time ours composites on white, which is more work.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { decodeImage } from '../../src/image/decode.js'
import { type PreprocessSpec, preprocess } from '../../src/image/preprocess.js'
import { readImage } from '../../src/image/readImage.js'
import { CLIP, cpuMs, inParallel, realFigures } from '../figures.js'
import { pairedRatio, spread } from '../harness.js'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const SAMPLES = 3 * 224 * 224

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const paths = realFigures(quick)
  if (paths === undefined) return { skipped: 'the folder of real figures, ../shared/data, is not there' }
  if (!existsSync(here('node_modules/@huggingface/transformers'))) {
    return { skipped: 'transformers.js is not installed: run npm ci in bench/compare' }
  }
  const cores = availableParallelism()
  const folder = mkdtempSync(join(tmpdir(), 'figsift-clip-'))
  const peer = await startPeer()
  try {
    const pixels = await comparePixels(paths, folder, peer)

    // Its best concurrency, found before anything is compared.
    const tried: Record<number, number> = {}
    for (const concurrency of [1, cores, 2 * cores]) {
      await peer.run({ paths: paths.slice(0, 40), concurrency })
      tried[concurrency] = (await peer.run({ paths: paths.slice(0, 40), concurrency })).ms
    }
    const best = Number(Object.entries(tried).sort((a, b) => a[1] - b[1])[0]![0])
    const ours = () =>
      inParallel(paths, cores + 1, async (path) => {
        const decoded = await decodeImage(await readImage(path, { allowOutside: true }))
        await preprocess([decoded], CLIP, undefined, { threads: 1 })
      })
    const cpu: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
    const timed = await pairedRatio({
      name: 'read + decode + preprocess for CLIP, transformers.js against figsift',
      ours: async () => void cpu.ours.push(await cpuMs(ours)),
      peer: async () => {
        const { ms, cpuMs: itsCpuMs } = await peer.run({ paths, concurrency: best })
        cpu.peer.push(itsCpuMs)
        return ms
      },
      pairs: quick ? 3 : 5,
    })
    return {
      figures: paths.length,
      transformersJs: peer.version,
      itsConcurrency: best,
      oursPerSecond: (paths.length / timed.oursMs.median) * 1000,
      itsPerSecond: (paths.length / timed.peerMs.median) * 1000,
      ratio: timed.ratio,
      processorTime: spread(cpu.ours.map((ms, i) => cpu.peer[i]! / ms)),
      goal: 2,
      pixelsAgainstPillow: pixels,
      timed,
    }
  } finally {
    peer.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Mean and largest distance of both from Pillow's bytes, over the figures that Pillow does not clip. */
async function comparePixels(paths: readonly string[], folder: string, peer: Peer): Promise<object> {
  let modes: string[]
  try {
    const script = here('pillow_clip.py')
    const output = execFileSync(process.env.FIGSIFT_PYTHON ?? '/usr/bin/python3', [script, folder], {
      input: paths.join('\n'),
    })
    modes = output.toString('utf8').trim().split('\n')
  } catch (error) {
    return { skipped: `Pillow could not be asked: ${(error as Error).message.split('\n')[0]}` }
  }
  const pillow = paths.map((_, i) => readFileSync(join(folder, `${i}.raw`)))
  await peer.run({ paths, concurrency: 1, bytes: folder })
  const bytes: PreprocessSpec = { ...CLIP, rescale: 1, mean: [0, 0, 0], std: [1, 1, 1], alpha: 'drop' }
  const distances = { figures: 0, ours: noDistance(), transformersJs: noDistance() }
  for (const [i, path] of paths.entries()) {
    // Pillow clips 16-bit grey to white; there is nothing to compare with.
    if (modes[i]!.startsWith('I')) continue
    distances.figures++
    const decoded = await decodeImage(await readImage(path, { allowOutside: true }))
    addDistance(distances.ours, pillow[i]!, await preprocess([decoded], bytes))
    addDistance(distances.transformersJs, pillow[i]!, readFileSync(join(folder, `${i}.raw`)))
  }
  return distances
}

interface Distance {
  mean: number
  largest: number
  meanOfWorstFigure: number
  figuresEqual: number
}

const noDistance = (): Distance => ({ mean: 0, largest: 0, meanOfWorstFigure: 0, figuresEqual: 0 })
const figuresAdded = new WeakMap<Distance, number>()

function addDistance(distance: Distance, expected: Uint8Array, actual: ArrayLike<number>): void {
  if (actual.length !== SAMPLES || expected.length !== SAMPLES) throw new Error(`Expected ${SAMPLES} samples`)
  let sum = 0
  for (let i = 0; i < SAMPLES; i++) {
    const delta = Math.abs(expected[i]! - actual[i]!)
    sum += delta
    if (delta > distance.largest) distance.largest = delta
  }
  const n = (figuresAdded.get(distance) ?? 0) + 1
  figuresAdded.set(distance, n)
  distance.mean += (sum / SAMPLES - distance.mean) / n
  distance.meanOfWorstFigure = Math.max(distance.meanOfWorstFigure, sum / SAMPLES)
  if (sum === 0) distance.figuresEqual++
}

interface Answer {
  ms: number
  /** Processor time of its process. */
  cpuMs: number
}

interface Peer {
  version: string
  run(request: { paths: readonly string[]; concurrency: number; bytes?: string }): Promise<Answer>
  stop(): void
}

async function startPeer(): Promise<Peer> {
  const child = spawn(process.execPath, [here('transformersjs_peer.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('transformers.js ended early')
    return JSON.parse(value) as Answer & { version: string }
  }
  const { version } = await answer()
  return {
    version,
    run: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      return answer()
    },
    stop: () => void child.kill(),
  }
}
