import { describe, expect, test } from 'vitest'
import { imageStatistics } from '../../../src/image/imageStatistics.js'
import type { Pixels } from '../../../src/image/pixels.js'
import { blankShare } from '../../../src/score/signals/blankShare.js'
import { entropy } from '../../../src/score/signals/entropy.js'
import { tableScore } from '../../../src/score/signals/tableScore.js'
import { raggedSide, randomPixels } from '../../support/pictures.js'
import { seededRandom } from '../../support/random.js'

const white = (width: number, height: number): Pixels => ({
  data: new Uint8Array(width * height).fill(255),
  width,
  height,
  channels: 1,
  isOpaque: true,
})

/** Cells of `text` by 8 pixels on white, in rows and columns. */
function grid(rows: number, columns: number, text: number, pitchX: number, pitchY: number): Pixels {
  const picture = white(columns * pitchX + 10, rows * pitchY + 10)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let y = 0; y < 8; y++) {
        const begin = (5 + row * pitchY + y) * picture.width + 5 + column * pitchX
        for (let x = 0; x < text; x += 6) picture.data.fill(0, begin + x, begin + x + 4)
      }
    }
  }
  return picture
}

const tableScoreOf = async (pixels: Pixels) => tableScore(await imageStatistics(pixels))

function turned({ data, width, height }: Pixels): Pixels {
  const pixels = white(height, width)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels.data[x * height + y] = data[y * width + x]!
  return pixels
}

describe('the table score', () => {
  test('is 1 - 1 / lines and gaps for even lines, the more lines the higher', async () => {
    // 8 of every 14 rows are text: content of 14 n - 6 rows.
    for (const n of [2, 5, 40]) {
      expect(await tableScoreOf(grid(n, 3, 30, 60, 14))).toBeCloseTo(1 - 8 / (14 * n - 6), 12)
    }
  })

  test('needs two lines and a gutter', async () => {
    expect(await tableScoreOf(grid(1, 5, 30, 60, 14))).toBe(0)
    expect(await tableScoreOf(grid(9, 1, 30, 60, 14))).toBe(0)
    expect(await tableScoreOf(white(40, 40))).toBe(0)
  })

  test('does not mind rules of any thickness up to three pixels, flat or upright', async () => {
    const plain = await tableScoreOf(grid(12, 4, 30, 60, 20))
    for (const thick of [1, 2, 3]) {
      const picture = grid(12, 4, 30, 60, 20)
      for (let y = 0; y < 12; y += 4)
        picture.data.fill(0, (16 + 20 * y) * picture.width, (16 + 20 * y + thick) * picture.width)
      for (let y = 0; y < picture.height; y++)
        for (let x = 0; x < thick; x++) picture.data[y * picture.width + 50 + x] = 0
      expect(await tableScoreOf(picture)).toBeGreaterThan(plain - 0.05)
    }
  })

  test('falls with anything tall beside the text', async () => {
    const picture = grid(12, 4, 30, 60, 20)
    for (let y = 60; y < 200; y++) picture.data[y * picture.width + (y % 20) + 100] = 0
    expect(await tableScoreOf(picture)).toBeLessThan(0.3)
  })

  test('is from 0 to 1 for any picture and finite for strips of any length', async () => {
    const rng = seededRandom()
    for (let i = 0; i < 60; i++) {
      const pixels = randomPixels(rng, raggedSide(rng, 200), raggedSide(rng, 200), rng.integer(1, 4) as 1 | 2 | 3 | 4)
      const score = await tableScoreOf(pixels)
      expect(score >= 0 && score <= 1, `${pixels.width} x ${pixels.height}: ${score}`).toBe(true)
    }
    const strip = grid(3, 500, 30, 60, 14)
    for (const picture of [strip, turned(strip), white(30_000, 10), white(10, 30_000), white(1, 1)]) {
      const score = await tableScoreOf(picture)
      expect(score >= 0 && score <= 1, `${picture.width} x ${picture.height}: ${score}`).toBe(true)
    }
  })
})

describe('blank share and entropy', () => {
  test('by hand', () => {
    const greys = (...counts: [value: number, count: number][]) => {
      const histogram = new Uint32Array(256)
      for (const [value, count] of counts) histogram[value] = count
      return histogram
    }
    expect([blankShare(greys([0, 9])), entropy(greys([0, 9]))]).toEqual([1, 0])
    expect([blankShare(greys([255, 9])), entropy(greys([255, 9]))]).toEqual([1, 0])
    // 248 and 255 lie in one run of 8, 247 and 255 do not.
    expect([blankShare(greys([248, 1], [255, 1])), blankShare(greys([247, 1], [255, 1]))]).toEqual([1, 0.5])
    expect(entropy(greys([3, 1], [90, 1], [91, 1], [200, 1]))).toBe(2)
    expect(entropy(greys([3, 3], [90, 1]))).toBeCloseTo(0.8112781244591328, 14)
  })

  test('a shuffled picture has the same, and no picture has more than 8 bits', async () => {
    const rng = seededRandom()
    for (let i = 0; i < 40; i++) {
      const pixels = randomPixels(rng, raggedSide(rng, 90), raggedSide(rng, 90), 1)
      const { greys } = await imageStatistics(pixels)
      const other = await imageStatistics({ ...pixels, data: pixels.data.toSorted() })
      expect([blankShare(other.greys), entropy(other.greys)]).toEqual([blankShare(greys), entropy(greys)])
      expect(entropy(greys)).toBeLessThanOrEqual(8)
      expect(blankShare(greys)).toBeGreaterThanOrEqual(8 / 256)
    }
  })
})
