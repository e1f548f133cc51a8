import { describe, expect, it } from 'vitest'
import { chooseBins, type Spread } from '../../src/report/parts/bins.js'
import { seededRandom } from '../support/random.js'

const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
  return {
    min: sorted[0]!,
    max: sorted.at(-1)!,
    low: at(0.01),
    median: at(0.5),
    high: at(0.99),
    isInteger: sorted.every(Number.isInteger),
  }
}

describe('chooseBins', () => {
  it('gives whole numbers of a small range a bin each, around them', () => {
    expect(chooseBins(spread([0, 1, 1, 2, 3])).edges).toEqual([-0.5, 0.5, 1.5, 2.5, 3.5])
  })

  it('gives shares round edges that end at 1', () => {
    const { edges, isLog } = chooseBins(spread(Array.from({ length: 1001 }, (_, i) => i / 1000)))
    expect(isLog).toBe(false)
    expect(edges[0]).toBe(0)
    expect(edges.at(-1)).toBe(1)
    expect(edges[3]).toBe(0.15)
  })

  it('takes logarithms where a long tail would leave one bin', () => {
    const { edges, isLog } = chooseBins(spread([...Array.from({ length: 500 }, (_, i) => 5 + (i % 30)), 1e6]))
    expect(isLog).toBe(true)
    expect(edges.at(-1)).toBeGreaterThan(20)
  })

  it('gives one value one bin', () => {
    expect(chooseBins(spread([7, 7])).edges).toEqual([6.5, 7.5])
  })

  it('gives any numbers a bounded number of finite ascending edges', () => {
    const rng = seededRandom()
    for (let trial = 0; trial < 400; trial++) {
      const scale = 10 ** rng.integer(-300, 300)
      const values = Array.from(
        { length: rng.integer(2, 60) },
        () => rng.normal() * scale * (rng.uniform() < 0.1 ? 1e6 : 1),
      )
      if (rng.uniform() < 0.5) for (const [i, v] of values.entries()) values[i] = Math.abs(v)
      const { edges } = chooseBins(spread(values))
      expect(edges.length).toBeGreaterThanOrEqual(2)
      expect(edges.length).toBeLessThan(200)
      for (const [i, edge] of edges.entries()) {
        expect(Number.isFinite(edge)).toBe(true)
        if (i > 0) expect(edge).toBeGreaterThan(edges[i - 1]!)
      }
    }
  })
})
