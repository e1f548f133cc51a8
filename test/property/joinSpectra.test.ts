import { describe, expect, it } from 'vitest'
import { dedup } from '../../src/dedup/dedup.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { join, topK } from '../reference/cosineLaw.js'
import { resolve } from '../reference/duplicates.js'
import { atLeast, expectSame, joinBy, nearestBy, randomWay, thresholdsAt } from '../support/joins.js'
import { atLevel } from '../support/levels.js'
import { type Rng, seededRandom } from '../support/random.js'
import { Cloud, rowsFrom, SPECTRA, type SpectrumName } from '../support/spectra.js'

const NAMES = Object.keys(SPECTRA) as SpectrumName[]
const SHAPES = [
  [40, 1],
  [50, 2],
  [60, 3],
  [100, 17],
  [120, 63],
  [140, 128],
  [36, 513],
] as const

/** Steps between near-duplicates: from a last bit to a cosine of about 0.95. */
const STEPS = [1e-7, 1e-5, 1e-3, 0.01, 0.03, 0.1, 0.3]

const SCALES = [1, 1, 1, 2 ** -130, 1e30, 0.37]

/**
 * Half the rows of a cloud are near to earlier ones, in any direction, along the leading axes only or along the last ones
 * only; a few are zero, repeated, or multiples of others.
 */
function manyKinds(rng: Rng, name: SpectrumName, rows: number, cols: number): RowsOfFloats {
  const cloud = new Cloud(rng, cols, SPECTRA[name])
  const own: Float64Array[] = []
  const next = (): Float64Array => {
    const kind = rng.uniform()
    if (own.length === 0 || kind < 0.45) return cloud.sample()
    if (kind < 0.48) return new Float64Array(cols)
    const from = own[rng.integer(0, own.length - 1)]!
    if (kind < 0.54) return from
    const size = STEPS[rng.integer(0, STEPS.length - 1)]!
    const middle = rng.integer(1, cols)
    if (kind < 0.7) return cloud.near(from, size, 0, middle)
    return kind < 0.86 ? cloud.near(from, size, middle - 1) : cloud.near(from, size)
  }
  return rowsFrom(
    cloud,
    rows,
    () => {
      own.push(next())
      return own.at(-1)!
    },
    () => SCALES[rng.integer(0, SCALES.length - 1)]!,
  )
}

describe.each(NAMES)('on a spectrum that is %s', (name) => {
  it('self-joins give the pairs and bits of the law, however they are done', async () => {
    const rng = seededRandom()
    for (const [rows, cols] of SHAPES) {
      const matrix = manyKinds(rng, name, rows, cols)
      const all = join(matrix, undefined, -0.5)
      for (const minCosine of [1, 0.95, 2 ** -40, -0.5, ...thresholdsAt(rng, all, 12)]) {
        const way = randomWay(rng, cols)
        const about = { name, rows, cols, minCosine, ...way }
        expectSame(await joinBy(way, matrix, undefined, minCosine), atLeast(all, minCosine), about)
      }
    }
  })

  it('so do cross joins', async () => {
    const rng = seededRandom()
    for (const [rows, cols] of SHAPES) {
      const both = manyKinds(rng, name, rows + 20, cols)
      // Cut from one cloud, so that the two are near each other; the second has rows of the first among its own.
      const a = { data: both.data.slice(0, rows * cols), rows, cols }
      const b = { data: both.data.slice((rows - 20) * cols), rows: 40, cols }
      const all = join(a, b, 0)
      for (const minCosine of [0.95, ...thresholdsAt(rng, all, 6)]) {
        const way = randomWay(rng, cols)
        expectSame(await joinBy(way, a, b, minCosine), atLeast(all, minCosine), { name, rows, cols, minCosine, ...way })
      }
    }
  })

  it('nearest rows and duplicates are those of the law', async () => {
    const rng = seededRandom()
    for (const [rows, cols] of SHAPES) {
      const corpus = manyKinds(rng, name, rows, cols)
      const queries = { data: corpus.data.slice(0, 12 * cols), rows: 12, cols }
      for (const k of [1, rng.integer(2, 15), rows]) {
        const way = randomWay(rng, cols)
        const about = JSON.stringify({ rows, cols, k, ...way })
        expect(await nearestBy(way, queries, corpus, k), about).toEqual(topK(queries, corpus, k))
      }

      const { isa, threads } = randomWay(rng, cols)

      const all = join(corpus, undefined, 0.8)
      const [minCosine = 0.95] = thresholdsAt(rng, all, 1)
      const policy = rng.uniform() < 0.5 ? 'greedy' : 'component'
      const priority = Float64Array.from({ length: rows }, () => rng.integer(0, 3))
      expect(
        await atLevel(isa, () => dedup(corpus, { minCosine, policy, priority, threads })),
        `${rows} x ${cols} at ${minCosine}, ${policy}, ${isa}`,
      ).toEqual(resolve(rows, atLeast(all, minCosine), policy, priority))
    }
  })
})
