import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import { atLeast, PrefixIndex, prefixOf } from './prefixIndex.js'
import type { ShingleTable } from './shingleTable.js'

/** Texts of a caption's length looked at between two looks at the clock. */
const SLICE = 256

export interface NearestOptions {
  /** Partners of at least this Jaccard similarity, above 0 and up to 1. */
  readonly minJaccard: number
  /** What partners are looked for in, the one that counts of equal ones first. */
  readonly among: Uint32Array
  /** [texts] place of a text in `among`; larger than any where it is not there. */
  readonly rankOf: Uint32Array
  readonly signal?: AbortSignal | undefined
}

/** The text that is most like another one, of equals the first; `jaccard` as the hashes say, never below the truth. */
export interface NearestText {
  readonly text: number
  readonly other: number
  readonly jaccard: number
}

/** Pairs that are not what their hashes say. */
export type Excluded = ReadonlyMap<number, ReadonlySet<number>>

/**
 * For each text the most similar other one: exact but for hashes that collide, so judge it by the words.
 *
 * Only one partner is wanted, so whole groups of texts are passed over that cannot hold a better one. A hundred thousand
 * captions from one template take no ten billion comparisons: what they share bounds what they can share.
 */
export class NearestTexts {
  readonly #table: ShingleTable
  readonly #index: PrefixIndex
  readonly #options: NearestOptions
  readonly #seen: Uint32Array
  #round = 0

  private constructor(table: ShingleTable, index: PrefixIndex, options: NearestOptions) {
    this.#table = table
    this.#index = index
    this.#options = options
    this.#seen = new Uint32Array(table.size)
  }

  static async of(table: ShingleTable, options: NearestOptions): Promise<NearestTexts> {
    return new NearestTexts(table, await PrefixIndex.of(table, options.among, options.minJaccard), options)
  }

  async *find(texts: Iterable<number>, excluded?: Excluded): AsyncGenerator<NearestText, void, undefined> {
    const breather = new Breather()
    for (const text of texts) {
      const search = new Search(this.#table, this.#index, this.#options, text, excluded?.get(text))
      for (const _ of search.run(this.#seen, ++this.#round)) {
        if (breather.isDue) {
          throwIfAborted(this.#options.signal)
          await breather.breathe()
        }
      }
      if (search.other !== undefined) yield { text, other: search.other, jaccard: search.jaccard }
    }
  }
}

class Search {
  readonly #table: ShingleTable
  readonly #index: PrefixIndex
  readonly #options: NearestOptions
  readonly #text: number
  readonly #excluded: ReadonlySet<number> | undefined
  /** The best so far. */
  other: number | undefined
  jaccard = 0
  #rank = Number.POSITIVE_INFINITY

  constructor(
    table: ShingleTable,
    index: PrefixIndex,
    options: NearestOptions,
    text: number,
    excluded: ReadonlySet<number> | undefined,
  ) {
    this.#table = table
    this.#index = index
    this.#options = options
    this.#text = text
    this.#excluded = excluded
  }

  /** @yields now and then, for the event loop's turn */
  *run(seen: Uint32Array, round: number): Generator<void> {
    const { minJaccard } = this.#options
    const mine = this.#table.shinglesOf(this.#text)
    const prefix = prefixOf(mine.length, minJaccard)
    let steps = 0
    for (let place = 0; place < prefix; place++) {
      // What is behind this shingle is all that is left to be shared.
      if (!this.#isGood((mine.length - place) / mine.length)) return
      let [entry, end] = this.#index.entriesOf(mine[place]!)
      while (entry < end) {
        const groupEnd = this.#index.groupEnd(entry, end)
        const length = this.#table.lengthOf(this.#index.textAt(entry))
        const rest = Math.min(mine.length - place, length - this.#index.placeAt(entry))
        const bound = rest / (mine.length + length - rest)
        for (; entry < groupEnd && this.#isGood(bound); entry++) {
          const text = this.#index.textAt(entry)
          if (bound === this.jaccard && this.#options.rankOf[text]! >= this.#rank) break
          if (seen[text] === round || text === this.#text || this.#excluded?.has(text)) continue
          const theirs = this.#table.shinglesOf(text)
          if (theirs[this.#index.placeAt(entry)] !== mine[place]) continue
          seen[text] = round
          this.#compare(mine, theirs, text)
          steps += (mine.length + theirs.length) >> 6
          if (++steps < SLICE) continue
          steps = 0
          yield
        }
        entry = groupEnd
        if (++steps % SLICE === 0) yield
      }
    }
    yield
  }

  #isGood(jaccard: number): boolean {
    return jaccard >= this.#options.minJaccard && jaccard >= this.jaccard
  }

  #compare(mine: Uint32Array, theirs: Uint32Array, text: number): void {
    const both = mine.length + theirs.length
    const least = Math.max(this.#options.minJaccard, this.jaccard)
    const shared = this.#table.shared(mine, theirs, atLeast((least / (1 + least)) * both))
    if (shared < 0) return
    const jaccard = shared / (both - shared)
    const rank = this.#options.rankOf[text]!
    if (!this.#isGood(jaccard) || (jaccard === this.jaccard && rank >= this.#rank)) return
    this.other = text
    this.jaccard = jaccard
    this.#rank = rank
  }
}
