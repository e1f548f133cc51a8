import type { SimilarPairs } from '../binding.js'
import { eachRow } from '../concurrency.js'

/** One or two lists in order of (left, right) as one. Of equal left rows those of the first list come first. */
export async function mergePairs(lists: readonly SimilarPairs[]): Promise<SimilarPairs> {
  const [a, b] = lists as [SimilarPairs, SimilarPairs | undefined]
  if (b === undefined) return a
  const out = emptyPairs(a.left.length + b.left.length)
  let [i, j] = [0, 0]
  await eachRow(out.left.length, (at) => {
    const isFirst = j === b.left.length || (i < a.left.length && a.left[i]! <= b.left[j]!)
    copyPair(out, at, isFirst ? a : b, isFirst ? i++ : j++)
  })
  return out
}

/** Lists one after the other. */
export async function concatPairs(lists: readonly SimilarPairs[]): Promise<SimilarPairs> {
  if (lists.length === 1) return lists[0]!
  const out = emptyPairs(lists.reduce((sum, { left }) => sum + left.length, 0))
  let at = 0
  for (const list of lists) await eachRow(list.left.length, (i) => copyPair(out, at++, list, i))
  return out
}

function emptyPairs(count: number): SimilarPairs {
  return { left: new Uint32Array(count), right: new Uint32Array(count), cosine: new Float64Array(count) }
}

function copyPair(out: SimilarPairs, at: number, from: SimilarPairs, i: number): void {
  out.left[at] = from.left[i]!
  out.right[at] = from.right[i]!
  out.cosine[at] = from.cosine[i]!
}
