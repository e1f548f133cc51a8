import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import { jaccard } from './normalText.js'
import { atLeast, PrefixIndex, prefixOf } from './prefixIndex.js'
import { ShingleTable } from './shingleTable.js'

/** Comparisons between two looks at the clock. */
const SLICE = 256

export interface JaccardOptions {
  /** Pairs of at least this Jaccard similarity, above 0 and up to 1. */
  minJaccard: number
  /** Whether two sets may be a pair; all by default. Asked before anything is compared. */
  isWanted?: ((a: number, b: number) => boolean) | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Every pair of sets with at least this Jaccard similarity: none missed.
 *
 * Two sets that are similar share an item among their rarest n - ceil(t n) + 1, so only those are indexed; where in the two
 * it stands bounds what they share, so few pairs are compared that are none. Unlike MinHash bands it makes none up.
 *
 * @returns pairs in order of (right, left), left < right; two empty sets are no pair
 */
export async function jaccardJoin(
  sets: readonly ReadonlySet<string>[],
  options: JaccardOptions,
): Promise<{ left: number; right: number; jaccard: number }[]> {
  const { minJaccard, signal, onProgress } = options
  const breather = new Breather()
  const table = new ShingleTable()
  for (const set of sets) {
    table.add(set)
    if (breather.isDue) await breather.breathe()
  }
  await table.sort()
  const index = await PrefixIndex.of(
    table,
    Uint32Array.from({ length: sets.length }, (_, set) => set),
    minJaccard,
  )
  const pairs: { left: number; right: number; jaccard: number }[] = []
  const seen = new Uint32Array(sets.length)
  for (const [right, set] of sets.entries()) {
    const lefts: number[] = []
    for (const left of candidates(table, index, right, options, seen)) {
      if (left !== undefined && jaccard(sets[left]!, set) >= minJaccard) lefts.push(left)
      if (breather.isDue) {
        throwIfAborted(signal)
        onProgress?.(right + 1, sets.length)
        await breather.breathe()
      }
    }
    lefts.sort((a, b) => a - b)
    for (const left of lefts) pairs.push({ left, right, jaccard: jaccard(sets[left]!, set) })
  }
  return pairs
}

/** Sets before `right` that may be similar enough; undefined now and then, for the event loop's turn. */
function* candidates(
  table: ShingleTable,
  index: PrefixIndex,
  right: number,
  { minJaccard, isWanted }: JaccardOptions,
  seen: Uint32Array,
): Generator<number | undefined> {
  const mine = table.shinglesOf(right)
  let steps = 0
  for (let place = 0; place < prefixOf(mine.length, minJaccard); place++) {
    let [entry, end] = index.entriesOf(mine[place]!)
    while (entry < end) {
      const groupEnd = index.groupEnd(entry, end)
      const both = mine.length + table.lengthOf(index.textAt(entry))
      const rest = Math.min(mine.length - place, both - mine.length - index.placeAt(entry))
      const needed = atLeast((minJaccard / (1 + minJaccard)) * both)
      for (; rest >= needed && entry < groupEnd && index.textAt(entry) < right; entry++) {
        const left = index.textAt(entry)
        if (++steps % SLICE === 0) yield undefined
        if (seen[left] === right || (isWanted !== undefined && !isWanted(left, right))) continue
        seen[left] = right
        if (table.shared(mine, table.shinglesOf(left), needed) >= 0) yield left
      }
      entry = groupEnd
      if (++steps % SLICE === 0) yield undefined
    }
  }
  yield undefined
}
