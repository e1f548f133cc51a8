import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import { hash32, jaccard } from './normalText.js'

/** Counters of how common a shingle is. Any order of shingles gives the same pairs; a good one gives them sooner. */
const COUNTERS = 2 ** 20
/** Comparisons between two looks at the clock. */
const SLICE = 256

export interface JaccardOptions {
  /** Pairs of at least this Jaccard similarity, above 0 and up to 1. */
  minJaccard: number
  /** Whether two texts may be a pair; all by default. Asked before anything is compared. */
  isWanted?: ((a: number, b: number) => boolean) | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Texts by their shingles, 4 bytes each, for an exact join.
 *
 * Of the texts' shingles only hashes are held. Two texts that are similar share a shingle among their rarest
 * n - ceil(t n) + 1, so only those are indexed (prefix filter); hashes can only add candidates, and a candidate is judged
 * by its words in the end. No pair is missed and none is made up, unlike MinHash bands.
 *
 * @see Chaudhuri, Ganti and Kaushik 2006, "A primitive operator for similarity joins in data cleaning"; Bayardo, Ma and
 *   Srikant 2007, "Scaling up all pairs similarity search"
 */
export class ShingleTable {
  #hashes = new Uint32Array(4096)
  #starts: number[] = [0]
  readonly #counts = new Uint32Array(COUNTERS)

  /** @returns the text's number, from 0 */
  add(shingles: ReadonlySet<string>): number {
    const begin = this.#starts.at(-1)!
    const end = begin + shingles.size
    if (end > this.#hashes.length) {
      const larger = new Uint32Array(Math.max(end, this.#hashes.length * 2))
      larger.set(this.#hashes)
      this.#hashes = larger
    }
    let at = begin
    for (const shingle of shingles) {
      const hash = hash32(shingle)
      this.#hashes[at++] = hash
      this.#counts[hash & (COUNTERS - 1)]!++
    }
    this.#starts.push(end)
    return this.#starts.length - 2
  }

  get size(): number {
    return this.#starts.length - 1
  }

  /**
   * Every pair of different texts that may be similar enough; few that are not. Call it once, when all texts are there.
   *
   * @yields [a, b] with a < b, to be judged by `jaccard` of their shingles
   */
  async *candidates({ minJaccard, isWanted, signal, onProgress }: JaccardOptions): AsyncGenerator<[number, number]> {
    const breather = new Breather()
    const rank = (hash: number) => this.#counts[hash & (COUNTERS - 1)]!
    const isBefore = (a: number, b: number) => rank(a) < rank(b) || (rank(a) === rank(b) && a < b)
    const n = this.size
    for (let text = 0; text < n; text++) {
      this.#shingles(text).sort() // native, so that what follows sorts equal ranks by hash
      sortByRank(this.#shingles(text), rank)
      if (breather.isDue) await breather.breathe()
    }
    const index = await this.#index(minJaccard, breather)
    const seen = new Uint32Array(n)
    for (let b = 0; b < n; b++) {
      const mine = this.#shingles(b)
      const prefix = prefixOf(mine.length, minJaccard)
      for (let at = 0, compared = 0; at < prefix; at++) {
        for (const a of index.at(mine[at]!)) {
          if (a >= b) break
          if (seen[a] === b) continue
          seen[a] = b
          if (isWanted !== undefined && !isWanted(a, b)) continue
          const other = this.#shingles(a)
          const [small, large] = mine.length < other.length ? [mine.length, other.length] : [other.length, mine.length]
          if (small < atLeast(minJaccard * large)) continue
          const needed = atLeast((minJaccard / (1 + minJaccard)) * (small + large))
          if (sharesAtLeast(mine, other, needed, isBefore)) yield [a, b]
          if (++compared % SLICE === 0 && breather.isDue) await breather.breathe()
        }
      }
      if (breather.isDue) {
        throwIfAborted(signal)
        onProgress?.(b + 1, n)
        await breather.breathe()
      }
    }
  }

  #shingles(text: number): Uint32Array {
    return this.#hashes.subarray(this.#starts[text]!, this.#starts[text + 1]!)
  }

  /** The texts that have a shingle in their prefix, ascending, by buckets of hashes. */
  async #index(minJaccard: number, breather: Breather): Promise<{ at(hash: number): Uint32Array }> {
    let entries = 0
    for (let text = 0; text < this.size; text++) entries += prefixOf(this.#shingles(text).length, minJaccard)
    let buckets = 1024
    while (buckets < entries && buckets < 2 ** 28) buckets *= 2
    const bucketOf = (hash: number) => (Math.imul(hash, 0x9e3779b1) >>> 4) & (buckets - 1)
    const starts = new Float64Array(buckets + 1)
    const visit = async (put: (bucket: number, text: number) => void) => {
      for (let text = 0; text < this.size; text++) {
        const mine = this.#shingles(text)
        const prefix = prefixOf(mine.length, minJaccard)
        for (let at = 0; at < prefix; at++) put(bucketOf(mine[at]!), text)
        if (breather.isDue) await breather.breathe()
      }
    }
    await visit((bucket) => {
      starts[bucket + 1]!++
    })
    for (let bucket = 0; bucket < buckets; bucket++) starts[bucket + 1]! += starts[bucket]!
    const next = starts.slice()
    const texts = new Uint32Array(entries)
    await visit((bucket, text) => {
      texts[next[bucket]!++] = text
    })
    return {
      at: (hash) => texts.subarray(starts[bucketOf(hash)]!, starts[bucketOf(hash) + 1]!),
    }
  }
}

/**
 * Every pair of sets with at least this Jaccard similarity: none missed.
 *
 * @returns pairs in order of (right, left), left < right; two empty sets are no pair
 */
export async function jaccardJoin(
  sets: readonly ReadonlySet<string>[],
  options: JaccardOptions,
): Promise<{ left: number; right: number; jaccard: number }[]> {
  const table = new ShingleTable()
  for (const set of sets) table.add(set)
  const pairs: { left: number; right: number; jaccard: number }[] = []
  for await (const [left, right] of table.candidates(options)) {
    const similarity = jaccard(sets[left]!, sets[right]!)
    if (similarity >= options.minJaccard) pairs.push({ left, right, jaccard: similarity })
  }
  return pairs.sort((a, b) => a.right - b.right || a.left - b.left)
}

/** A whole number that is not above `x` by rounding alone. */
const atLeast = (x: number): number => Math.max(1, Math.ceil(x - 1e-9))

const prefixOf = (size: number, minJaccard: number): number => (size === 0 ? 0 : size - atLeast(minJaccard * size) + 1)

/** Rare first, equally rare ones by hash. */
function sortByRank(hashes: Uint32Array, rank: (hash: number) => number): void {
  const ordered = Array.from(hashes, (hash) => ({ hash, rank: rank(hash) })).sort((a, b) => a.rank - b.rank)
  for (const [i, { hash }] of ordered.entries()) hashes[i] = hash
}

function sharesAtLeast(
  a: Uint32Array,
  b: Uint32Array,
  needed: number,
  isBefore: (a: number, b: number) => boolean,
): boolean {
  let shared = 0
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (shared + Math.min(a.length - i, b.length - j) < needed) return false
    if (a[i] === b[j]) {
      shared++
      i++
      j++
    } else if (isBefore(a[i]!, b[j]!)) i++
    else j++
  }
  return shared >= needed
}
