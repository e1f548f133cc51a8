import { describe, expect, it } from 'vitest'
import { clusteredShare } from '../../src/stats/clusteredShare.js'
import { wilson } from '../../src/stats/wilson.js'
import { rngOf } from '../support/random.js'

const sumsOf = (clusters: readonly { d: number; n: number }[]) => ({
  clusters: clusters.length,
  parts: clusters.reduce((sum, { d }) => sum + d * d, 0),
  products: clusters.reduce((sum, { d, n }) => sum + d * n, 0),
  wholes: clusters.reduce((sum, { n }) => sum + n * n, 0),
})
const shareOf = (clusters: readonly { d: number; n: number }[]) =>
  clusteredShare(
    clusters.reduce((sum, { d }) => sum + d, 0),
    clusters.reduce((sum, { n }) => sum + n, 0),
    sumsOf(clusters),
  )

describe('clusteredShare', () => {
  it('is Wilson’s interval where every row is its own cluster', () => {
    const rows = Array.from({ length: 150 }, (_, i) => ({ d: i < 129 ? 1 : 0, n: 1 }))
    expect(shareOf(rows)).toEqual({ ...wilson(129, 150), effective: 150 })
  })

  it('counts clusters, not rows, where all rows of a cluster agree', () => {
    const clusters = Array.from({ length: 2000 }, (_, i) => ({ d: i % 4 === 0 ? 5 : 0, n: 5 }))
    const { effective } = shareOf(clusters)
    expect(effective / 2000).toBeCloseTo(1, 2)
  })

  it('is cautious at 0 and 1, for one cluster and for two', () => {
    const none = Array.from({ length: 100 }, () => ({ d: 0, n: 10 }))
    expect(shareOf(none)).toEqual({ low: 0, high: wilson(0, 100).high, effective: 100 })
    const all = none.map(({ n }) => ({ d: n, n }))
    expect(shareOf(all)).toEqual({ low: wilson(100, 100).low, high: 1, effective: 100 })
    expect(shareOf([{ d: 500, n: 1000 }]).effective).toBe(1)
    const two = shareOf([
      { d: 1, n: 100 },
      { d: 99, n: 100 },
    ])
    expect(two.low).toBeLessThan(0.05)
    expect(two.high).toBeGreaterThan(0.95)
  })

  it('does not count more rows than there are where clusters are more even than chance', () => {
    const even = Array.from({ length: 500 }, () => ({ d: 2, n: 4 }))
    expect(shareOf(even).effective).toBeLessThanOrEqual(2000)
  })

  it('refuses an empty whole', () => {
    expect(() => clusteredShare(0, 0, sumsOf([]))).toThrow(/`whole`/)
  })

  it.each([
    [30, 0.3],
    [60, 0.1],
    [400, 0.02],
  ])('covers the truth in about 19 of 20 samples of %i papers at a share of %d', (papers, share) => {
    const rng = rngOf(papers)
    let covered = 0
    const rounds = 2000
    for (let round = 0; round < rounds; round++) {
      const clusters = Array.from({ length: papers }, () => {
        const n = rng.integer(1, 9)
        // Two kinds of papers: most drop little, some much.
        const own = rng.uniform() < 0.2 ? Math.min(1, 3 * share) : share / 2
        let d = 0
        for (let i = 0; i < n; i++) if (rng.uniform() < own) d++
        return { d, n }
      })
      const truth = 0.2 * Math.min(1, 3 * share) + 0.8 * (share / 2)
      const { low, high } = shareOf(clusters)
      if (low <= truth && truth <= high) covered++
    }
    expect(covered / rounds).toBeGreaterThan(0.93)
    expect(covered / rounds).toBeLessThan(0.995)
  })
})
