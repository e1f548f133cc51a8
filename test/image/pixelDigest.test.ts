import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import { pixelDigest } from '../../src/image/pixelDigest.js'
import type { Pixels } from '../../src/image/pixels.js'
import { readImage } from '../../src/image/readImage.js'
import { toRgba } from '../support/pillow.js'
import { seededRandom } from '../support/random.js'

/** The definition, as simply as it can be written. */
function reference({ data, width, height, channels, isOpaque }: Pixels): string {
  const rgba = toRgba(data, channels)
  const samples: number[] = []
  for (let i = 0; i < rgba.length; i += 4) {
    const [r, g, b, a] = rgba.subarray(i, i + 4)
    if (isOpaque) samples.push(r!, g!, b!)
    else if (a === 0) samples.push(0, 0, 0, 0)
    else samples.push(r!, g!, b!, a!)
  }
  const bytes = Buffer.from(samples)
  const perPixel = isOpaque ? 3 : 4
  const outer = createHash('sha256').update(`figsift pixels 1\n${width}x${height}x${perPixel}\n`)
  for (let at = 0; at < bytes.length; at += 262_144 * perPixel) {
    outer.update(
      createHash('sha256')
        .update(bytes.subarray(at, at + 262_144 * perPixel))
        .digest(),
    )
  }
  return outer.digest('hex')
}

const digestOf = async (bytes: Buffer) => pixelDigest(await decodeImage(await readImage(bytes)))

describe('pixelDigest', () => {
  it('has a value that never changes', async () => {
    const pixels: Pixels = {
      data: new Uint8Array([1, 2, 3, 4, 5, 6]),
      width: 2,
      height: 1,
      channels: 3,
      isOpaque: true,
    }
    // printf 'figsift pixels 1\n2x1x3\n' and the bytes of sha256(01 02 03 04 05 06), through sha256sum
    expect(await pixelDigest(pixels)).toBe('2615453d2ac093b78907629bc859e8e2c666262c896aabbb0c1dcce71521af82')
  })

  it('follows its definition for every form, across blocks', async () => {
    const random = seededRandom()
    for (const channels of [1, 2, 3, 4] as const) {
      for (const [width, height] of [
        [1, 1],
        [7, 5],
        [512, 512],
        [513, 700],
      ] as const) {
        const data = Uint8Array.from({ length: width * height * channels }, () => random.integer(0, 3) * 85)
        const isOpaque = channels % 2 === 1
        const pixels: Pixels = { data, width, height, channels, isOpaque }
        expect(await pixelDigest(pixels)).toBe(reference(pixels))
        const unaligned = new Uint8Array(data.length + 1).subarray(1)
        unaligned.set(data)
        expect(await pixelDigest({ ...pixels, data: unaligned })).toBe(reference(pixels))
        if (isOpaque) continue
        for (let i = channels - 1; i < data.length; i += channels) data[i] = 255
        expect(await pixelDigest({ ...pixels, isOpaque: true })).toBe(reference({ ...pixels, isOpaque: true }))
      }
    }
  })

  it('is the same for one picture in all its files', async () => {
    // 16 colours, so that a palette holds them all.
    const data = Buffer.from(Array.from({ length: 60 * 40 }, (_, i) => [(i % 4) * 60, ((i >> 3) % 4) * 80, 9]).flat())
    const source = () => sharp(data, { raw: { width: 60, height: 40, channels: 3 } })
    const files = await Promise.all([
      source().png().toBuffer(),
      source().png({ compressionLevel: 0, progressive: true }).toBuffer(),
      source().ensureAlpha().png().toBuffer(),
      source().png({ palette: true, dither: 0 }).toBuffer(),
      source().webp({ lossless: true }).toBuffer(),
      source().tiff({ compression: 'lzw' }).toBuffer(),
      source().gif({ dither: 0 }).toBuffer(),
    ])
    const digests = await Promise.all(files.map(digestOf))
    expect(new Set(digests).size).toBe(1)
    const grey = source().greyscale()
    const greys = await Promise.all([
      grey.clone().toColourspace('b-w').png().toBuffer(),
      grey.clone().toColourspace('srgb').png().toBuffer(),
      grey.clone().webp({ lossless: true }).toBuffer(),
    ])
    expect(new Set(await Promise.all(greys.map(digestOf))).size).toBe(1)
    expect(await digestOf(greys[0]!)).not.toBe(digests[0])
  })

  it('ignores colour that alpha hides, and nothing else', async () => {
    const data = new Uint8Array([9, 9, 9, 0, 1, 2, 3, 128])
    const pixels: Pixels = { data, width: 2, height: 1, channels: 4, isOpaque: false }
    const digest = await pixelDigest(pixels)
    expect(await pixelDigest({ ...pixels, data: new Uint8Array([0, 7, 0, 0, 1, 2, 3, 128]) })).toBe(digest)
    for (const i of [3, 4, 5, 6, 7]) {
      const changed = data.slice()
      changed[i]! ^= 1
      expect(await pixelDigest({ ...pixels, data: changed })).not.toBe(digest)
    }
    expect(await pixelDigest({ ...pixels, width: 1, height: 2 })).not.toBe(digest)
  })
})
