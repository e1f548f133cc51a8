import { argumentError } from '../validate.js'

/**
 * The one-to-one assignment of columns to rows with the largest sum.
 *
 * The shortest augmenting path method with potentials of rows and columns, one row after the other: O(n³). It is written
 * out here because it is forty lines, and what the registry has for it is either unkept or takes costs as nested arrays.
 *
 * @param scores [n, n] finite numbers, row-major
 * @returns [n] the column of each row; where several assignments have the largest sum, always the same one of them
 * @throws ArgumentError if `scores` is not [n, n] or not finite
 * @see Kuhn 1955; Jonker and Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear assignment
 *   problems", Computing 38:325-340
 */
export function bestAssignment(scores: ArrayLike<number>, n: number): Uint32Array {
  if (scores.length !== n * n) throw argumentError('scores', `${n} x ${n} numbers`, scores)
  for (let at = 0; at < scores.length; at++) {
    if (!Number.isFinite(scores[at])) throw argumentError(`scores[${at}]`, 'a finite number', scores[at])
  }
  // Row and column 0 stand for "none", so that every search starts and ends somewhere; costs are negated scores.
  const ofRow = new Float64Array(n + 1)
  const ofColumn = new Float64Array(n + 1)
  const rowOf = new Uint32Array(n + 1)
  const cameFrom = new Uint32Array(n + 1)
  const distance = new Float64Array(n + 1)
  const isDone = new Uint8Array(n + 1)

  for (let row = 1; row <= n; row++) {
    rowOf[0] = row
    distance.fill(Number.POSITIVE_INFINITY)
    isDone.fill(0)
    let column = 0
    while (rowOf[column] !== 0) {
      isDone[column] = 1
      const at = rowOf[column]!
      let shortest = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= n; j++) {
        if (isDone[j]) continue
        const reduced = -scores[(at - 1) * n + j - 1]! - ofRow[at]! - ofColumn[j]!
        if (reduced < distance[j]!) {
          distance[j] = reduced
          cameFrom[j] = column
        }
        if (distance[j]! < shortest) {
          shortest = distance[j]!
          next = j
        }
      }
      for (let j = 0; j <= n; j++) {
        if (isDone[j]) {
          ofRow[rowOf[j]!]! += shortest
          ofColumn[j]! -= shortest
        } else distance[j]! -= shortest
      }
      column = next
    }
    while (column !== 0) {
      const before = cameFrom[column]!
      rowOf[column] = rowOf[before]!
      column = before
    }
  }
  const columnOf = new Uint32Array(n)
  for (let j = 1; j <= n; j++) columnOf[rowOf[j]! - 1] = j - 1
  return columnOf
}
