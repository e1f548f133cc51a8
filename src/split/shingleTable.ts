import { randomInt } from 'node:crypto'
import { Breather } from '../concurrency.js'
import { hash32 } from './normalText.js'

/** Counters of how common a shingle is: a quarter of the shingles, within these. A good order of them finds sooner. */
const MIN_COUNTERS = 2 ** 16
const MAX_COUNTERS = 2 ** 25
/** Commoner ones count as equally common: ranks and hashes together fit the 53 bits of a number. */
const MAX_RANK = 2 ** 20 - 1

/**
 * Texts by their shingles, 4 bytes each: only hashes are held. Different shingles may have one hash, so what two texts
 * seem to share is an upper bound, hardly ever more than the truth.
 */
export class ShingleTable {
  #hashes = new Uint32Array(4096)
  readonly #starts: number[] = [0]
  #counts = new Uint32Array(0)
  readonly #salt: number

  /** @param salt of the hashes, any 32 bits: by chance, since texts that collide under one hardly do under the next */
  constructor(salt: number = randomInt(2 ** 32)) {
    this.#salt = salt
  }

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
    for (const shingle of shingles) this.#hashes[at++] = hash32(shingle, this.#salt)
    this.#starts.push(end)
    return this.#starts.length - 2
  }

  get size(): number {
    return this.#starts.length - 1
  }

  /** How many shingles a text has. */
  lengthOf(text: number): number {
    return this.#starts[text + 1]! - this.#starts[text]!
  }

  /** The hashes of a text's shingles; the rarest of the table first, once `sort` is through. */
  shinglesOf(text: number): Uint32Array {
    return this.#hashes.subarray(this.#starts[text]!, this.#starts[text + 1]!)
  }

  /** Puts the shingles of every text in one order, rare ones first. To be called when all texts are there. */
  async sort(): Promise<void> {
    const total = this.#starts.at(-1)!
    let counters = MIN_COUNTERS
    while (counters < total / 4 && counters < MAX_COUNTERS) counters *= 2
    this.#counts = new Uint32Array(counters)
    const breather = new Breather()
    for (let text = 0; text < this.size; text++) {
      for (const hash of this.shinglesOf(text)) this.#counts[hash & (counters - 1)]!++
      if (breather.isDue) await breather.breathe()
    }
    for (let text = 0; text < this.size; text++) {
      const hashes = this.shinglesOf(text)
      const keys = Float64Array.from(hashes, (hash) => this.#rank(hash) * 2 ** 32 + hash).sort()
      // The low 32 bits of a key are its hash.
      for (const [i, key] of keys.entries()) hashes[i] = key
      if (breather.isDue) await breather.breathe()
    }
  }

  /**
   * How many shingles two texts share, or -1 as soon as that must be fewer than `needed`. Both as `sort` leaves them.
   */
  shared(a: Uint32Array, b: Uint32Array, needed: number): number {
    let shared = 0
    let [i, j] = [0, 0]
    while (i < a.length && j < b.length) {
      if (shared + Math.min(a.length - i, b.length - j) < needed) return -1
      if (a[i] === b[j]) {
        shared++
        i++
        j++
      } else if (this.#isBefore(a[i]!, b[j]!)) i++
      else j++
    }
    return shared >= needed ? shared : -1
  }

  #rank(hash: number): number {
    return Math.min(this.#counts[hash & (this.#counts.length - 1)]!, MAX_RANK)
  }

  #isBefore(a: number, b: number): boolean {
    const [rankOfA, rankOfB] = [this.#rank(a), this.#rank(b)]
    return rankOfA < rankOfB || (rankOfA === rankOfB && a < b)
  }
}
