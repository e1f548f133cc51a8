/** The law of docs/numerics.md, written to be read beside it. */
import type { RowsOfFloats } from '../../src/matrix.js'

export function dot(matrixA: RowsOfFloats, i: number, matrixB: RowsOfFloats, j: number): number {
  const { cols } = matrixA
  const a = new Float64Array(16)
  for (let k = 0; k < cols; k++) a[k % 16]! += matrixA.data[i * cols + k]! * matrixB.data[j * cols + k]!
  for (const width of [8, 4, 2, 1]) for (let n = 0; n < width; n++) a[n]! += a[n + width]!
  return a[0]!
}

export function cosine(a: RowsOfFloats, i: number, b: RowsOfFloats, j: number): number {
  const squares = dot(a, i, a, i) * dot(b, j, b, j)
  return squares === 0 ? 0 : dot(a, i, b, j) / Math.sqrt(squares)
}

/** Every pair of the answer of similarityJoin, by looking at all. */
export function join(a: RowsOfFloats, b: RowsOfFloats | undefined, minCosine: number) {
  const left: number[] = []
  const right: number[] = []
  const cosines: number[] = []
  for (let i = 0; i < a.rows; i++) {
    for (let j = b === undefined ? i + 1 : 0; j < (b ?? a).rows; j++) {
      const value = cosine(a, i, b ?? a, j)
      if (value < minCosine) continue
      left.push(i)
      right.push(j)
      cosines.push(value)
    }
  }
  return { left: Uint32Array.from(left), right: Uint32Array.from(right), cosine: Float64Array.from(cosines) }
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
