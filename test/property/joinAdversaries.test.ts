import { describe, expect, it } from 'vitest'
import { dedup } from '../../src/dedup/dedup.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { cosine, join, joinMany, topK } from '../reference/cosineLaw.js'
import { resolve } from '../reference/duplicates.js'
import { atLeast, expectSame, joinBy, nearestBy, randomWay, thresholdsAt } from '../support/joins.js'
import { type Rng, seededRandom } from '../support/random.js'
import { Cloud, rowsFrom, SPECTRA, type SpectrumName } from '../support/spectra.js'

/** The second of two rows that a bound must not separate; `middle` is where the leading axes end. */
const TWINS: Record<string, (cloud: Cloud, row: Float64Array, size: number, middle: number) => Float64Array> = {
  'parallel tails, leading axes apart': (cloud, row, size, middle) => cloud.near(row, size, 0, middle),
  'equal leading axes, tails apart': (cloud, row, size, middle) => cloud.near(row, size, middle),
  'apart everywhere': (cloud, row, size) => cloud.near(row, size),
  'tails of other lengths': (_, row, size, middle) => row.map((value, k) => (k < middle ? value : value * (1 + size))),
  'leading axes of other lengths': (_, row, size, middle) =>
    row.map((value, k) => (k < middle ? value * (1 + size) : value)),
  'the same direction': (_, row) => row.map((value) => value * 3),
}

/** All the twins among ordinary rows, and the pairs they form. */
function twins(rng: Rng, name: SpectrumName, cols: number) {
  const cloud = new Cloud(rng, cols, SPECTRA[name])
  const own = Array.from({ length: 24 }, () => cloud.sample())
  const pairs: { kind: string; left: number; right: number }[] = []
  for (const [kind, twin] of Object.entries(TWINS)) {
    for (const size of [1e-6, 1e-4, 2e-3, 0.01, 0.04]) {
      const left = own.length
      const row = cloud.sample()
      own.push(row, twin(cloud, row, size, rng.integer(1, cols - 1)))
      pairs.push({ kind, left, right: left + 1 })
    }
  }
  return { matrix: rowsFrom(cloud, own.length, (row) => own[row]!), pairs }
}

describe('near-duplicates with the threshold exactly at their cosine', () => {
  // The bounds that suggest themselves and are wrong lie below the cosine of a third of such pairs, and of no others.
  it.each(['isotropic', 'decaying', 'steep', 'rank three', 'mostly mean'] as const)('%s', async (name) => {
    const rng = seededRandom()
    for (const cols of [4, 24, 64, 129]) {
      const { matrix, pairs } = twins(rng, name, cols)
      const all = join(matrix, undefined, 0.9)
      for (const { kind, left, right } of pairs) {
        const minCosine = Math.min(1, cosine(matrix, left, matrix, right))
        const way = randomWay(rng, cols)
        const about = { name, cols, kind, left, right, minCosine, ...way }
        expectSame(await joinBy(way, matrix, undefined, minCosine), atLeast(all, minCosine), about)
      }
    }
  })

  it('across two matrices', async () => {
    const rng = seededRandom()
    for (const cols of [8, 96]) {
      const { matrix, pairs } = twins(rng, 'decaying', cols)
      const pick = (side: 'left' | 'right'): RowsOfFloats => {
        const data = new Float32Array(pairs.length * cols)
        for (const [i, pair] of pairs.entries()) {
          data.set(matrix.data.subarray(pair[side] * cols, (pair[side] + 1) * cols), i * cols)
        }
        return { data, rows: pairs.length, cols }
      }
      const [a, b] = [pick('left'), pick('right')]
      const all = join(a, b, 0.9)
      for (const minCosine of thresholdsAt(rng, all, 40)) {
        const way = randomWay(rng, cols)
        expectSame(await joinBy(way, a, b, minCosine), atLeast(all, minCosine), { cols, minCosine, ...way })
      }
    }
  })

  it('nearest rows of many queries in few dimensions, where errors of codes line up with rows', async () => {
    const rng = seededRandom()
    for (const cols of [3, 5]) {
      const cloud = new Cloud(rng, cols, SPECTRA.isotropic)
      const corpus = rowsFrom(cloud, 1500, () => cloud.sample())
      const queries = rowsFrom(cloud, 300, () => cloud.sample())
      for (const k of [1, 4]) {
        const expected = topK(queries, corpus, k)
        for (let round = 0; round < 4; round++) {
          const way = randomWay(rng, cols)
          expect(await nearestBy(way, queries, corpus, k), JSON.stringify({ cols, k, ...way })).toEqual(expected)
        }
      }
    }
  })

  it('nearest rows, where the k-th best is a near-duplicate among others', async () => {
    const rng = seededRandom()
    for (const cols of [12, 80]) {
      const cloud = new Cloud(rng, cols, SPECTRA.decaying)
      const seed = cloud.sample()
      const corpus = rowsFrom(cloud, 400, (row) =>
        row % 2 === 0 ? cloud.near(seed, 0.02 * rng.uniform()) : cloud.sample(),
      )
      const queries = { data: corpus.data.slice(0, 6 * cols), rows: 6, cols }
      for (const k of [1, 7, 50]) {
        const expected = topK(queries, corpus, k)
        for (let round = 0; round < 8; round++) {
          const way = randomWay(rng, cols)
          expect(await nearestBy(way, queries, corpus, k), JSON.stringify({ cols, k, ...way })).toEqual(expected)
        }
      }
    }
  })
})

/** Shuffled, so that nothing depends on the rows of a cluster lying together. */
function inAnyOrder(rng: Rng, cloud: Cloud, own: readonly Float64Array[]): RowsOfFloats {
  const order = Array.from(own, (_, i) => i)
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.integer(0, i)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return rowsFrom(cloud, own.length, (row) => own[order[row]!]!)
}

const LARGE: Record<string, (rng: Rng, rows: number, cols: number) => RowsOfFloats> = {
  'clusters of different sizes': (rng, rows, cols) => {
    const cloud = new Cloud(rng, cols, SPECTRA.isotropic)
    const centres = Array.from({ length: 40 }, () => cloud.sample())
    const pick = () => centres[Math.floor(40 * rng.uniform() ** 2)]!
    return inAnyOrder(
      rng,
      cloud,
      Array.from({ length: rows }, () => cloud.near(pick(), 0.5 * rng.uniform())),
    )
  },
  'chains of near-duplicates': (rng, rows, cols) => {
    const cloud = new Cloud(rng, cols, SPECTRA.decaying)
    const own: Float64Array[] = []
    for (let row = 0; row < rows; row++) {
      own.push(row % 150 === 0 ? cloud.sample() : cloud.near(own[row - 1]!, 0.15))
    }
    return inAnyOrder(rng, cloud, own)
  },
  'a decaying spectrum with planted near-duplicates': (rng, rows, cols) => {
    const cloud = new Cloud(rng, cols, SPECTRA.decaying)
    const own: Float64Array[] = []
    for (let row = 0; row < rows; row++) {
      own.push(row % 10 === 9 ? cloud.near(own[rng.integer(0, row - 1)]!, 0.3 * rng.uniform()) : cloud.sample())
    }
    return inAnyOrder(rng, cloud, own)
  },
  'many equal rows': (rng, rows, cols) => {
    const cloud = new Cloud(rng, cols, SPECTRA.decaying)
    const few = Array.from({ length: 1 + rows / 4 }, () => cloud.sample())
    return rowsFrom(cloud, rows, () => few[rng.integer(0, few.length - 1)]!)
  },
}

describe.each(Object.keys(LARGE))('many rows: %s', (name) => {
  it('joins and duplicates are those of the law', async () => {
    const rng = seededRandom()
    const [rows, cols] = [1500 + rng.integer(0, 60), 52]
    const matrix = LARGE[name]!(rng, rows, cols)
    const all = joinMany(matrix, 0.7)
    for (const minCosine of [0.7, 0.9, 0.95, 0.99, ...thresholdsAt(rng, all, 4)]) {
      const way = randomWay(rng, cols)
      // A tile of a single row would make two million of them.
      way.tile = Math.max(way.tile, 64)
      const about = { name, rows, minCosine, ...way }
      expectSame(await joinBy(way, matrix, undefined, minCosine), atLeast(all, minCosine), about)
    }
    for (const policy of ['greedy', 'component'] as const) {
      const expected = resolve(rows, atLeast(all, 0.97), policy)
      expect(await dedup(matrix, { minCosine: 0.97, policy, threads: rng.integer(1, 4) }), policy).toEqual(expected)
    }
  })
})
