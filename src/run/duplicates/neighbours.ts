import { Breather } from '../../concurrency.js'

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

  static async from(rows: number, { left, right, measure }: Pairs): Promise<Neighbours> {
    const breather = new Breather()
    const starts = new Float64Array(rows + 1)
    for (let i = 0; i < left.length; i++) {
      starts[left[i]! + 1]!++
      starts[right[i]! + 1]!++
      if ((i & 0xfff) === 0 && breather.isDue) await breather.breathe()
    }
    for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!
    const next = starts.slice()
    const others = new Uint32Array(left.length * 2)
    const measures = measure instanceof Uint8Array ? new Uint8Array(others.length) : new Float64Array(others.length)
    const put = (row: number, other: number, value: number) => {
      const at = next[row]!++
      others[at] = other
      measures[at] = value
    }
    for (let i = 0; i < left.length; i++) {
      put(left[i]!, right[i]!, measure[i]!)
      put(right[i]!, left[i]!, measure[i]!)
      if ((i & 0xfff) === 0 && breather.isDue) await breather.breathe()
    }
    return new Neighbours(starts, others, measures)
  }

  count(row: number): number {
    return this.#starts[row + 1]! - this.#starts[row]!
  }

  forEach(row: number, visit: (other: number, measure: number) => void): void {
    for (let at = this.#starts[row]!; at < this.#starts[row + 1]!; at++) visit(this.#others[at]!, this.#measures[at]!)
  }
}
