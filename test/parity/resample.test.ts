import { describe, expect, it } from 'vitest'
import { RESAMPLE_FILTERS, resample } from '../../src/image/resample.js'
import { resampleSlowly } from '../reference/resample.js'
import { atLevel, levelsAndCuda } from '../support/levels.js'
import { raggedSide, randomSamples } from '../support/pictures.js'
import { type Rng, seededRandom } from '../support/random.js'

function randomCase(rng: Rng, most: number) {
  const channels = rng.integer(1, 4)
  const [width, height] = [raggedSide(rng, most), raggedSide(rng, most)]
  const keepsWidth = rng.uniform() < 0.1
  const keepsHeight = rng.uniform() < 0.1
  const toWidth = keepsWidth ? width : raggedSide(rng, 150)
  const toHeight = keepsHeight ? height : raggedSide(rng, 150)
  const keepWidth = rng.integer(1, toWidth)
  const keepHeight = rng.integer(1, toHeight)
  return {
    pixels: randomSamples(rng, width * height * channels),
    options: { width, height, channels, toWidth, toHeight, filter: RESAMPLE_FILTERS[rng.integer(0, 4)]! },
    keep: {
      x: rng.integer(0, toWidth - keepWidth),
      y: rng.integer(0, toHeight - keepHeight),
      width: keepWidth,
      height: keepHeight,
    },
  }
}

function cut(
  pixels: Uint8Array,
  width: number,
  channels: number,
  keep: { x: number; y: number; width: number; height: number },
) {
  const rows = Array.from({ length: keep.height }, (_, y) => {
    const begin = ((keep.y + y) * width + keep.x) * channels
    return pixels.subarray(begin, begin + keep.width * channels)
  })
  return new Uint8Array(Buffer.concat(rows))
}

describe('scalar', () => {
  it('is the slow reference', async () => {
    const rng = seededRandom()
    for (let i = 0; i < 60; i++) {
      const { pixels, options } = randomCase(rng, 60)
      const { width, height, channels, toWidth, toHeight, filter } = options
      const expected = resampleSlowly(pixels, width, height, channels, toWidth, toHeight, filter)
      const actual = await atLevel('scalar', () => resample(pixels, options))
      expect(Buffer.compare(actual, expected), JSON.stringify(options)).toBe(0)
    }
  })

  it('keeps the weights of the full-size result in a window', async () => {
    const rng = seededRandom()
    for (let i = 0; i < 40; i++) {
      const { pixels, options, keep } = randomCase(rng, 80)
      const [full, window] = await atLevel('scalar', () =>
        Promise.all([resample(pixels, options), resample(pixels, { ...options, keep })]),
      )
      expect(
        Buffer.compare(window, cut(full, options.toWidth, options.channels, keep)),
        JSON.stringify({ options, keep }),
      ).toBe(0)
    }
  })
})

describe.each(levelsAndCuda.filter((level) => level !== 'scalar'))('%s', (level) => {
  it('gives the bytes of scalar at ragged sizes, whole and in windows, on any number of threads', async () => {
    const rng = seededRandom()
    // Device code run by the processor is slow.
    const [count, most] = level === 'cuda' ? [25, 200] : [150, 400]
    for (let i = 0; i < count; i++) {
      const { pixels, options, keep } = randomCase(rng, most)
      const both = (threads: number) =>
        Promise.all([resample(pixels, { ...options, threads }), resample(pixels, { ...options, keep, threads })])
      const expected = await atLevel('scalar', () => both(1))
      const actual = await atLevel(level, () => both(rng.integer(1, 3)))
      expect(Buffer.compare(actual[0], expected[0]), JSON.stringify(options)).toBe(0)
      expect(Buffer.compare(actual[1], expected[1]), JSON.stringify({ options, keep })).toBe(0)
    }
  })

  it('gives the bytes of scalar where a large picture is cut into bands', async () => {
    const rng = seededRandom()
    const options = { width: 701, height: 523, channels: 3, toWidth: 97, toHeight: 113, filter: 'lanczos' as const }
    const pixels = randomSamples(rng, 701 * 523 * 3)
    const expected = await atLevel('scalar', () => resample(pixels, { ...options, threads: 1 }))
    for (const threads of [1, 2, 5]) {
      const actual = await atLevel(level, () => resample(pixels, { ...options, threads }))
      expect(Buffer.compare(actual, expected), `${threads} threads`).toBe(0)
    }
  })
})
