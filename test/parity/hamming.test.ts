import { describe, expect, it } from 'vitest'
import type { HammingPairs } from '../../src/binding.js'
import { hammingJoin } from '../../src/dedup/hammingJoin.js'
import { hammingPairs } from '../reference/duplicates.js'
import { atLevel, levels } from '../support/levels.js'
import { type Rng, rngOf, seededRandom } from '../support/random.js'

function randomHash(rng: Rng): bigint {
  return (BigInt(rng.integer(0, 2 ** 32 - 1)) << 32n) | BigInt(rng.integer(0, 2 ** 32 - 1))
}

/** With up to `most` of its bits changed. */
function changed(rng: Rng, hash: bigint, most: number): bigint {
  for (let flips = rng.integer(0, most); flips > 0; flips--) hash ^= 1n << BigInt(rng.integer(0, 63))
  return hash
}

/** Hashes with neighbours at every small distance. */
function hashes(rng: Rng, count: number): BigUint64Array {
  const out = new BigUint64Array(count)
  for (let i = 0; i < count; i++) {
    out[i] = changed(rng, i > 0 && rng.uniform() < 0.6 ? out[rng.integer(0, i - 1)]! : randomHash(rng), 5)
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

  it('finds nothing in nothing', async () => {
    const some = BigUint64Array.of(1n, 2n, 3n)
    const none = new BigUint64Array(0)
    await atLevel(isa, async () => {
      for (const radius of [0, 3]) {
        for (const [left, right] of [
          [some, none],
          [none, some],
          [none, none],
        ] as const) {
          expect((await hammingJoin(left, right, { radius })).left).toHaveLength(0)
        }
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

describe('so many hashes that they are compared bucket by bucket', () => {
  /** Every pair, from joins of slices, which are so small that everything in them is compared. */
  async function bySlices(radius: number, left: BigUint64Array, right?: BigUint64Array) {
    const slice = 8000
    const found: [number, number, number][] = []
    for (let i = 0; i < left.length; i += slice) {
      const rows = left.slice(i, i + slice)
      const add = (pairs: HammingPairs, j: number) => {
        pairs.left.forEach((row, n) => void found.push([i + row, j + pairs.right[n]!, pairs.bits[n]!]))
      }
      if (right === undefined) add(await hammingJoin(rows, { radius }), i)
      const others = right ?? left
      for (let j = right === undefined ? i + slice : 0; j < others.length; j += slice) {
        add(await hammingJoin(rows, others.slice(j, j + slice), { radius }), j)
      }
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
    return {
      left: Uint32Array.from(found, (pair) => pair[0]),
      right: Uint32Array.from(found, (pair) => pair[1]),
      bits: Uint8Array.from(found, (pair) => pair[2]),
    }
  }

  it.each([1, 2, 4, 6, 7, 10, 16])('finds what slices find within %i bits', async (radius) => {
    const rng = seededRandom()
    // Just above 2^28 pairs; three quarters of the rows far from each other.
    const far = BigUint64Array.from({ length: 17_500 }, () => randomHash(rng))
    const left = new BigUint64Array([...far, ...hashes(rng, 6000)])
    for (let i = 0; i < 3000; i++) left[rng.integer(0, 23_499)] = changed(rng, left[rng.integer(0, 23_499)]!, 18)
    const right = BigUint64Array.from({ length: 12_000 }, (_, i) =>
      i % 3 === 0 ? changed(rng, left[rng.integer(0, 23_499)]!, 18) : randomHash(rng),
    )
    const [self, cross] = [await bySlices(radius, left), await bySlices(radius, left, right)]
    expect(self.left.length).toBeGreaterThan(1000)
    expect(cross.left.length).toBeGreaterThan(100)
    for (const threads of [1, 3]) {
      expect(await hammingJoin(left, { radius, threads })).toEqual(self)
      expect(await hammingJoin(left, right, { radius, threads })).toEqual(cross)
    }
  })

  it('joins hashes that share most of their bits', async () => {
    const rng = seededRandom()
    // 24 bits that vary and one bit in forty others; 300 rows are equal.
    const mask = 0x00f0_f00f_00ff_0f00n
    const left = BigUint64Array.from({ length: 24_000 }, () => changed(rng, randomHash(rng) & mask, 1))
    left.fill(left[7]!, 23_700)
    expect(await hammingJoin(left, { radius: 2 })).toEqual(await bySlices(2, left))
  })

  it('counts the pairs of equal and nearly equal hashes without writing them down', async () => {
    const hashes = new BigUint64Array(200_000).fill(5n)
    hashes.fill(4n, 0, 50_000)
    const pairs = (n: number) => (n * (n - 1)) / 2
    await expect(hammingJoin(hashes, { radius: 0 })).rejects.toThrow(String(pairs(50_000) + pairs(150_000)))
    await expect(hammingJoin(hashes, { radius: 1 })).rejects.toThrow(String(pairs(200_000)))
    await expect(hammingJoin(hashes, hashes, { radius: 1 })).rejects.toThrow(String(200_000 ** 2))
  })
})
