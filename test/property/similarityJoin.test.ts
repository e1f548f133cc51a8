import { describe, expect, it } from 'vitest'
import { native, type SimilarPairs } from '../../src/binding.js'
import { cosineRows } from '../../src/dedup/cosineRows.js'
import { nearest } from '../../src/dedup/nearest.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { nearDuplicates, rowsOf } from '../support/embeddings.js'
import { atLevel, levelsAndCuda } from '../support/levels.js'
import { type Rng, seededRandom } from '../support/random.js'

/** Row i of the result is row order[i]. */
function permuted({ data, rows, cols }: RowsOfFloats, order: readonly number[]): RowsOfFloats {
  return rowsOf(rows, cols, (i, k) => data[order[i]! * cols + k]!)
}

function shuffle(rng: Rng, count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = rng.integer(0, i)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

/** Pairs as text, smaller row first: order and direction do not count. */
function pairSet({ left, right, cosine }: SimilarPairs, name: (row: number) => number = (row) => row): string[] {
  const texts = Array.from(left, (_, i) => {
    const [l, r] = [name(left[i]!), name(right[i]!)]
    return `${Math.min(l, r)} ${Math.max(l, r)} ${cosine[i]}`
  })
  return texts.sort()
}

describe('the answer of a join', () => {
  it('does not depend on level, threads or tile size', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 700, 33)
    const b = nearDuplicates(rng, 301, 33)
    // Low enough that chance alone gives hundreds of pairs across, whatever the seed.
    const minCosine = 0.5
    const self = await similarityJoin(a, { minCosine })
    const cross = await similarityJoin(a, b, { minCosine })
    expect(self.left.length).toBeGreaterThan(100)
    expect(cross.left.length).toBeGreaterThan(10)
    for (const isa of levelsAndCuda) {
      await atLevel(isa, async () => {
        // Device code run by the processor is slow.
        const isSlow = isa === 'cuda'
        for (const threads of isSlow ? [3] : [1, 2, 3, 4]) {
          for (const tile of [1 + rng.integer(30, 60), ...(isSlow ? [257] : [16, 100, 257, 4096])]) {
            const options = { threads, token: undefined, minCosine, limit: 1e6, tile }
            const wrap = (m: RowsOfFloats) => ({ ...m, dtype: 'float32' as const })
            const label = `${isa}, ${threads} threads, tile ${tile}`
            expect(await native().similarityJoin(wrap(a), undefined, options), label).toEqual(self)
            expect(await native().similarityJoin(wrap(a), wrap(b), options), label).toEqual(cross)
          }
        }
      })
    }
  })

  it('is symmetric: b x a is a x b turned round', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 90, 20)
    const b = nearDuplicates(rng, 70, 20)
    b.data.set(a.data.subarray(0, 600))
    const there = await similarityJoin(a, b, { minCosine: 0.5 })
    const back = await similarityJoin(b, a, { minCosine: 0.5 })
    const text = (left: Uint32Array, right: Uint32Array, cosine: Float64Array) =>
      Array.from(left, (row, i) => `${row} ${right[i]} ${cosine[i]}`).sort()
    expect(there.left.length).toBeGreaterThan(30)
    expect(text(there.left, there.right, there.cosine)).toEqual(text(back.right, back.left, back.cosine))
  })

  it('names the same pairs when the rows are in another order', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 400, 24)
    const order = shuffle(rng, 400)
    const plain = await similarityJoin(a, { minCosine: 0.7 })
    const turned = await similarityJoin(permuted(a, order), { minCosine: 0.7 })
    expect(plain.left.length).toBeGreaterThan(50)
    expect(pairSet(turned, (row) => order[row]!)).toEqual(pairSet(plain))
  })

  it('of a with itself as two operands holds every pair twice and every row with itself', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 120, 12)
    const self = await similarityJoin(a, { minCosine: 0.8 })
    const both = await similarityJoin(a, a, { minCosine: 0.8 })
    expect(both.left.length).toBe(2 * self.left.length + 120)
    expect([...both.cosine].filter((_, i) => both.left[i] === both.right[i])).toEqual(Array(120).fill(1))
  })

  it('is sorted by (left, right) and holds the values of cosineRows', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 500, 40)
    const { left, right, cosine } = await similarityJoin(a, { minCosine: 0.4 })
    for (let i = 1; i < left.length; i++) {
      expect(left[i]! > left[i - 1]! || (left[i] === left[i - 1] && right[i]! > right[i - 1]!)).toBe(true)
    }
    const pick = (rows: Uint32Array) => rowsOf(rows.length, 40, (i, k) => a.data[rows[i]! * 40 + k]!)
    expect(await cosineRows(pick(left), pick(right))).toEqual(cosine)
  })
})

describe('nearest', () => {
  it('does not depend on level or threads, and k neighbours are the first of k + 1', async () => {
    const rng = seededRandom()
    const corpus = nearDuplicates(rng, 1500, 33)
    const queries = nearDuplicates(rng, 45, 33)
    const wide = await nearest(queries, corpus, { k: 8 })
    for (const isa of levelsAndCuda) {
      await atLevel(isa, async () => {
        for (const threads of isa === 'cuda' ? [2] : [1, 2, 3, 4]) {
          expect(await nearest(queries, corpus, { k: 8, threads }), `${isa}, ${threads}`).toEqual(wide)
        }
      })
    }
    const narrow = await nearest(queries, corpus, { k: 7 })
    expect(narrow.indices).toEqual(wide.indices.filter((_, i) => i % 8 < 7))
  })

  it('agrees with the join: every pair above the k-th cosine is among the neighbours', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 200, 16)
    const { indices, cosines } = await nearest(a, a, { k: 5 })
    const { left, right, cosine } = await similarityJoin(a, a, { minCosine: 0.5 })
    for (let i = 0; i < left.length; i++) {
      const from = left[i]! * 5
      if (cosine[i]! > cosines[from + 4]!) expect(indices.subarray(from, from + 5)).toContain(right[i])
    }
  })
})
