import { eachRow } from '../../concurrency.js'

/** Pairs of rows with a measure of each pair, as the joins give them. */
export interface Pairs {
  left: Uint32Array
  right: Uint32Array
  measure: Float64Array | Uint8Array
}

/** The pairs of each row, both ways. */
export class Neighbours {
  readonly #starts: Float64Array
  readonly #others: Uint32Array
  readonly #measures: Float64Array | Uint8Array

  private constructor(starts: Float64Array, others: Uint32Array, measures: Float64Array | Uint8Array) {
    this.#starts = starts
    this.#others = others
    this.#measures = measures
  }

  /** @param rowOf the row that a number in the pairs stands for; itself by default */
  static async from(
    rows: number,
    { left, right, measure }: Pairs,
    rowOf: (number: number) => number = (row) => row,
  ): Promise<Neighbours> {
    const starts = new Float64Array(rows + 1)
    await eachRow(left.length, (i) => {
      starts[rowOf(left[i]!) + 1]!++
      starts[rowOf(right[i]!) + 1]!++
    })
    await eachRow(rows, (row) => {
      starts[row + 1]! += starts[row]!
    })
    const next = starts.slice()
    const others = new Uint32Array(left.length * 2)
    const measures = measure instanceof Uint8Array ? new Uint8Array(others.length) : new Float64Array(others.length)
    const put = (row: number, other: number, value: number) => {
      const at = next[row]!++
      others[at] = other
      measures[at] = value
    }
    await eachRow(left.length, (i) => {
      const [a, b] = [rowOf(left[i]!), rowOf(right[i]!)]
      put(a, b, measure[i]!)
      put(b, a, measure[i]!)
    })
    return new Neighbours(starts, others, measures)
  }

  count(row: number): number {
    return this.#starts[row + 1]! - this.#starts[row]!
  }

  forEach(row: number, visit: (other: number, measure: number) => void): void {
    for (let at = this.#starts[row]!; at < this.#starts[row + 1]!; at++) visit(this.#others[at]!, this.#measures[at]!)
  }
}
