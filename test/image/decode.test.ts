import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import { isOpaque } from '../../src/image/opacity.js'
import { readImage } from '../../src/image/readImage.js'
import { difference, toRgba } from '../support/pillow.js'

interface Golden {
  name: string
  by: string
  mode: 'L' | 'LA' | 'RGB' | 'RGBA'
  width: number
  height: number
  file: string
  samples: string
}
// Made by scripts/golden/image_modes.py.
const golden = JSON.parse(readFileSync(new URL('../golden/image/modes.json', import.meta.url), 'utf8')) as Golden[]
const fileOf = (name: string) => Buffer.from(golden.find((entry) => entry.name === name)!.file, 'base64')

const decode = async (bytes: Uint8Array, options = {}) => decodeImage(await readImage(bytes), options)
const refusal = (bytes: Uint8Array, options = {}) =>
  decode(bytes, options).then(
    () => expect.unreachable('was decoded'),
    (error) => error as { code: string; message: string },
  )

/** A TIFF of one strip, little endian, with the given tags besides size, strip and compression (none). */
function tiff(
  width: number,
  height: number,
  samples: Buffer,
  tags: readonly (readonly [number, number, number])[],
): Buffer {
  const entries = [
    [256, 3, width],
    [257, 3, height],
    [259, 3, 1],
    [273, 4, 8],
    [278, 3, height],
    [279, 4, samples.length],
    ...tags,
  ].sort((a, b) => a[0]! - b[0]!)
  const directory = Buffer.alloc(2 + entries.length * 12 + 4)
  directory.writeUInt16LE(entries.length, 0)
  entries.forEach(([tag, type, value], i) => {
    directory.writeUInt16LE(tag!, 2 + 12 * i)
    directory.writeUInt16LE(type!, 4 + 12 * i)
    directory.writeUInt32LE(1, 6 + 12 * i)
    directory.writeUInt32LE(value!, 10 + 12 * i)
  })
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1')
  header.writeUInt32LE(8 + samples.length, 4)
  return Buffer.concat([header, samples, directory])
}

describe('decodeImage: what is refused', () => {
  it('refuses more pixels than the limit before it decodes one', async () => {
    const error = await refusal(fileOf('rgb.png'), { maxPixels: 13 * 9 - 1 })
    expect(error.code).toBe('IMAGE_TOO_LARGE')
    expect(error.message).toContain('at most 116 pixels')
    expect(error.message).toContain('13 x 9 = 117')
    expect((await decode(fileOf('rgb.png'), { maxPixels: 13 * 9 })).width).toBe(13)
  })

  it('refuses 50 000 x 50 000 pixels at once, whatever follows the header', async () => {
    const huge = Buffer.from(fileOf('rgb.png'))
    huge.writeUInt32BE(50_000, 16)
    huge.writeUInt32BE(50_000, 20)
    const crc = (await import('node:zlib')).crc32(huge.subarray(12, 29))
    huge.writeUInt32BE(crc, 29)
    const started = performance.now()
    const error = await refusal(huge)
    expect([error.code, error.message]).toEqual(['IMAGE_TOO_LARGE', expect.stringContaining('50000 x 50000')])
    expect(performance.now() - started).toBeLessThan(500)
  })

  it.each([
    [
      '32-bit float',
      tiff(2, 2, Buffer.alloc(16), [
        [258, 3, 32],
        [262, 3, 1],
        [277, 3, 1],
        [339, 3, 3],
      ]),
    ],
    [
      '32-bit integer',
      tiff(2, 2, Buffer.alloc(16), [
        [258, 3, 32],
        [262, 3, 1],
        [277, 3, 1],
        [339, 3, 2],
      ]),
    ],
    [
      '16-bit signed',
      tiff(2, 2, Buffer.alloc(8), [
        [258, 3, 16],
        [262, 3, 1],
        [277, 3, 1],
        [339, 3, 2],
      ]),
    ],
  ])('refuses %s samples: nobody says where their black and white are', async (_, bytes) => {
    const error = await refusal(bytes)
    expect([error.code, error.message]).toEqual(['UNSUPPORTED_FORMAT', expect.stringContaining('Convert it')])
  })

  it('refuses a header without a picture', async () => {
    for (const name of ['rgb.png', 'l.jpg', 'p.gif', 'lossy.webp', 'l.tif']) {
      expect((await refusal(fileOf(name).subarray(0, 30))).code).toBe('IMAGE_CORRUPT')
    }
  })

  it('stops when the signal fires', async () => {
    const signal = AbortSignal.abort()
    expect((await refusal(fileOf('rgb.png'), { signal })).code).toBe('CANCELLED')
  })
})

describe('decodeImage: every way of storing a picture', () => {
  it.each(golden.map((entry) => [entry.name, entry] as const))('%s', async (_, entry) => {
    const pixels = await decode(Buffer.from(entry.file, 'base64'))
    const expected = toRgba(Buffer.from(entry.samples, 'base64'), entry.mode.length)
    expect([pixels.width, pixels.height]).toEqual([entry.width, entry.height])
    expect(pixels.data.length).toBe(entry.width * entry.height * pixels.channels)
    expect(difference(toRgba(pixels.data, pixels.channels), expected, 4)).toEqual({ differing: 0, largest: 0 })
    expect(pixels.isOpaque).toBe(expected.every((sample, i) => i % 4 !== 3 || sample === 255))
    if (entry.mode === 'L') expect(pixels.channels).toBe(1)
    if (entry.mode === 'RGB' && !entry.name.endsWith('.gif')) expect(pixels.channels).toBe(3)
  })

  it('reads 16-bit grey by its high byte, without rounding', async () => {
    const samples = Buffer.alloc(2 * 65536)
    for (let i = 0; i < 65536; i++) samples.writeUInt16LE(i, 2 * i)
    const { data } = await decode(
      tiff(256, 256, samples, [
        [258, 3, 16],
        [262, 3, 1],
        [277, 3, 1],
      ]),
    )
    expect(data.every((sample, i) => sample === i >> 8)).toBe(true)
  })

  it('reads AVIF, with and without alpha, and its 10-bit form', async () => {
    const raw = await decode(fileOf('rgba.png'))
    const source = () => sharp(raw.data, { raw: { width: 13, height: 9, channels: 4 } })
    const lossless = await decode(await source().avif({ lossless: true, chromaSubsampling: '4:4:4' }).toBuffer())
    expect([lossless.width, lossless.height, lossless.channels, lossless.isOpaque]).toEqual([13, 9, 4, false])
    expect(difference(lossless.data, raw.data, 4).largest).toBeLessThanOrEqual(2)
    const opaque = await decode(await source().removeAlpha().avif({ quality: 90 }).toBuffer())
    expect([opaque.channels, opaque.isOpaque]).toEqual([3, true])
  })

  it('keeps the picture of a JPEG whose damage is harmless', async () => {
    const whole = fileOf('rgb-444.jpg')
    const end = whole.length - 2
    const surplus = Buffer.concat([whole.subarray(0, end), Buffer.from([1, 2, 3]), whole.subarray(end)])
    expect((await decode(surplus)).data).toEqual((await decode(whole)).data)
    const trailing = Buffer.concat([whole, Buffer.from('trailing bytes')])
    expect((await decode(trailing)).data).toEqual((await decode(whole)).data)
  })

  it('decodes many pictures side by side, good and bad, each to its own result', async () => {
    const names = ['rgb.png', 'rgba.png', 'l.jpg', 'cmyk.tif', 'lossless.webp', 'p.gif', 'l16.png']
    const alone = new Map<string, Uint8Array>()
    for (const name of names) alone.set(name, (await decode(fileOf(name))).data)
    const results = await Promise.allSettled(
      Array.from({ length: 140 }, (_, i) => {
        const bytes = fileOf(names[i % names.length]!)
        return decode(i % 3 === 0 ? bytes.subarray(0, bytes.length >> 1) : bytes)
      }),
    )
    for (const [i, result] of results.entries()) {
      if (i % 3 === 0) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'IMAGE_CORRUPT' } })
      else expect(result).toMatchObject({ status: 'fulfilled', value: { data: alone.get(names[i % names.length]!) } })
    }
  })

  it('judges a JPEG with warnings by its own, not by those of pictures beside it', async () => {
    const whole = fileOf('rgb-444.jpg')
    const end = whole.length - 2
    const harmless = Buffer.concat([whole.subarray(0, end), Buffer.from([1, 2, 3]), whole.subarray(end)])
    const half = Buffer.concat([whole.subarray(0, whole.length - 80), whole.subarray(end)])
    const torn = fileOf('rgb.png').subarray(0, 200)
    const jobs = Array.from({ length: 60 }, (_, i) => (i % 15 === 0 ? harmless : i % 15 === 7 ? half : torn))
    const results = await Promise.allSettled(jobs.map((bytes) => decode(bytes)))
    const messages = new Set<string>()
    for (const [i, result] of results.entries()) {
      if (jobs[i] === harmless) expect(result.status).toBe('fulfilled')
      else {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'IMAGE_CORRUPT' } })
        messages.add((result as PromiseRejectedResult).reason.message)
      }
    }
    // One sentence for each kind, the same in every run.
    expect([...messages].sort()).toEqual([
      'Expected a whole JPEG image but the JPEG image given as bytes is truncated or damaged (parts of its picture are lost). Fetch it again.',
      'Expected a whole PNG image but the PNG image given as bytes is truncated or damaged (its picture cannot be decoded to the end). Fetch it again.',
    ])
  })

  it('keeps the picture of a PNG whose text chunk is damaged', async () => {
    const whole = fileOf('rgb.png')
    const text = Buffer.from('\0\0\0\x05tEXta\0bcd\x01\x02\x03\x04', 'latin1')
    const bad = Buffer.concat([whole.subarray(0, 33), text, whole.subarray(33)])
    expect((await decode(bad)).data).toEqual((await decode(whole)).data)
  })
})

/** A GIF whose one frame of one pixel lies on a canvas of another size and colour. */
function tinyFrame(width: number, height: number): Buffer {
  const screen = Buffer.alloc(7)
  screen.writeUInt16LE(width, 0)
  screen.writeUInt16LE(height, 2)
  screen[4] = 0x80
  const colours = Buffer.of(10, 20, 30, 40, 50, 60)
  const frame = Buffer.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b)
  return Buffer.concat([Buffer.from('GIF89a'), screen, colours, frame])
}

describe('a GIF with a small frame on a large canvas', () => {
  it('is painted in colour 0, and timers tick meanwhile', async () => {
    const file = await readImage(tinyFrame(1999, 2003))
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const { data, width, height } = await decodeImage(file)
    clearInterval(timer)
    expect([width, height]).toEqual([1999, 2003])
    expect([...data.subarray(0, 6)]).toEqual([40, 50, 60, 10, 20, 30])
    const background = Buffer.alloc(data.length - 3, Buffer.of(10, 20, 30))
    expect(background.equals(data.subarray(3))).toBe(true)
    // Pixel by pixel in one turn it took 600 ms.
    expect(longest).toBeLessThan(200)
  })
})

describe('a picture with a side above 2^20', () => {
  it('is refused by its size, which nothing after the decoder takes', async () => {
    const strip = await sharp({ create: { width: 2 ** 20 + 1, height: 1, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    await expect(decodeImage(await readImage(strip))).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      message: expect.stringContaining('at most 1048576 pixels a side but the PNG image given as bytes is 1048577 x 1'),
    })
  })
})

describe('isOpaque', () => {
  it('finds a single sample of 254 wherever it is', async () => {
    for (const channels of [2, 4] as const) {
      const data = new Uint8Array(600_001 * channels).fill(255)
      expect(await isOpaque(data, channels)).toBe(true)
      for (const pixel of [0, 1, 262_143, 262_144, 600_000]) {
        data[pixel * channels + channels - 1] = 254
        expect(await isOpaque(data, channels)).toBe(false)
        data[pixel * channels + channels - 1] = 255
      }
      data.fill(0)
      for (let i = channels - 1; i < data.length; i += channels) data[i] = 255
      expect(await isOpaque(data, channels)).toBe(true)
      expect(await isOpaque(data.subarray(channels), channels)).toBe(true)
    }
    expect(await isOpaque(new Uint8Array(3), 3)).toBe(true)
    expect(await isOpaque(new Uint8Array(3), 1)).toBe(true)
    const unaligned = new Uint8Array(9).fill(255).subarray(1)
    expect(await isOpaque(unaligned, 4)).toBe(true)
    unaligned[7] = 0
    expect(await isOpaque(unaligned, 4)).toBe(false)
  })
})
