import { describe, expect, it } from 'vitest'
import { clusterBootstrap } from '../../src/stats/bootstrap.js'
import { seededRandom } from '../support/random.js'

describe('clusterBootstrap', () => {
  it('refuses what has no mean', async () => {
    await expect(clusterBootstrap([])).rejects.toThrow('`clusters`')
    await expect(clusterBootstrap([[1], []])).rejects.toThrow('`clusters[1]`')
    await expect(clusterBootstrap([[1, Number.NaN]])).rejects.toThrow('`clusters[0]`')
    await expect(clusterBootstrap([[1]], { resamples: 0 })).rejects.toThrow('`resamples`')
  })

  it('is a point for one cluster, and for equal observations', async () => {
    expect(await clusterBootstrap([[1, 2, 6]])).toEqual({ mean: 3, low: 3, high: 3 })
    expect(await clusterBootstrap([[2], [2, 2], [2]])).toEqual({ mean: 2, low: 2, high: 2 })
  })

  it('is the same for the same seed', async () => {
    const clusters = [[0, 1], [1], [0, 0, 1]]
    expect(await clusterBootstrap(clusters, { seed: 7 })).toEqual(await clusterBootstrap(clusters, { seed: 7 }))
  })

  it('matches the normal interval for many single observations', async () => {
    const random = seededRandom()
    const values = Array.from({ length: 400 }, () => random.normal())
    const mean = values.reduce((a, b) => a + b) / 400
    const error = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / 400 / 400)
    const interval = await clusterBootstrap(
      values.map((value) => [value]),
      { resamples: 4000 },
    )
    expect(interval.mean).toBeCloseTo(mean, 12)
    expect(Math.abs(interval.low - (mean - 1.96 * error))).toBeLessThan(0.15 * 1.96 * error)
    expect(Math.abs(interval.high - (mean + 1.96 * error))).toBeLessThan(0.15 * 1.96 * error)
  })

  it('is wider by the root of the cluster size where a cluster only repeats itself', async () => {
    const random = seededRandom()
    const values = Array.from({ length: 100 }, () => random.uniform())
    const width = async (clusters: number[][]) => {
      const { low, high } = await clusterBootstrap(clusters, { resamples: 4000 })
      return high - low
    }
    const repeated = values.map((value) => Array.from({ length: 9 }, () => value))
    const ratio = (await width(repeated)) / (await width(repeated.flat().map((value) => [value])))
    expect(ratio).toBeGreaterThan(2.6)
    expect(ratio).toBeLessThan(3.4)
  })
})
