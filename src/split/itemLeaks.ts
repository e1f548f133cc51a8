import { eachRow } from '../concurrency.js'

/** A row without the item; a row in no part. */
export const NONE = 0xffffffff

/** What rows have in common by one method, seen across the parts of a split. */
export interface MethodLeaks {
  /** [n] bit p is set where a row of part p, not the row's own, has something in common with the row. */
  readonly reach: Uint32Array
  /** [n] the row of another part that is most alike, of equals the first; NONE without. */
  readonly partner: Uint32Array
  /** [n] how alike, larger is more; NaN where that is equality or nothing. */
  readonly measure: Float64Array
}

/**
 * Rows of different parts that have an item in common, or like items. An item is what many rows may hold: a paper, a
 * file, a hash, a text. So 100 000 rows with one text are one item and no 5 billion pairs.
 */
export class ItemLeaks {
  readonly #items: Uint32Array
  readonly #parts: Uint8Array
  readonly #partCount: number
  /** [items, parts] first row of an item in a part. */
  readonly #first: Uint32Array
  /** [items, parts] row that is most like the item, and how alike; infinity where it is the same item. */
  readonly #best: Uint32Array
  readonly #measure: Float64Array

  private constructor(items: Uint32Array, itemCount: number, parts: Uint8Array, partCount: number) {
    this.#items = items
    this.#parts = parts
    this.#partCount = partCount
    this.#first = new Uint32Array(itemCount * partCount).fill(NONE)
    this.#best = new Uint32Array(itemCount * partCount).fill(NONE)
    this.#measure = new Float64Array(itemCount * partCount).fill(Number.NEGATIVE_INFINITY)
  }

  /**
   * @param items [n] the item of each row, below `itemCount`, NONE for a row without
   * @param parts [n] the part of each row; `partCount` or more for a row in no part
   * @param withEqual false where rows with the same item are not what is looked for, but only rows with like ones
   */
  static async from(
    items: Uint32Array,
    itemCount: number,
    parts: Uint8Array,
    partCount: number,
    withEqual = true,
  ): Promise<ItemLeaks> {
    const leaks = new ItemLeaks(items, itemCount, parts, partCount)
    await eachRow(items.length, (row) => {
      if (items[row] === NONE || parts[row]! >= partCount) return
      const at = items[row]! * partCount + parts[row]!
      if (leaks.#first[at] !== NONE) return
      leaks.#first[at] = row
      if (!withEqual) return
      leaks.#best[at] = row
      leaks.#measure[at] = Number.POSITIVE_INFINITY
    })
    return leaks
  }

  /** Bit p is set where a row of part p holds the item. */
  partsOf(item: number): number {
    let mask = 0
    for (let part = 0; part < this.#partCount; part++) {
      if (this.#first[item * this.#partCount + part] !== NONE) mask |= 1 << part
    }
    return mask >>> 0
  }

  /** The items that rows of a part hold, in the order of their first rows there. */
  async itemsOf(part: number): Promise<Uint32Array> {
    let count = 0
    const items = new Uint32Array(Math.min(this.#items.length, this.#first.length / this.#partCount))
    await eachRow(this.#items.length, (row) => {
      const item = this.#items[row]!
      if (item !== NONE && this.#first[item * this.#partCount + part] === row) items[count++] = item
    })
    return items.subarray(0, count)
  }

  /** Says that two different items are alike, the more the larger `measure`. */
  connect(a: number, b: number, measure: number): void {
    this.#offer(a, b, measure)
    this.#offer(b, a, measure)
  }

  #offer(item: number, other: number, measure: number): void {
    for (let part = 0; part < this.#partCount; part++) {
      const row = this.#first[other * this.#partCount + part]!
      if (row === NONE) continue
      const at = item * this.#partCount + part
      const isBetter = measure > this.#measure[at]! || (measure === this.#measure[at] && row < this.#best[at]!)
      if (!isBetter) continue
      this.#best[at] = row
      this.#measure[at] = measure
    }
  }

  /** The row of a part that is most like a row's item, and how alike; infinity where it holds the same item. */
  partnerIn(row: number, part: number): { row: number; measure: number } | undefined {
    const at = this.#items[row]! * this.#partCount + part
    if (this.#items[row] === NONE || this.#best[at] === NONE) return undefined
    return { row: this.#best[at]!, measure: this.#measure[at]! }
  }

  /** @param known what ties rows to parts already: of those parts nothing is said again */
  async rows(known?: MethodLeaks): Promise<MethodLeaks> {
    const n = this.#items.length
    const reach = new Uint32Array(n)
    const partner = new Uint32Array(n).fill(NONE)
    const measure = new Float64Array(n).fill(Number.NaN)
    await eachRow(n, (row) => {
      const [item, own] = [this.#items[row]!, this.#parts[row]!]
      if (item === NONE || own >= this.#partCount) return
      let best = Number.NEGATIVE_INFINITY
      for (let part = 0; part < this.#partCount; part++) {
        const at = item * this.#partCount + part
        if (part === own || this.#best[at] === NONE || ((known?.reach[row] ?? 0) >>> part) & 1) continue
        reach[row]! |= 1 << part
        const value = this.#measure[at]!
        if (value < best || (value === best && this.#best[at]! > partner[row]!)) continue
        best = value
        partner[row] = this.#best[at]!
        measure[row] = Number.isFinite(value) ? value : Number.NaN
      }
    })
    return { reach, partner, measure }
  }
}
