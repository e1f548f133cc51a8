import { describe, expect, it } from 'vitest'
import { imageStatistics } from '../../src/image/imageStatistics.js'
import { imageStatisticsSlowly } from '../reference/imageStatistics.js'
import { atLevel, levels } from '../support/levels.js'
import { raggedSide, randomPixels } from '../support/pictures.js'
import { type Rng, seededRandom } from '../support/random.js'

function randomCase(rng: Rng, most: number) {
  const pixels = randomPixels(rng, raggedSide(rng, most), raggedSide(rng, most), rng.integer(1, 4) as 1 | 2 | 3 | 4)
  // Long equal stretches have short cuts of their own.
  for (let i = 0; i < 3; i++) {
    const begin = rng.integer(0, pixels.data.length)
    pixels.data.fill(rng.integer(0, 1) * 255, begin, begin + rng.integer(0, pixels.data.length))
  }
  // So have pixels that repeat the row above, up to a place or but for a few samples.
  const stride = pixels.width * pixels.channels
  for (let y = 1; y < pixels.height; y++) {
    if (rng.integer(0, 3) === 0) continue
    const from = (y - 1) * stride + rng.integer(0, 1) * rng.integer(0, stride - 1)
    pixels.data.copyWithin(from + stride, from, y * stride)
    if (rng.integer(0, 1) === 1) pixels.data[y * stride + rng.integer(0, stride - 1)]! ^= 1 << rng.integer(0, 7)
  }
  return { pixels, contrast: [0, 48, 255, rng.integer(0, 255)][rng.integer(0, 3)]! }
}

describe.each(levels)('%s', (level) => {
  it('counts as the slow reference does, at ragged sizes', async () => {
    const rng = seededRandom()
    for (let i = 0; i < 200; i++) {
      const { pixels, contrast } = randomCase(rng, 150)
      const actual = await atLevel(level, () => imageStatistics(pixels, { contrast }))
      const { width, height, channels } = pixels
      expect(actual, JSON.stringify({ width, height, channels, contrast })).toEqual(
        imageStatisticsSlowly(pixels, contrast),
      )
    }
  })

  it('stops counting ink at 65 535, along either side', async () => {
    const [long, short] = [70_000, 3]
    for (const [width, height] of [
      [long, short],
      [short, long],
    ] as const) {
      // One line of black on white, the first row or the first column.
      const data = new Uint8Array(long * short).fill(255)
      for (let i = 0; i < long; i++) data[width === long ? i : i * short] = 0
      const counted = await atLevel(level, () => imageStatistics({ data, width, height, channels: 1, isOpaque: true }))
      const ink = width === long ? counted.rowInk : counted.columnInk
      const run = width === long ? counted.rowRun : counted.columnRun
      expect([...ink, ...run]).toEqual([65_535, 0, 0, 65_535, 0, 0])
    }
  })
})
