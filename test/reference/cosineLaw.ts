/** The law of docs/numerics.md, written to be read beside it. */
import type { RowsOfFloats } from '../../src/matrix.js'

/** a of the law. One array for all calls: making one takes longer than a dot product. */
const sums = new Float64Array(16)

export function dot(matrixA: RowsOfFloats, i: number, matrixB: RowsOfFloats, j: number): number {
  const { cols } = matrixA
  sums.fill(0)
  for (let k = 0; k < cols; k++) sums[k & 15]! += matrixA.data[i * cols + k]! * matrixB.data[j * cols + k]!
  for (let width = 8; width >= 1; width /= 2) for (let n = 0; n < width; n++) sums[n]! += sums[n + width]!
  return sums[0]!
}

export function cosine(a: RowsOfFloats, i: number, b: RowsOfFloats, j: number): number {
  return cosineOf(dot(a, i, b, j), dot(a, i, a, i), dot(b, j, b, j))
}

function cosineOf(product: number, squareA: number, squareB: number): number {
  return squareA * squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB)
}

function squares(matrix: RowsOfFloats): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, i) => dot(matrix, i, matrix, i))
}

/** Every pair of the answer of similarityJoin, by looking at all. */
export function join(a: RowsOfFloats, b: RowsOfFloats | undefined, minCosine: number) {
  const left: number[] = []
  const right: number[] = []
  const cosines: number[] = []
  const [squaresA, squaresB] = [squares(a), squares(b ?? a)]
  for (let i = 0; i < a.rows; i++) {
    for (let j = b === undefined ? i + 1 : 0; j < (b ?? a).rows; j++) {
      const value = cosineOf(dot(a, i, b ?? a, j), squaresA[i]!, squaresB[j]!)
      if (value < minCosine) continue
      left.push(i)
      right.push(j)
      cosines.push(value)
    }
  }
  return { left: Uint32Array.from(left), right: Uint32Array.from(right), cosine: Float64Array.from(cosines) }
}

/** The same for a few thousand rows: pairs far below the threshold by an ordinary dot product are not looked at by the law. */
export function joinMany(a: RowsOfFloats, minCosine: number) {
  const { rows, cols } = a
  const unit = new Float64Array(a.data)
  for (let i = 0; i < rows; i++) {
    const length = Math.sqrt(dot(a, i, a, i))
    for (let k = 0; k < cols; k++) unit[i * cols + k]! /= length === 0 ? 1 : length
  }
  const out = { left: [] as number[], right: [] as number[], cosine: [] as number[] }
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) {
      let product = 0
      for (let k = 0; k < cols; k++) product += unit[i * cols + k]! * unit[j * cols + k]!
      // Both are within 1e-12 of the true cosine.
      if (product < minCosine - 1e-9) continue
      const value = cosine(a, i, a, j)
      if (value < minCosine) continue
      out.left.push(i)
      out.right.push(j)
      out.cosine.push(value)
    }
  }
  return {
    left: Uint32Array.from(out.left),
    right: Uint32Array.from(out.right),
    cosine: Float64Array.from(out.cosine),
  }
}

export function topK(queries: RowsOfFloats, corpus: RowsOfFloats, k: number) {
  const kept = Math.min(k, corpus.rows)
  const indices: number[] = []
  const cosines: number[] = []
  for (let i = 0; i < queries.rows; i++) {
    const all = Array.from({ length: corpus.rows }, (_, j) => ({ j, value: cosine(queries, i, corpus, j) }))
    all.sort((x, y) => y.value - x.value || x.j - y.j)
    for (const { j, value } of all.slice(0, kept)) {
      indices.push(j)
      cosines.push(value)
    }
  }
  return { indices: Uint32Array.from(indices), cosines: Float64Array.from(cosines) }
}
