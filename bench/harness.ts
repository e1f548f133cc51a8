/**
 * How a number is made here: two contenders run in turn in one process (A B B A …), after a warm-up, on inputs made
 * outside the timed part, and the ratio is taken pair by pair, so that a machine that slows down slows both.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

export interface Spread {
  median: number
  min: number
  max: number
}

export interface PairedRatio {
  name: string
  pairs: number
  oursMs: Spread
  peerMs: Spread
  /** Peer's time over ours, pair by pair: above 1 means ours is faster. */
  ratio: Spread
}

/** One timed run. A contender that is timed elsewhere (a subprocess) returns its own milliseconds. */
export type Contender = () => Promise<number | undefined> | number | undefined

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, min: sorted[0]!, max: sorted[sorted.length - 1]! }
}

/** p99.9 of the event loop's delay in milliseconds while `work` runs. */
export async function lateness(work: () => Promise<unknown>): Promise<number> {
  const histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  await work()
  histogram.disable()
  return histogram.percentile(99.9) / 1e6
}

/** Milliseconds of one run. */
export async function time(run: Contender): Promise<number> {
  const start = performance.now()
  const own = await run()
  return typeof own === 'number' ? own : performance.now() - start
}

export async function pairedRatio(options: {
  name: string
  ours: Contender
  peer: Contender
  pairs?: number
  warmups?: number
}): Promise<PairedRatio> {
  const { name, ours, peer, pairs = 7, warmups = 1 } = options
  for (let i = 0; i < warmups; i++) {
    await ours()
    await peer()
  }
  const oursMs: number[] = []
  const peerMs: number[] = []
  for (let i = 0; i < pairs; i++) {
    const oursFirst = i % 2 === 0
    if (oursFirst) oursMs.push(await time(ours))
    peerMs.push(await time(peer))
    if (!oursFirst) oursMs.push(await time(ours))
  }
  const ratio = spread(oursMs.map((ms, i) => peerMs[i]! / ms))
  return { name, pairs, oursMs: spread(oursMs), peerMs: spread(peerMs), ratio }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the real figures lie on machines that have them; undefined where they are not. */
export function sharedData(): string | undefined {
  const folder = process.env.FIGSIFT_SHARED_DATA ?? join(root, '..', 'shared', 'data')
  try {
    readFileSync(join(folder, 'README.md'))
    return folder
  } catch {
    return undefined
  }
}

/** What a reader needs to judge a number: machine, versions, commit. */
export function environment(): Record<string, unknown> {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return {
    cpu: os.cpus()[0]?.model,
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    kernel: os.release(),
    node: process.version,
    packages: {
      sharp: dependencies.sharp,
      duckdb: dependencies['@duckdb/node-api'],
      tesseract: devDependencies['tesseract.js'],
    },
    commit: git('rev-parse', '--short', 'HEAD'),
    // Results of the suites before are no change of what is measured.
    uncommittedChanges: git('status', '--porcelain', '--', 'src', 'native', 'bench', ':!bench/results') !== '',
    date: new Date().toISOString().slice(0, 10),
  }
}

/** Writes `<folder>/<name>.json` and returns its path. */
export function saveResult(name: string, result: object, folder = process.env.FIGSIFT_BENCH_OUT): string {
  const target = folder ?? join(root, 'bench', 'results')
  mkdirSync(target, { recursive: true })
  const path = join(target, `${name}.json`)
  writeFileSync(path, `${JSON.stringify({ name, ...environment(), result }, null, 2)}\n`)
  return path
}
