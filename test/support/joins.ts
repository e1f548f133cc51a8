import { expect } from 'vitest'
import { native, type SimilarPairs } from '../../src/binding.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { atLevel, type Level, levelsAndCuda } from './levels.js'
import type { Rng } from './random.js'

/** One way of doing a join. The answer must not depend on it. */
export interface Way {
  isa: Level
  threads: number
  tile: number
  /** Widths of the screens; undefined leaves them to the planner. */
  widths: number[] | undefined
}

/** A random way for rows of `cols` columns: any level, thread count, tile and list of screens. */
export function randomWay(rng: Rng, cols: number): Way {
  const widest = Math.ceil(cols / 4)
  const widths = Array.from({ length: rng.integer(1, 2) }, () => 4 * rng.integer(1, Math.min(widest, 40)))
  const ascending = [...new Set(widths)].sort((a, b) => a - b)
  return {
    isa: levelsAndCuda[rng.integer(0, levelsAndCuda.length - 1)]!,
    threads: rng.integer(1, 4),
    tile: [1, 3, 16, 31, 64, 100, 257, 2048][rng.integer(0, 7)]!,
    widths: rng.uniform() < 0.25 ? undefined : ascending,
  }
}

export function joinBy(way: Way, a: RowsOfFloats, b: RowsOfFloats | undefined, minCosine: number) {
  const { isa, threads, tile, widths } = way
  const options = { minCosine, threads, tile, ...(widths === undefined ? {} : { widths }) }
  return atLevel(isa, () => (b === undefined ? similarityJoin(a, options) : similarityJoin(a, b, options)))
}

/** `nearest` done the way given: the option for widths is native code's only. */
export function nearestBy({ isa, threads, widths }: Way, queries: RowsOfFloats, corpus: RowsOfFloats, k: number) {
  const [a, b] = [queries, corpus].map((rows) => ({ ...rows, dtype: 'float32' as const }))
  const options = { threads, token: undefined, k, ...(widths === undefined ? {} : { widths }) }
  return atLevel(isa, () => native().nearest(a!, b!, options))
}

/** The part of a whole answer that a higher threshold leaves. */
export function atLeast({ left, right, cosine }: SimilarPairs, minCosine: number): SimilarPairs {
  const isIn = (_: number, i: number) => cosine[i]! >= minCosine
  return { left: left.filter(isIn), right: right.filter(isIn), cosine: cosine.filter(isIn) }
}

/** Equal pairs and equal bits, with a message that says how the wrong answer was made. */
export function expectSame(actual: SimilarPairs, expected: SimilarPairs, about: object): void {
  const wrong = firstDifference(actual, expected)
  if (wrong !== undefined) expect.fail(`${wrong} (${JSON.stringify(about)})`)
}

function firstDifference(actual: SimilarPairs, expected: SimilarPairs): string | undefined {
  const show = ({ left, right, cosine }: SimilarPairs, i: number) =>
    i < left.length ? `(${left[i]}, ${right[i]}) at ${cosine[i]}` : 'the end'
  const length = Math.max(actual.left.length, expected.left.length)
  for (let i = 0; i < length; i++) {
    const isSame =
      actual.left[i] === expected.left[i] &&
      actual.right[i] === expected.right[i] &&
      Object.is(actual.cosine[i], expected.cosine[i])
    if (!isSame) {
      return `pair ${i} of ${expected.left.length} is ${show(actual, i)}, by the law it is ${show(expected, i)}`
    }
  }
  return undefined
}

/** Thresholds where a bound that is a little too low is caught: exactly at cosines of pairs, most of them near 1. */
export function thresholdsAt(rng: Rng, { cosine }: SimilarPairs, count: number): number[] {
  const near = cosine.filter((value) => value >= 0.999 && value <= 1)
  const all = cosine.filter((value) => value <= 1)
  const pick = (values: Float64Array) => values[rng.integer(0, values.length - 1)]
  const picked = Array.from({ length: count }, (_, i) => pick(i % 3 < 2 && near.length > 0 ? near : all))
  return picked.filter((value) => value !== undefined)
}
