import { describe, expect, it } from 'vitest'
import { native, type SimilarPairs } from '../../src/binding.js'
import { cosineRows } from '../../src/dedup/cosineRows.js'
import { nearest } from '../../src/dedup/nearest.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { cosine, join, topK } from '../reference/cosineLaw.js'
import { hostileRows, nearDuplicates, randomRows, rowsOf } from '../support/embeddings.js'
import { atLevel, levelsAndCuda } from '../support/levels.js'
import { seededRandom } from '../support/random.js'

const RAGGED = [...Array.from({ length: 70 }, (_, i) => i + 1), 511, 512, 513, 1030, 4096]

/** Everything paired with everything, as two matrices for cosineRows. */
function allPairs(matrix: RowsOfFloats): [RowsOfFloats, RowsOfFloats] {
  const { rows, cols, data } = matrix
  const at = (i: number, k: number) => data[i * cols + k]!
  return [
    rowsOf(rows * rows, cols, (row, k) => at(Math.floor(row / rows), k)),
    rowsOf(rows * rows, cols, (row, k) => at(row % rows, k)),
  ]
}

/** The part of a whole answer that a higher threshold leaves. */
function atLeast(all: SimilarPairs, minCosine: number): SimilarPairs {
  const isIn = (_: number, i: number) => all.cosine[i]! >= minCosine
  return { left: all.left.filter(isIn), right: all.right.filter(isIn), cosine: all.cosine.filter(isIn) }
}

/** Equal to the last bit: toEqual would take -0 for 0 in a typed array. */
function bits(values: Float64Array): BigUint64Array {
  return new BigUint64Array(values.buffer, values.byteOffset, values.length)
}

describe.each(levelsAndCuda)('at level %s', (isa) => {
  it('cosineRows gives the bits of the law at every width', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const cols of RAGGED) {
        const matrix = hostileRows(rng, cols)
        const [a, b] = allPairs(matrix)
        const expected = Float64Array.from({ length: a.rows }, (_, i) => cosine(a, i, b, i))
        expect(bits(await cosineRows(a, b)), `d = ${cols}`).toEqual(bits(expected))
      }
    })
  })

  it('similarityJoin gives the pairs and bits of the law, with thresholds exactly at the cosines of pairs', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const [rows, cols] of [
        [1, 5],
        [2, 1],
        [33, 3],
        [70, 17],
        [120, 64],
        [301, 40],
        [90, 513],
      ] as const) {
        const matrix = nearDuplicates(rng, rows, cols)
        const all = join(matrix, undefined, -0.5)
        const high = all.cosine.filter((value) => value >= 0.999)
        const thresholds = [1, 0.999, 0.95, 0.3, 0.02, -0.5]
        for (const values of [high, all.cosine]) {
          for (let n = 0; n < 4 && values.length > 0; n++) thresholds.push(values[rng.integer(0, values.length - 1)]!)
        }
        for (const minCosine of thresholds.filter((t) => t <= 1)) {
          const actual = await similarityJoin(matrix, { minCosine })
          const expected = atLeast(all, minCosine)
          expect(actual.left, `${rows} x ${cols} at ${minCosine}`).toEqual(expected.left)
          expect(actual.right).toEqual(expected.right)
          expect(bits(actual.cosine)).toEqual(bits(expected.cosine))
        }
      }
    })
  })

  it('joins hostile rows exactly', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const cols of [1, 2, 7, 16, 31, 64, 512, 513, 4096]) {
        const a = hostileRows(rng, cols)
        const b = hostileRows(rng, cols)
        const self = join(a, undefined, -0.95)
        const cross = join(a, b, -0.95)
        for (const minCosine of [1, 0.9999, 0.5, 2 ** -60, 0, -0.9]) {
          expect(await similarityJoin(a, { minCosine }), `self, d = ${cols}, ${minCosine}`).toEqual(
            atLeast(self, minCosine),
          )
          expect(await similarityJoin(a, b, { minCosine }), `cross, d = ${cols}, ${minCosine}`).toEqual(
            atLeast(cross, minCosine),
          )
        }
      }
    })
  })

  it('nearest gives the neighbours and bits of the law, ties by lower index', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const [n, m, cols, k] of [
        [1, 1, 1, 1],
        [3, 700, 9, 5],
        [70, 33, 24, 40],
        [40, 1100, 64, 10],
        [15, 15, 512, 3],
      ] as const) {
        const corpus = m === 15 ? hostileRows(rng, cols) : nearDuplicates(rng, m, cols)
        const queries = n === 15 ? hostileRows(rng, cols) : randomRows(rng, n, cols)
        // Equal corpus rows, far apart: only the index can order them.
        corpus.data.copyWithin((m - 1) * cols, 0, cols)
        const actual = await nearest(queries, corpus, { k })
        const expected = topK(queries, corpus, k)
        expect(actual.indices, `${n} in ${m} x ${cols}`).toEqual(expected.indices)
        expect(bits(actual.cosines)).toEqual(bits(expected.cosines))
      }
    })
  })

  it('orders neighbours whose cosines float32 cannot tell apart', async () => {
    const rng = seededRandom()
    const row = Array.from({ length: 96 }, () => rng.normal())
    const corpus = rowsOf(3000, 96, (_, k) => row[k]! + 2e-4 * rng.normal())
    const queries = rowsOf(2, 96, (_, k) => row[k]!)
    await atLevel(isa, async () => {
      expect(await nearest(queries, corpus, { k: 20 })).toEqual(topK(queries, corpus, 20))
    })
  })
})

describe('float16', () => {
  /** By IEEE 754, for every one of the 65 536 patterns. */
  function widen(bits16: number): number {
    const sign = bits16 & 0x8000 ? -1 : 1
    const exponent = (bits16 >> 10) & 31
    const mantissa = bits16 & 1023
    if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
    return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1024 + mantissa) * 2 ** (exponent - 25)
  }

  it('is widened exactly', () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, i) => i)
    expect(native().widenFloat16(all)).toEqual(Float32Array.from(all, widen))
  })

  it.each(levelsAndCuda)('joins as its float32 values do at level %s', async (isa) => {
    const rng = seededRandom()
    const half = Uint16Array.from({ length: 60 * 37 }, () => rng.integer(0, 0x7bff) | (rng.integer(0, 1) << 15))
    half.copyWithin(59 * 37, 0, 37)
    const wide = { data: Float32Array.from(half, widen), rows: 60, cols: 37 }
    const options = { threads: 2, token: undefined, minCosine: 0.1, limit: 1e6, tile: 16 }
    await atLevel(isa, async () => {
      const actual = await native().similarityJoin(
        { data: half, rows: 60, cols: 37, dtype: 'float16' },
        undefined,
        options,
      )
      expect(actual).toEqual(join(wide, undefined, 0.1))
      expect(actual.cosine).toContain(1)
    })
  })
})
