import type { Embedded, TextJob } from './inferencePool.js'
import type { TextSettings } from './textConfig.js'
import type { Tokens } from './tokenizerWorker.js'

/** Lengths are rounded up to this: few enough shapes, and little padding. */
const LENGTH_STEP = 8

/**
 * Cuts tokenized windows into batches of one padded length each, shortest first, in order of their rows.
 *
 * A window's padded length depends on nothing but its own, so its numbers do not depend on its neighbours.
 */
export function textBatches(
  { ids, lengths }: Tokens,
  { length, padding }: TextSettings,
  batchSize: number,
): { job: TextJob; windows: number[] }[] {
  const byLength = new Map<number, number[]>()
  const offsets = new Int32Array(lengths.length)
  let offset = 0
  for (const [window, used] of lengths.entries()) {
    offsets[window] = offset
    offset += used
    const padded = padding === 'fixed' ? length : Math.min(length, Math.ceil(used / LENGTH_STEP) * LENGTH_STEP)
    const same = byLength.get(padded)
    if (same === undefined) byLength.set(padded, [window])
    else same.push(window)
  }
  const batches: { job: TextJob; windows: number[] }[] = []
  for (const [padded, all] of [...byLength].sort(([a], [b]) => a - b)) {
    for (let begin = 0; begin < all.length; begin += batchSize) {
      const windows = all.slice(begin, begin + batchSize)
      const used = Int32Array.from(windows, (window) => lengths[window]!)
      const tokens = new Int32Array(used.reduce((sum, count) => sum + count, 0))
      let at = 0
      for (const window of windows) {
        const part = ids.subarray(offsets[window]!, offsets[window]! + lengths[window]!)
        tokens.set(part, at)
        at += part.length
      }
      batches.push({
        job: { tower: 'text', rows: windows.length, length: padded, ids: tokens, lengths: used },
        windows,
      })
    }
  }
  return batches
}

/** The embedding of each window, undefined where it is not finite. */
export async function embedBatches(
  batches: readonly { job: TextJob; windows: number[] }[],
  count: number,
  run: (job: TextJob) => Promise<Embedded>,
): Promise<(Float32Array | undefined)[]> {
  const embeddings: (Float32Array | undefined)[] = new Array(count).fill(undefined)
  await Promise.all(
    batches.map(async ({ job, windows }) => {
      const { embeddings: rows, broken } = await run(job)
      const dims = rows.length / windows.length
      for (const [i, window] of windows.entries()) {
        if (!broken.includes(i)) embeddings[window] = rows.slice(i * dims, (i + 1) * dims)
      }
    }),
  )
  return embeddings
}
