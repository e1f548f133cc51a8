import { describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import { atLevel, levels } from '../support/levels.js'
import { type Rng, seededRandom } from '../support/random.js'

interface Tile {
  left: Int8Array
  leftStart: Int32Array
  right: Int8Array
  rightStart: Int32Array
  width: number
}

const NEVER = -(2 ** 30 - 2 ** 27)
const MAX_START = 2 ** 29

/** By the definition of native/kernels/int8_screen, in numbers that cannot overflow. */
function hitsOf({ left, leftStart, right, rightStart, width }: Tile): number[] {
  const hits: number[] = []
  for (let i = 0; i < leftStart.length; i++) {
    for (let j = 0; j < rightStart.length; j++) {
      let sum = leftStart[i]! + rightStart[j]!
      for (let k = 0; k < width; k++) sum += left[i * width + k]! * (right[j * width + k]! + 128)
      if (sum >= 0) hits.push(i * 2 ** 16 + j)
    }
  }
  return hits
}

function screen({ left, leftStart, right, rightStart, width }: Tile): number[] {
  const { hits } = native().kernelProbe.screenTile(left, leftStart, right, rightStart, { width, repeats: 1 })
  return [...hits].sort((a, b) => a - b)
}

/** Random codes whose starts put sums on both sides of zero, many exactly on it. */
function randomTile(rng: Rng, n: number, m: number, width: number): Tile {
  const left = new Int8Array(n * width).map(() => rng.integer(-128, 127))
  const right = new Int8Array(m * width).map(() => rng.integer(-128, 127))
  const rightStart = new Int32Array(m).map(() => (rng.uniform() < 0.1 ? NEVER : rng.integer(-9000, 9000)))
  const leftStart = new Int32Array(n).map((_, i) => {
    const j = rng.integer(0, m - 1)
    let sum = rightStart[j] === NEVER ? 0 : rightStart[j]!
    for (let k = 0; k < width; k++) sum += left[i * width + k]! * (right[j * width + k]! + 128)
    return rng.integer(-1, 1) - sum
  })
  return { left, leftStart, right, rightStart, width }
}

describe.each(levels)('at level %s', (isa) => {
  it('finds the pairs of the definition at ragged sizes', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const width of [4, 8, 12, 16, 20, 32, 36, 64, 100, 512]) {
        for (const [n, m] of [
          [1, 1],
          [2, 15],
          [3, 16],
          [5, 17],
          [6, 64],
          [7, 65],
          [13, 95],
          [14, 129],
        ] as const) {
          const tile = randomTile(rng, n, m, width)
          expect(screen(tile), `${n} x ${m} x ${width}`).toEqual(hitsOf(tile))
        }
      }
    })
  })

  it('neither saturates nor overflows at the bounds', async () => {
    await atLevel(isa, async () => {
      for (const width of [4, 32, 4096]) {
        for (const code of [-128, 127]) {
          const sum = width * code * 255
          for (const [leftStart, rightStart] of [
            [-sum, 0],
            [-sum - 1, 0],
            [0, -sum],
            [0, -sum - 1],
            [MAX_START, MAX_START],
            [MAX_START, NEVER],
            [NEVER, NEVER],
          ] as const) {
            const tile = {
              left: new Int8Array(7 * width).fill(code),
              leftStart: new Int32Array(7).fill(leftStart),
              right: new Int8Array(81 * width).fill(127),
              rightStart: new Int32Array(81).fill(rightStart),
              width,
            }
            const expected = sum + leftStart + rightStart >= 0 ? 7 * 81 : 0
            expect(screen(tile), `${width}, ${code}, ${leftStart}, ${rightStart}`).toHaveLength(expected)
          }
        }
      }
    })
  })
})
