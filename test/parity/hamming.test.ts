import { describe, expect, it } from 'vitest'
import { hammingJoin } from '../../src/dedup/hammingJoin.js'
import { hammingPairs } from '../reference/duplicates.js'
import { atLevel, levels } from '../support/levels.js'
import { type Rng, rngOf, seededRandom } from '../support/random.js'

function randomHash(rng: Rng): bigint {
  return (BigInt(rng.integer(0, 2 ** 32 - 1)) << 32n) | BigInt(rng.integer(0, 2 ** 32 - 1))
}

/** Hashes with neighbours at every small distance. */
function hashes(rng: Rng, count: number): BigUint64Array {
  const out = new BigUint64Array(count)
  for (let i = 0; i < count; i++) {
    let hash = i > 0 && rng.uniform() < 0.6 ? out[rng.integer(0, i - 1)]! : randomHash(rng)
    for (let flips = rng.integer(0, 5); flips > 0; flips--) hash ^= 1n << BigInt(rng.integer(0, 63))
    out[i] = hash
  }
  return out
}

describe.each(levels)('at level %s', (isa) => {
  it.each([0, 1, 4, 10, 31, 64])('finds every pair within %i bits', async (radius) => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const count of [0, 1, 2, 7, 9, 150]) {
        const left = hashes(rng, count)
        const right = hashes(rng, 37)
        right.set(left.subarray(0, Math.min(count, 5)))
        expect(await hammingJoin(left, { radius }), `self ${count}`).toEqual(hammingPairs(left, undefined, radius))
        expect(await hammingJoin(left, right, { radius }), `cross ${count}`).toEqual(hammingPairs(left, right, radius))
      }
    })
  })

  it('crosses bands and blocks', async () => {
    // Always the same hashes: new ones would lie within 8 bits of each other by chance, one time in ten.
    const rng = rngOf(3)
    await atLevel(isa, async () => {
      // Far apart but for planted pairs: 5 000 rows are two bands, 66 000 columns two tiles.
      const left = BigUint64Array.from({ length: 5000 }, () => randomHash(rng))
      const right = BigUint64Array.from({ length: 66_000 }, () => randomHash(rng))
      const planted = [
        [0, 65_999],
        [4999, 0],
        [4096, 65_536],
        [255, 1024],
        [4095, 65_535],
      ] as const
      for (const [i, j] of planted) right[j] = left[i]! ^ 3n
      const { left: l, right: r, bits } = await hammingJoin(left, right, { radius: 8 })
      const expected = [...planted].sort((x, y) => x[0] - y[0])
      expect([...l].map((row, n) => [row, r[n]])).toEqual(expected)
      expect([...bits]).toEqual([2, 2, 2, 2, 2])

      left[4999] = left[3]! ^ 1n
      left[4096] = left[4095]!
      const self = await hammingJoin(left, { radius: 8 })
      expect(self).toEqual({
        left: Uint32Array.of(3, 4095),
        right: Uint32Array.of(4999, 4096),
        bits: Uint8Array.of(1, 0),
      })
    })
  })
})

describe('many hashes within a small radius, bucket by bucket', () => {
  /** Every pair, by tiles: radius 8 is beyond the buckets, and its pairs hold the closer ones. */
  async function byTiles(radius: number, left: BigUint64Array, right?: BigUint64Array) {
    const all =
      right === undefined ? await hammingJoin(left, { radius: 8 }) : await hammingJoin(left, right, { radius: 8 })
    const isIn = (_: number, i: number) => all.bits[i]! <= radius
    return { left: all.left.filter(isIn), right: all.right.filter(isIn), bits: all.bits.filter(isIn) }
  }

  it.each([1, 2, 3, 4, 5, 6, 7])('finds what the tiles find within %i bits', async (radius) => {
    const rng = seededRandom()
    const left = hashes(rng, 6000)
    const right = hashes(rng, 4000)
    for (let i = 0; i < 1000; i++) {
      let hash = left[rng.integer(0, 5999)]!
      for (let flips = rng.integer(0, 9); flips > 0; flips--) hash ^= 1n << BigInt(rng.integer(0, 63))
      right[rng.integer(0, 3999)] = hash
    }
    for (const threads of [1, 3]) {
      expect(await hammingJoin(left, { radius, threads })).toEqual(await byTiles(radius, left))
      expect(await hammingJoin(left, right, { radius, threads })).toEqual(await byTiles(radius, left, right))
    }
  })

  it('goes back to tiles when one piece is the same everywhere', async () => {
    const rng = seededRandom()
    const left = BigUint64Array.from({ length: 6000 }, () => randomHash(rng) & ~0xfffn)
    left[5000] = left[17]! ^ 1n
    expect(await hammingJoin(left, { radius: 4 })).toEqual(await byTiles(4, left))
  })
})
