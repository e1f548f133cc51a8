import { expect, test } from 'vitest'
import { bestAssignment } from '../../src/swaps/assignment.js'
import { seededRandom } from '../support/random.js'

/** Every permutation of 0 .. n - 1. */
function* permutations(n: number, taken: number[] = []): Generator<number[]> {
  if (taken.length === n) yield taken
  for (let next = 0; next < n; next++) if (!taken.includes(next)) yield* permutations(n, [...taken, next])
}

const sumOf = (scores: ArrayLike<number>, n: number, columns: ArrayLike<number>): number =>
  Array.from({ length: n }, (_, row) => scores[row * n + columns[row]!]!).reduce((a, b) => a + b, 0)

test('refuses what is not n x n or not finite', () => {
  expect(() => bestAssignment([1, 2, 3], 2)).toThrow('2 x 2')
  expect(() => bestAssignment([1, Number.NaN, 3, 4], 2)).toThrow('scores[1]')
})

test('none, one and two', () => {
  expect([...bestAssignment([], 0)]).toEqual([])
  expect([...bestAssignment([-5], 1)]).toEqual([0])
  expect([...bestAssignment([1, 2, 2, 1], 2)]).toEqual([1, 0])
})

test('equals the best of all permutations', () => {
  const random = seededRandom('assignment')
  for (let round = 0; round < 300; round++) {
    const n = random.integer(1, round % 10 === 0 ? 7 : 5)
    // Small whole numbers make ties, which a wrong search likes to loop on.
    const isWhole = round % 3 === 0
    const scores = Array.from({ length: n * n }, () => (isWhole ? random.integer(-2, 2) : random.normal() * 1e3))
    const columns = bestAssignment(scores, n)
    expect([...columns].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
    const best = Math.max(...[...permutations(n)].map((columns) => sumOf(scores, n, columns)))
    expect(sumOf(scores, n, columns)).toBeCloseTo(best, 6)
  }
})

test('keeps the diagonal where it is as good as anything else', () => {
  const n = 40
  const random = seededRandom('large')
  const scores = Float64Array.from({ length: n * n }, () => random.uniform())
  for (let i = 0; i < n; i++) scores[i * n + i] = 2
  expect([...bestAssignment(scores, n)]).toEqual(Array.from({ length: n }, (_, i) => i))
  expect(sumOf(new Float64Array(n * n), n, bestAssignment(new Float64Array(n * n), n))).toBe(0)
})
