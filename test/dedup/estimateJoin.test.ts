import { describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import { dedup } from '../../src/dedup/dedup.js'
import { estimateJoin } from '../../src/dedup/estimateJoin.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { rowsOf } from '../support/embeddings.js'
import { seededRandom } from '../support/random.js'
import { Cloud, rowsFrom, SPECTRA } from '../support/spectra.js'

function decaying(rows: number, cols: number) {
  const cloud = new Cloud(seededRandom(), cols, SPECTRA.decaying)
  return rowsFrom(cloud, rows, () => cloud.sample())
}

describe('estimateJoin', () => {
  it('refuses what cannot be meant', async () => {
    await expect(estimateJoin({ rows: 5, cols: 0 }, { minCosine: 0.9 })).rejects.toThrow('`a.cols`')
    await expect(estimateJoin({ rows: 5, cols: 3 }, { minCosine: 2 })).rejects.toThrow('`minCosine`')
    await expect(estimateJoin({ rows: 5, cols: 3 }, { minCosine: 0.9, rws: 3 } as never)).rejects.toThrow('`rows`')
    const three = rowsOf(4, 3, () => 1)
    await expect(estimateJoin(three, { rows: 4, cols: 2 }, { minCosine: 0.9 })).rejects.toThrow('[n, 3] for `b`')
  })

  it('for a shape alone supposes that nothing is pruned, and grows with the pairs', async () => {
    const one = await estimateJoin({ rows: 1_000_000, cols: 512 }, { minCosine: 0.95, threads: 1 })
    expect(one).toMatchObject({ pairs: (1e6 * (1e6 - 1)) / 2, widths: [512] })
    const two = await estimateJoin({ rows: 2_000_000, cols: 512 }, { minCosine: 0.95, threads: 1 })
    expect(two.seconds / one.seconds).toBeGreaterThan(3.9)
    expect(two.seconds / one.seconds).toBeLessThan(4.1)
    const halved = await estimateJoin({ rows: 1_000_000, cols: 512 }, { minCosine: 0.95, threads: 2 })
    expect(halved.seconds).toBeCloseTo(one.seconds / 2, 6)
    const cross = await estimateJoin({ rows: 10, cols: 512 }, { rows: 20, cols: 512 }, { minCosine: 0.95 })
    expect(cross.pairs).toBe(200)
  })

  it('on rows finds what their spectrum allows, also for more rows than there are', async () => {
    const sample = decaying(3000, 128)
    const options = { minCosine: 0.95, rows: 1_000_000, threads: 1 }
    const pruned = await estimateJoin(sample, options)
    const blind = await estimateJoin({ rows: 1_000_000, cols: 128 }, options)
    expect(pruned.widths[0]).toBeLessThan(128)
    expect(pruned.seconds).toBeLessThan(blind.seconds)
    expect(pruned.shares[0]).toBeLessThan(1)
    const bulk = await estimateJoin(sample, { ...options, minCosine: 0.5 })
    expect(bulk.seconds).toBeGreaterThan(pruned.seconds)
  })
})

describe('the plan', () => {
  it('for wide rows that no prefix prunes is a screen of all coordinates, not the law', async () => {
    const cloud = new Cloud(seededRandom(), 1536, SPECTRA.isotropic)
    const wide = rowsFrom(cloud, 1200, () => cloud.sample())
    expect((await estimateJoin(wide, { minCosine: 0.5 })).widths).toEqual([1536])
  })

  it('counts the images that rows are put in order by', async () => {
    const few = decaying(3000, 16)
    const { widths, bytes } = await estimateJoin(few, { minCosine: 0.999, rows: 1_000_000 })
    // Eight float32 beside what every row has: codes, square, residual, digest, an entry to sort and a position.
    expect(bytes / 1e6).toBeGreaterThan(32 + widths[0]! + 8 + 8 + 8 + 16 + 4)
  })

  it('has a scale that float32 holds, also where rows do not differ', async () => {
    const equal = { ...rowsOf(9, 1, () => 1), dtype: 'float32' as const }
    const options = { minCosine: 0.9, limit: 100, tile: 64, threads: 1, token: undefined, explain: true, widths: [4] }
    const { report } = await native().similarityJoin(equal, undefined, options)
    expect(report!.scale).toBe(Math.fround(report!.scale))
  })
})

describe('maxMemoryBytes', () => {
  const minCosine = 0.9

  it('refuses a join that needs more for its rows, before it begins, and says how much', async () => {
    const matrix = decaying(3000, 64)
    const message = /Expected a join within 1000 bytes \(`maxMemoryBytes`\) but \[3000, 64\] need (\d+)/
    const refused = await similarityJoin(matrix, { minCosine, maxMemoryBytes: 1000 }).catch((error) => error)
    expect(refused).toMatchObject({ code: 'LIMIT_EXCEEDED', message: expect.stringMatching(message) })
    await expect(dedup(matrix, { minCosine, policy: 'greedy', maxMemoryBytes: 1000 })).rejects.toThrow(message)
    const maxMemoryBytes = Number(message.exec(refused.message)![1])
    const { left } = await similarityJoin(matrix, { minCosine, maxMemoryBytes })
    expect(left).toEqual((await similarityJoin(matrix, { minCosine })).left)
  })

  it('bounds the pairs too', async () => {
    const matrix = rowsOf(2000, 8, () => 1)
    const needed = 8 * 2 ** 20
    await expect(similarityJoin(matrix, { minCosine, maxMemoryBytes: needed })).rejects.toThrow(
      `Expected the pairs within ${needed} bytes (\`maxMemoryBytes\`) but there are 1999000 of 48 bytes each.`,
    )
    await expect(similarityJoin(matrix, { minCosine, maxMemoryBytes: needed, limit: 5 })).rejects.toThrow(
      'at most 5 pairs',
    )
  })
})
