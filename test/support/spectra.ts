import type { RowsOfFloats } from '../../src/matrix.js'
import type { Rng } from './random.js'

export interface CloudOptions {
  /** Second moment of the k-th direction about the mean, k = 0 first; only ratios count. */
  moment: (k: number) => number
  /** Share of the energy that lies in the mean, 0 to 1. Default 0. */
  mean?: number
  /** Turned by a random orthogonal map, so that no direction is an axis. Default true. */
  isTurned?: boolean
}

/** Random rows of about unit length with a chosen spectrum, and rows near to them. Rows are made in the cloud's own axes. */
export class Cloud {
  readonly cols: number
  readonly #rng: Rng
  readonly #mean: Float64Array
  readonly #deviation: Float64Array
  /** Reflections, whose product is the turn: a few make every axis a mixture of all. */
  readonly #mirrors: Float64Array[]

  constructor(rng: Rng, cols: number, { moment, mean = 0, isTurned = true }: CloudOptions) {
    this.cols = cols
    this.#rng = rng
    const moments = Float64Array.from({ length: cols }, (_, k) => moment(k))
    const sum = moments.reduce((a, b) => a + b, 0)
    this.#deviation = moments.map((value) => Math.sqrt(((1 - mean) * value) / sum))
    this.#mean = this.#direction(0, cols).map((value) => value * Math.sqrt(mean))
    this.#mirrors = isTurned && cols > 1 ? Array.from({ length: 3 }, () => this.#direction(0, cols)) : []
  }

  sample(): Float64Array {
    return this.#mean.map((value, k) => value + this.#deviation[k]! * this.#rng.normal())
  }

  /** `from` and a random step of length size |from| along the axes [begin, end) only. */
  near(from: Float64Array, size: number, begin = 0, end: number = this.cols): Float64Array {
    const step = this.#direction(begin, end)
    const length = size * Math.sqrt(from.reduce((sum, value) => sum + value * value, 0))
    return from.map((value, k) => value + length * step[k]!)
  }

  write(data: Float32Array, row: number, own: Float64Array, scale = 1): void {
    const turned = own.slice()
    for (const mirror of this.#mirrors) {
      let dot = 0
      for (let k = 0; k < turned.length; k++) dot += mirror[k]! * turned[k]!
      for (let k = 0; k < turned.length; k++) turned[k]! -= 2 * dot * mirror[k]!
    }
    for (let k = 0; k < turned.length; k++) data[row * this.cols + k] = scale * turned[k]!
  }

  /** A random unit vector that is zero outside the axes [begin, end). */
  #direction(begin: number, end: number): Float64Array {
    const values = new Float64Array(this.cols)
    for (let k = begin; k < end; k++) values[k] = this.#rng.normal()
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
    return values.map((value) => (length === 0 ? 0 : value / length))
  }
}

/** Spectra by name: what embeddings look like, and what bounds find hard. */
export const SPECTRA = {
  isotropic: { moment: () => 1 },
  decaying: { moment: (k) => 1 / (k + 1), mean: 0.5 },
  steep: { moment: (k) => 1 / (k + 1) ** 3, mean: 0.2 },
  'mostly mean': { moment: (k) => 1 / (k + 1), mean: 0.97 },
  'rank one': { moment: (k) => (k === 0 ? 1 : 0) },
  'rank three': { moment: (k) => (k < 3 ? 1 : 0), mean: 0.3 },
  'outlying dimensions': { moment: (k) => (k % 17 === 3 ? 2500 : 1), isTurned: false },
} as const satisfies Record<string, CloudOptions>

export type SpectrumName = keyof typeof SPECTRA

/** Rows of a cloud, all made by `own`, in a random one of several sizes: cosines must not depend on it. */
export function rowsFrom(
  cloud: Cloud,
  rows: number,
  own: (row: number) => Float64Array,
  scale: (row: number) => number = () => 1,
): RowsOfFloats {
  const data = new Float32Array(rows * cloud.cols)
  for (let row = 0; row < rows; row++) cloud.write(data, row, own(row), scale(row))
  return { data, rows, cols: cloud.cols }
}
