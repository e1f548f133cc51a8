/**
 * Hamming joins of many hashes on two threads, evenly spread and as skewed as those of figures. The pairs of the first
 * rows are held against plain JavaScript before anything is timed.
 */
import { hammingJoin } from '../../src/dedup/hammingJoin.js'
import { type Rng, rngOf } from '../../test/support/random.js'
import { spread, time } from '../harness.js'

function randomHash(rng: Rng): bigint {
  return (BigInt(rng.integer(0, 2 ** 32 - 1)) << 32n) | BigInt(rng.integer(0, 2 ** 32 - 1))
}

function flipped(rng: Rng, hash: bigint, flips: number): bigint {
  for (let i = 0; i < flips; i++) hash ^= 1n << BigInt(rng.integer(0, 63))
  return hash
}

/** Independent bits, and one in a hundred a changed copy of another. */
function even(rng: Rng, count: number): BigUint64Array {
  const hashes = new BigUint64Array(count).map(() => randomHash(rng))
  for (let i = 100; i < count; i += 100) hashes[i] = flipped(rng, hashes[rng.integer(0, i - 1)]!, rng.integer(0, 8))
  return hashes
}

/**
 * Bits that mostly agree (each 1 with a chance of its own, from 0.05 to 0.95), a third of the rows around 20 000 layouts
 * of which early ones are frequent, and one in a thousand blank.
 */
function skewed(rng: Rng, count: number): BigUint64Array {
  const chances = Array.from({ length: 64 }, () => 0.05 + 0.9 * rng.uniform())
  const draw = () => chances.reduce((hash, chance) => (hash << 1n) | (rng.uniform() < chance ? 1n : 0n), 0n)
  const layouts = Array.from({ length: 20_000 }, draw)
  return new BigUint64Array(count).map(() => {
    const kind = rng.uniform()
    if (kind < 0.001) return 0x8000000000000000n
    if (kind > 0.3) return draw()
    return flipped(rng, layouts[Math.floor(layouts.length * rng.uniform() ** 1.5)]!, rng.integer(0, 16))
  })
}

function popcount(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The pairs of rows below `rows`, as left * count + right. */
function pairsOfFirst(hashes: BigUint64Array, rows: number, radius: number): number[] {
  const halves = new Uint32Array(hashes.buffer)
  const out: number[] = []
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < hashes.length; j++) {
      const bits = popcount(halves[2 * i]! ^ halves[2 * j]!) + popcount(halves[2 * i + 1]! ^ halves[2 * j + 1]!)
      if (bits <= radius) out.push(i * hashes.length + j)
    }
  }
  return out
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const count = quick ? 50_000 : 1_000_000
  const checked = quick ? 100 : 200
  const threads = 2
  const rows: object[] = []
  for (const [name, make, radii] of [
    ['even', even, [0, 2, 4, 6, 8, 10, 12, 14, 16]],
    ['skewed', skewed, [0, 2, 4, 6, 8]],
  ] as const) {
    const hashes = make(rngOf(1), count)
    for (const radius of radii) {
      const found = await hammingJoin(hashes, { radius, threads, limit: 2 ** 29 })
      const expected = pairsOfFirst(hashes, checked, radius)
      const isEqual = expected.every((pair, n) => pair === found.left[n]! * count + found.right[n]!)
      if (!isEqual || found.left[expected.length]! < checked) throw new Error(`${name}, radius ${radius}: wrong pairs`)
      const pairs = found.left.length
      const ms: number[] = []
      // Five seconds need no second look.
      for (let i = 0; i < (quick ? 1 : 3) && (ms[0] ?? 0) < 5000; i++) {
        ms.push(await time(async () => void (await hammingJoin(hashes, { radius, threads, limit: 2 ** 29 }))))
      }
      rows.push({ name, count, radius, pairs, ms: spread(ms) })
      console.log(`${name}, ${count} hashes, radius ${radius}: ${spread(ms).min.toFixed(0)} ms, ${pairs} pairs`)
    }
  }
  return { threads, checkedRows: checked, rows }
}
