import { describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import { resolveDuplicates } from '../../src/dedup/resolveDuplicates.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { nearDuplicates } from '../support/embeddings.js'
import { atLevel, levelsAndCuda } from '../support/levels.js'
import { seededRandom } from '../support/random.js'

describe('duplicates found without their pairs', () => {
  it.each(levelsAndCuda)('are those of the pairs, however few of them may be held, at level %s', async (isa) => {
    const rng = seededRandom()
    const matrix = nearDuplicates(rng, 900, 24)
    matrix.data.fill(0, 5 * 24, 6 * 24)
    for (let i = 0; i < 40; i++) matrix.data.copyWithin(rng.integer(60, 899) * 24, 24 * 7, 24 * 8)
    const priority = Float64Array.from({ length: 900 }, () => rng.integer(0, 5))
    const rows = { ...matrix, dtype: 'float32' as const }
    await atLevel(isa, async () => {
      for (const minCosine of [0.6, 0.8, 0.99]) {
        const pairs = await similarityJoin(matrix, { minCosine })
        expect(pairs.left.length).toBeGreaterThan(300)
        for (const [policy, name] of [
          [0, 'greedy'],
          [1, 'component'],
        ] as const) {
          for (const own of [undefined, priority]) {
            const expected = await resolveDuplicates(900, pairs, { policy: name, priority: own })
            for (const limit of [1e6, 20]) {
              const options = { threads: rng.integer(1, 4), token: undefined, minCosine, policy, limit, tile: 64 }
              const { report, ...actual } = await native().findDuplicates(rows, own, options)
              expect(report.totalMs).toBeGreaterThan(0)
              expect(actual, `${name}, ${minCosine}, at most ${limit} pairs`).toEqual(expected)
            }
          }
        }
      }
    })
  })
})
