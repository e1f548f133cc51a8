import { DenseIds } from './denseIds.js'

/** Rules that fire and rules that are NULL for some rows, by index, ascending. */
export interface Combination {
  fired: readonly number[]
  nulls: readonly number[]
}

/** Columns that one key holds: 2^20 known combinations and two words of 16 bits. */
const FIRST_COLUMNS = 3

/** Numbers the combinations of answers as rows bring them. */
export class Combinations {
  readonly found: Combination[] = []
  readonly #columns: number
  readonly #base: number
  readonly #combinationOf: (values: readonly number[]) => Combination
  /** From the number of the columns before and this column's value to a number; the last is the combination's. */
  readonly #steps: DenseIds[]
  readonly #last: Float64Array
  #lastCode = -1

  /**
   * @param columns how many values say what the rules answer for a row, at least 3
   * @param bits of each value but the first, which may have 20
   * @param combinationOf what a row's values mean
   */
  constructor(columns: number, bits: 8 | 16, combinationOf: (values: readonly number[]) => Combination) {
    this.#columns = columns
    this.#base = 2 ** bits
    this.#combinationOf = combinationOf
    this.#steps = Array.from({ length: columns - FIRST_COLUMNS + 1 }, () => new DenseIds())
    this.#last = new Float64Array(columns - FIRST_COLUMNS + 1)
  }

  /** @param columns each with a value per row */
  codeOf(columns: readonly ArrayLike<number>[], row: number): number {
    const [base, last] = [this.#base, this.#last]
    let key = (columns[0]![row]! * base + columns[1]![row]!) * base + columns[2]![row]!
    // Rows that follow one another are often alike.
    let isLast = this.#lastCode >= 0 && last[0] === key
    for (let i = FIRST_COLUMNS; isLast && i < this.#columns; i++) {
      isLast = last[i - FIRST_COLUMNS + 1] === columns[i]![row]
    }
    if (isLast) return this.#lastCode
    last[0] = key
    let code = this.#steps[0]!.of(key)
    for (let i = FIRST_COLUMNS; i < this.#columns; i++) {
      const value = columns[i]![row]!
      last[i - FIRST_COLUMNS + 1] = value
      key = code * base + value
      code = this.#steps[i - FIRST_COLUMNS + 1]!.of(key)
    }
    if (code === this.found.length) this.found.push(this.#combinationOf(columns.map((column) => column[row]!)))
    this.#lastCode = code
    return code
  }
}
