/** Marks a row that has no digest, or no equal. */
export const NONE = 0xffffffff

/**
 * Finds equal digests among `rows` rows of `width` bytes each, kept in one flat array: 15 million sha256 sums take
 * 0.6 GB here and several times that as strings in a Map.
 *
 * Open addressing, linear probing, at most half full.
 */
export class DigestIndex {
  /** [rows, width]; fill a row, then `add` it. */
  readonly digests: Uint8Array
  readonly width: number
  readonly #slots: Uint32Array
  readonly #mask: number
  readonly #words: Uint32Array

  constructor(rows: number, width: number) {
    this.width = width
    this.digests = new Uint8Array(rows * width)
    this.#words = new Uint32Array(this.digests.buffer)
    let capacity = 16
    while (capacity < rows * 2) capacity *= 2
    this.#slots = new Uint32Array(capacity).fill(NONE)
    this.#mask = capacity - 1
  }

  /** The first row that was added with the digest of `row`: `row` itself when it is new. */
  add(row: number): number {
    const slot = this.#slotOf(this, row)
    const found = this.#slots[slot]!
    if (found !== NONE) return found
    this.#slots[slot] = row
    return row
  }

  /** The first row added here whose digest equals that of `row` in `other`; NONE when there is none. */
  find(other: DigestIndex, row: number): number {
    return this.#slots[this.#slotOf(other, row)]!
  }

  #slotOf(from: DigestIndex, row: number): number {
    const words = from.#words
    const step = this.width / 4
    const at = row * step
    // Perceptual hashes share many bits, so the slot must depend on all of the first eight bytes.
    const mixed = Math.imul(words[at]! ^ Math.imul(words[at + 1]!, 0x85ebca6b), 0x9e3779b1)
    let slot = (mixed ^ (mixed >>> 15)) & this.#mask
    while (true) {
      const candidate = this.#slots[slot]!
      if (candidate === NONE) return slot
      let i = 0
      while (i < step && this.#words[candidate * step + i] === words[at + i]) i++
      if (i === step) return slot
      slot = (slot + 1) & this.#mask
    }
  }
}
