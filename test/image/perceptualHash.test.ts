import { describe, expect, it } from 'vitest'
import { parsePhash, perceptualHash } from '../../src/image/perceptualHash.js'
import type { Pixels } from '../../src/image/pixels.js'
import { atLevel, levels } from '../support/levels.js'
import { randomPixels } from '../support/pictures.js'
import { seededRandom } from '../support/random.js'

function flat(width: number, height: number, ...samples: number[]): Pixels {
  const data = Uint8Array.from({ length: width * height * samples.length }, (_, i) => samples[i % samples.length]!)
  return { data, width, height, channels: samples.length as Pixels['channels'], isOpaque: samples.length % 2 === 1 }
}

describe('parsePhash', () => {
  it('reads 16 digits and refuses everything else', () => {
    expect(parsePhash('8000000000000000')).toBe(2n ** 63n)
    expect(parsePhash('00000000000000fF')).toBe(255n)
    for (const wrong of ['', '80', '0x00000000000000', '80000000000000000', 'g000000000000000', 5]) {
      expect(() => parsePhash(wrong as string)).toThrow('16 hexadecimal digits')
    }
  })
})

describe('perceptualHash', () => {
  it('refuses what is no picture', async () => {
    await expect(perceptualHash(undefined as unknown as Pixels)).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(perceptualHash({ ...flat(2, 2, 1), width: 3 })).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' })
    await expect(perceptualHash(flat(2, 2, 1), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })

  it.each(levels)('at %s: says when a picture is flat', async (level) => {
    const at = (pixels: Pixels) => atLevel(level, () => perceptualHash(pixels))
    expect(await at(flat(50, 40, 255, 255, 255))).toEqual({ phash: '8000000000000000', isFlat: true })
    expect(await at(flat(1, 1, 0))).toEqual({ phash: '0000000000000000', isFlat: true })
    // Transparent black on white is white.
    expect((await at(flat(9, 9, 0, 0, 0, 0))).isFlat).toBe(true)
    const dot = flat(64, 64, 255)
    dot.data[64 * 20 + 20] = 0
    expect((await at(dot)).isFlat).toBe(false)
  })

  it.each(
    levels,
  )('at %s: the same picture as RGB, opaque RGBA or grey has the same hash as at scalar', async (level) => {
    const rng = seededRandom()
    for (let i = 0; i < 30; i++) {
      const grey = randomPixels(rng, rng.integer(1, 200), rng.integer(1, 200), 1)
      const spread = (n: 2 | 3 | 4): Pixels => {
        const data = Uint8Array.from({ length: grey.data.length * n }, (_, j) =>
          n % 2 === 0 && j % n === n - 1 ? 255 : grey.data[Math.floor(j / n)]!,
        )
        return { ...grey, data, channels: n }
      }
      const expected = (await atLevel('scalar', () => perceptualHash(grey))).phash
      for (const pixels of [grey, spread(2), spread(3), spread(4)]) {
        const { phash } = await atLevel(level, () => perceptualHash(pixels))
        expect(phash, `${pixels.width} x ${pixels.height} x ${pixels.channels}`).toBe(expected)
      }
    }
  })
})
