import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PreprocessSpec } from '../src/image/preprocess.js'
import { sharedData } from './harness.js'

/** How CLIP's processor prepares a picture. */
export const CLIP: PreprocessSpec = {
  resize: { shortestEdge: 224 },
  crop: { width: 224, height: 224 },
  filter: 'bicubic',
  rescale: 1 / 255,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
  alpha: 'white',
  dtype: 'float32',
}

/** Paths of the real figures that can be decoded (Git LFS pointers left out); every tenth for a quick check. */
export function realFigures(quick: boolean): string[] | undefined {
  const shared = sharedData()
  if (shared === undefined) return undefined
  const folder = join(shared, 'figures')
  const paths = ['dev.jsonl', 'validation.jsonl'].flatMap((manifest) =>
    readFileSync(join(folder, manifest), 'utf8')
      .trim()
      .split('\n')
      .map((line) => join(folder, (JSON.parse(line) as { image: string }).image)),
  )
  const decodable = paths.filter((path) => !readFileSync(path).subarray(0, 7).equals(Buffer.from('version')))
  return quick ? decodable.filter((_, i) => i % 10 === 0) : decodable
}

/** Runs `work` on all items with `concurrency` under way. */
export async function inParallel<T>(items: readonly T[], concurrency: number, work: (item: T) => Promise<unknown>) {
  let next = 0
  const lane = async () => {
    while (next < items.length) await work(items[next++]!)
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
}

/** Processor time of all threads while `work` runs, in ms: other processes on the machine disturb it less than the clock. */
export async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
