import { describe, expect, it } from 'vitest'
import { dedup } from '../../src/dedup/dedup.js'
import { resolveDuplicates } from '../../src/dedup/resolveDuplicates.js'
import { join } from '../reference/cosineLaw.js'
import { resolve } from '../reference/duplicates.js'
import { nearDuplicates, rowsOf } from '../support/embeddings.js'
import { seededRandom } from '../support/random.js'

const pairsOf = (...pairs: [number, number][]) => ({
  left: Uint32Array.from(pairs, ([left]) => left),
  right: Uint32Array.from(pairs, ([, right]) => right),
})

describe('resolveDuplicates', () => {
  it('refuses what does not fit', async () => {
    const none = pairsOf()
    const policy = 'greedy'
    await expect(resolveDuplicates(-1, none, { policy })).rejects.toThrow(
      'Expected an integer from 0 to 2147483647 for `rows`',
    )
    await expect(resolveDuplicates(3, pairsOf([0, 1], [1, 3]), { policy })).rejects.toThrow(
      'Expected rows below 3 for `pairs` but pair 1 is (1, 3).',
    )
    await expect(
      resolveDuplicates(2, { left: Uint32Array.of(0), right: new Uint32Array(0) }, { policy }),
    ).rejects.toThrow('Expected 1 values for `pairs.right`')
    await expect(resolveDuplicates(2, none, { policy, priority: Float64Array.of(1) })).rejects.toThrow(
      'Expected [2] for `priority`, one value per row, but received [1].',
    )
    await expect(
      resolveDuplicates(2, none, { policy, priority: Float64Array.of(1, Number.NaN) }),
    ).rejects.toMatchObject({
      code: 'NON_FINITE',
      row: 1,
    })
    await expect(resolveDuplicates(2, none, { policy: 'best' as 'greedy' })).rejects.toThrow(
      'one of "greedy", "component"',
    )
    await expect(resolveDuplicates(2, none, { policy, prority: 1 } as never)).rejects.toThrow(
      'Did you mean `priority`?',
    )
  })

  it('without rows or pairs keeps everything', async () => {
    expect(await resolveDuplicates(0, pairsOf(), { policy: 'greedy' })).toEqual({
      cluster: new Uint32Array(0),
      keep: new Uint8Array(0),
      duplicateOf: new Int32Array(0),
    })
    expect(await resolveDuplicates(2, pairsOf([1, 1]), { policy: 'component' })).toEqual({
      cluster: Uint32Array.of(0, 1),
      keep: Uint8Array.of(1, 1),
      duplicateOf: Int32Array.of(-1, -1),
    })
  })

  it('in a chain keeps both ends when greedy, one row when by component', async () => {
    const chain = pairsOf([1, 0], [1, 2])
    expect(await resolveDuplicates(3, chain, { policy: 'greedy' })).toEqual({
      cluster: Uint32Array.of(0, 0, 0),
      keep: Uint8Array.of(1, 0, 1),
      duplicateOf: Int32Array.of(-1, 0, -1),
    })
    expect(await resolveDuplicates(3, chain, { policy: 'component' })).toEqual({
      cluster: Uint32Array.of(0, 0, 0),
      keep: Uint8Array.of(1, 0, 0),
      duplicateOf: Int32Array.of(-1, 0, 0),
    })
    const priority = Float64Array.of(0, Number.POSITIVE_INFINITY, 5)
    expect((await resolveDuplicates(3, chain, { policy: 'greedy', priority })).duplicateOf).toEqual(
      Int32Array.of(1, -1, 1),
    )
  })

  it.each(['greedy', 'component'] as const)('%s agrees with the definition on random graphs', async (policy) => {
    const rng = seededRandom()
    for (let round = 0; round < 60; round++) {
      const rows = rng.integer(1, 60)
      const pairs = pairsOf(
        ...Array.from({ length: rng.integer(0, 90) }, (): [number, number] => [
          rng.integer(0, rows - 1),
          rng.integer(0, rows - 1),
        ]),
      )
      // Few values, so that ties happen.
      const priority = round % 3 === 0 ? undefined : Float64Array.from({ length: rows }, () => rng.integer(-2, 2))
      expect(await resolveDuplicates(rows, pairs, { policy, priority })).toEqual(resolve(rows, pairs, policy, priority))
    }
  })

  it.each(['greedy', 'component'] as const)('%s takes groups of equal rows for all their pairs', async (policy) => {
    const rng = seededRandom()
    for (let round = 0; round < 60; round++) {
      const rows = rng.integer(1, 50)
      const firstOf = new Uint32Array(rows)
      for (let row = 0; row < rows; row++) firstOf[row] = rng.uniform() < 0.6 ? row : firstOf[rng.integer(0, row)]!
      const given = Array.from({ length: rng.integer(0, 30) }, (): [number, number] => [
        rng.integer(0, rows - 1),
        rng.integer(0, rows - 1),
      ])
      const all: [number, number][] = []
      for (let a = 0; a < rows; a++) {
        for (let b = 0; b < a; b++) {
          const isPair = given.some(
            ([x, y]) => [firstOf[x], firstOf[y]].sort().join() === [firstOf[a], firstOf[b]].sort().join(),
          )
          if (firstOf[a] === firstOf[b] || isPair) all.push([a, b])
        }
      }
      const priority = round % 3 === 0 ? undefined : Float64Array.from({ length: rows }, () => rng.integer(-2, 2))
      expect(await resolveDuplicates(rows, pairsOf(...given), { policy, priority, firstOf })).toEqual(
        resolve(rows, pairsOf(...all), policy, priority),
      )
    }
  })

  it('refuses groups that are none', async () => {
    const policy = 'greedy'
    for (const firstOf of [
      [0, 2, 2],
      [0, 0, 1],
      [3, 1, 2],
    ]) {
      await expect(resolveDuplicates(3, pairsOf(), { policy, firstOf: Uint32Array.from(firstOf) })).rejects.toThrow(
        'for `firstOf` but received',
      )
    }
    await expect(resolveDuplicates(3, pairsOf(), { policy, firstOf: new Uint32Array(2) })).rejects.toThrow(
      '[3] for `firstOf`',
    )
  })

  it('survives long chains', async () => {
    const rows = 300_000
    const left = Uint32Array.from({ length: rows - 1 }, (_, i) => rows - 2 - i)
    const right = left.map((row) => row + 1)
    const { cluster, keep } = await resolveDuplicates(rows, { left, right }, { policy: 'greedy' })
    expect(cluster.every((row) => row === 0)).toBe(true)
    expect(keep.every((kept, row) => kept === 1 - (row % 2))).toBe(true)
  })
})

describe('dedup', () => {
  it('refuses thresholds that make zero rows similar, and missing ones', async () => {
    const matrix = rowsOf(2, 2, () => 1)
    for (const minCosine of [0, -0.5, 1.01, Number.NaN, undefined]) {
      await expect(dedup(matrix, { minCosine: minCosine as number, policy: 'greedy' })).rejects.toThrow(
        'Expected a number above 0 and at most 1 for `minCosine`',
      )
    }
    await expect(dedup(matrix, { minCosine: 0.9 } as never)).rejects.toThrow('`policy`')
  })

  it('names the argument as its caller knows it', async () => {
    const matrix = rowsOf(3, 2, (i) => (i === 2 ? Number.NaN : 1))
    await expect(dedup(matrix, { minCosine: 0.9, policy: 'greedy' })).rejects.toThrow('`embeddings` but row 2')
  })

  it('leaves zero rows alone', async () => {
    const { keep, cluster } = await dedup(
      rowsOf(4, 3, (i) => (i < 2 ? 0 : 1)),
      { minCosine: 0.01, policy: 'component' },
    )
    expect([...keep]).toEqual([1, 1, 1, 0])
    expect([...cluster]).toEqual([0, 1, 2, 2])
  })

  it('takes ten thousand equal rows for one, not for fifty million pairs', async () => {
    const rows = 10_000
    const matrix = rowsOf(rows, 8, (i, k) => (i % 100 === 99 && k === 3 ? -5 : 1 + k))
    const { keep, duplicateOf } = await dedup(matrix, { minCosine: 0.99, policy: 'greedy', limit: 10 })
    expect(keep.indexOf(1)).toBe(0)
    expect([...keep].filter((kept) => kept === 1)).toHaveLength(2)
    expect([duplicateOf[7], duplicateOf[199]]).toEqual([0, 99])
  })

  it.each(['greedy', 'component'] as const)('%s agrees with the definition', async (policy) => {
    const rng = seededRandom()
    const matrix = nearDuplicates(rng, 200, 24)
    const priority = Float64Array.from({ length: 200 }, () => rng.integer(0, 3))
    const expected = resolve(200, join(matrix, undefined, 0.9), policy, priority)
    expect(await dedup(matrix, { minCosine: 0.9, policy, priority })).toEqual(expected)
    expect(expected.keep).toContain(0)
  })
})
