import { Breather } from '../concurrency.js'
import type { ShingleTable } from './shingleTable.js'

const MAX_BUCKETS = 2 ** 26
/** Entries between two looks at the clock. */
const SLICE = 4096

/** A whole number that is not above `x` by rounding alone. */
export const atLeast = (x: number): number => Math.max(1, Math.ceil(x - 1e-9))

/** Of texts whose Jaccard similarity is at least `minJaccard` the first so many shingles have one in common. */
export const prefixOf = (length: number, minJaccard: number): number =>
  length === 0 ? 0 : length - atLeast(minJaccard * length) + 1

/**
 * Some texts of a table by the shingles of their prefixes. The texts that hold a shingle lie in groups: those where it has
 * the same place and that have the same length, which bounds what a text may share with any of them.
 *
 * @see Chaudhuri, Ganti and Kaushik 2006 and Bayardo, Ma and Srikant 2007 for prefixes; Xiao, Wang, Lin and Yu 2008,
 *   "Efficient similarity joins for near duplicate detection", for the bound by places
 */
export class PrefixIndex {
  readonly #table: ShingleTable
  readonly #starts: Uint32Array
  readonly #texts: Uint32Array
  readonly #places: Uint16Array | Uint32Array

  private constructor(table: ShingleTable, buckets: number, entries: number, longest: number) {
    this.#table = table
    this.#starts = new Uint32Array(buckets + 1)
    this.#texts = new Uint32Array(entries)
    this.#places = longest < 2 ** 16 ? new Uint16Array(entries) : new Uint32Array(entries)
  }

  /** @param texts in the order that those of a group shall have */
  static async of(table: ShingleTable, texts: Uint32Array, minJaccard: number): Promise<PrefixIndex> {
    const breather = new Breather()
    const prefix = (text: number): number => prefixOf(table.lengthOf(text), minJaccard)
    let [entries, longest] = [0, 0]
    for (const [i, text] of texts.entries()) {
      entries += prefix(text)
      longest = Math.max(longest, table.lengthOf(text))
      if (i % SLICE === 0 && breather.isDue) await breather.breathe()
    }
    let buckets = 1024
    while (buckets < entries && buckets < MAX_BUCKETS) buckets *= 2
    const index = new PrefixIndex(table, buckets, entries, longest)
    const starts = index.#starts
    for (const [i, text] of texts.entries()) {
      const shingles = table.shinglesOf(text)
      for (let place = 0; place < prefix(text); place++) starts[index.#bucketOf(shingles[place]!) + 1]!++
      if (i % SLICE === 0 && breather.isDue) await breather.breathe()
    }
    for (let bucket = 0; bucket < buckets; bucket++) {
      starts[bucket + 1]! += starts[bucket]!
      if (bucket % 65_536 === 0 && breather.isDue) await breather.breathe()
    }
    const next = starts.slice()
    let left = await byLength(table, texts, longest, breather)
    for (let place = 0; left.length > 0; place++) {
      let kept = 0
      for (const [i, text] of left.entries()) {
        const at = next[index.#bucketOf(table.shinglesOf(text)[place]!)]!++
        index.#texts[at] = text
        index.#places[at] = place
        if (prefix(text) > place + 1) left[kept++] = text
        if (i % SLICE === 0 && breather.isDue) await breather.breathe()
      }
      left = left.subarray(0, kept)
    }
    return index
  }

  /** First and last entry, that one excluded, of the bucket in which a shingle's texts are, and perhaps others'. */
  entriesOf(shingle: number): readonly [number, number] {
    const bucket = this.#bucketOf(shingle)
    return [this.#starts[bucket]!, this.#starts[bucket + 1]!]
  }

  textAt(entry: number): number {
    return this.#texts[entry]!
  }

  /** Where in the entry's text the shingle is, from 0. */
  placeAt(entry: number): number {
    return this.#places[entry]!
  }

  /** The entry behind the group that `entry` begins, `end` at most: a search by doubling, for groups may be huge. */
  groupEnd(entry: number, end: number): number {
    const place = this.placeAt(entry)
    const length = this.#table.lengthOf(this.textAt(entry))
    const isIn = (other: number) => this.placeAt(other) === place && this.#table.lengthOf(this.textAt(other)) === length
    let step = 1
    while (entry + step < end && isIn(entry + step)) step *= 2
    let [inside, outside] = [entry + (step >> 1), Math.min(entry + step, end)]
    while (outside - inside > 1) {
      const middle = (inside + outside) >>> 1
      if (isIn(middle)) inside = middle
      else outside = middle
    }
    return outside
  }

  #bucketOf(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 4) & (this.#starts.length - 2)
  }
}

/** The texts that have shingles, short ones first, else in the order given. */
async function byLength(
  table: ShingleTable,
  texts: Uint32Array,
  longest: number,
  breather: Breather,
): Promise<Uint32Array> {
  const next = new Uint32Array(longest + 2)
  for (const [i, text] of texts.entries()) {
    next[table.lengthOf(text) + 1]!++
    if (i % SLICE === 0 && breather.isDue) await breather.breathe()
  }
  const empty = next[1]!
  for (let length = 1; length < next.length; length++) next[length]! += next[length - 1]!
  const sorted = new Uint32Array(texts.length)
  for (const [i, text] of texts.entries()) {
    sorted[next[table.lengthOf(text)]!++] = text
    if (i % SLICE === 0 && breather.isDue) await breather.breathe()
  }
  return sorted.subarray(empty)
}
