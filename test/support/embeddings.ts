import type { RowsOfFloats } from '../../src/matrix.js'
import type { Rng } from './random.js'

export function rowsOf(rows: number, cols: number, value: (row: number, col: number) => number): RowsOfFloats {
  const data = new Float32Array(rows * cols)
  for (let i = 0; i < rows; i++) for (let k = 0; k < cols; k++) data[i * cols + k] = value(i, k)
  return { data, rows, cols }
}

export function randomRows(rng: Rng, rows: number, cols: number): RowsOfFloats {
  return rowsOf(rows, cols, () => rng.normal())
}

/** Random rows of which many are copies of others with noise from none to large: pairs at every cosine up to 1. */
export function nearDuplicates(rng: Rng, rows: number, cols: number): RowsOfFloats {
  const matrix = randomRows(rng, rows, cols)
  for (let i = 1; i < rows; i++) {
    if (rng.uniform() < 0.5) continue
    const from = rng.integer(0, i - 1)
    const noise = [0, 1e-7, 1e-4, 0.03, 0.3][rng.integer(0, 4)]!
    const scale = [1, 2, 0.37, 1e30, 1e-30][rng.integer(0, 4)]!
    // Copies of copies keep their size: only the last scale counts.
    const row = matrix.data.slice(from * cols, (from + 1) * cols)
    const size = Math.max(...row.map(Math.abs))
    for (let k = 0; k < cols; k++) matrix.data[i * cols + k] = (row[k]! / size + noise * rng.normal()) * scale
  }
  return matrix
}

/** Rows made to go wrong: zero, repeated, huge, denormal, one outlying coordinate, parallel tails. */
export function hostileRows(rng: Rng, cols: number): RowsOfFloats {
  const base = Array.from({ length: cols }, () => rng.normal())
  const kinds: ((k: number) => number)[] = [
    () => 0,
    (k) => base[k]!,
    (k) => base[k]!,
    (k) => base[k]! * 1e30,
    (k) => base[k]! * 2 ** -140,
    () => 2 ** -149,
    (k) => (k === 0 ? 3e38 : base[k]!),
    (k) => (k === 0 ? 3e38 : -base[k]!),
    (k) => (k % 2 === 0 ? 1 : 1e-20),
    (k) => -base[k]!,
    (k) => (k < 8 ? 0.02 * rng.normal() : base[k]!),
    (k) => (k < 8 ? 0.02 * rng.normal() : base[k]! * 7),
    (k) => base[k]! * (1 + 1e-6 * rng.normal()),
    () => 0,
    (k) => (k === cols - 1 ? 1 : 0),
  ]
  return rowsOf(kinds.length, cols, (row, k) => kinds[row]!(k))
}
