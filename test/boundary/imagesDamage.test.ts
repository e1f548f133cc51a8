import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import type { Pixels } from '../../src/image/pixels.js'
import { readImage } from '../../src/image/readImage.js'
import { rngOf, seededRandom } from '../support/random.js'

/** A plot-like picture, large enough that decoders read it in several pieces. */
const WIDTH = 300
const HEIGHT = 220
const picture = Buffer.alloc(WIDTH * HEIGHT * 4)
const rng = rngOf(11)
for (let y = 0, at = 0; y < HEIGHT; y++) {
  for (let x = 0; x < WIDTH; x++, at += 4) {
    const isInk = (x * 7 + y * 3) % 61 < 3 || rng.uniform() < 0.2
    picture.set(isInk ? [rng.integer(0, 255), x & 255, y & 255, 255] : [255, 255, 255, 255], at)
  }
}
for (let i = 3; i < 60_000; i += 4) picture[i] = i & 255

type Format =
  | 'png'
  | 'palette'
  | 'jpeg'
  | 'progressive'
  | 'webp'
  | 'lossless'
  | 'gif'
  | 'tiff'
  | 'lzw'
  | 'group4'
  | 'avif'
const files = new Map<Format, Buffer>()

beforeAll(async () => {
  const source = () => sharp(picture, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } })
  const opaque = () => source().flatten({ background: 'white' })
  const made: Record<Format, Promise<Buffer>> = {
    png: source().png().toBuffer(),
    palette: source().png({ palette: true }).toBuffer(),
    jpeg: opaque().jpeg({ quality: 85 }).toBuffer(),
    progressive: opaque().jpeg({ progressive: true }).toBuffer(),
    webp: source().webp({ quality: 75 }).toBuffer(),
    lossless: source().webp({ lossless: true }).toBuffer(),
    gif: source().gif().toBuffer(),
    tiff: source().tiff({ compression: 'none' }).toBuffer(),
    lzw: opaque().tiff({ compression: 'lzw', predictor: 'none' }).toBuffer(),
    group4: opaque()
      .greyscale()
      .threshold()
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1 })
      .toBuffer(),
    avif: source().resize(80).avif({ quality: 60, effort: 0 }).toBuffer(),
  }
  for (const [format, bytes] of Object.entries(made)) files.set(format as Format, await bytes)
})

const decode = async (bytes: Uint8Array): Promise<Pixels> => decodeImage(await readImage(bytes))
const ALL: readonly Format[] = [
  'png',
  'palette',
  'jpeg',
  'progressive',
  'webp',
  'lossless',
  'gif',
  'tiff',
  'lzw',
  'group4',
  'avif',
]

/** Codes that say "this file is bad". Anything else, or another kind of error, is a fault of ours. */
const REFUSALS = ['IMAGE_CORRUPT', 'UNSUPPORTED_FORMAT', 'IMAGE_TOO_LARGE']

describe('truncated images', () => {
  it.each(ALL)('%s: every cut is an error or leaves every sample as it was', async (format) => {
    const whole = files.get(format)!
    const { data } = await decode(whole)
    const random = seededRandom(format)
    // The last bytes one by one, where decoders are most forgiving, then all over the file.
    const cuts = Array.from({ length: 24 }, (_, i) => whole.length - 1 - i)
    for (let i = 0; i < 60; i++) cuts.push(random.integer(1, whole.length - 1))
    let refused = 0
    for (const cut of cuts) {
      const outcome = await decode(whole.subarray(0, cut)).catch((error) => error as { code: string })
      if ('code' in outcome) {
        expect(REFUSALS, `cut at ${cut} of ${whole.length}`).toContain(outcome.code)
        refused++
      } else expect(Buffer.compare(outcome.data, data) === 0, `cut at ${cut} of ${whole.length}`).toBe(true)
    }
    expect(refused).toBeGreaterThan(40)
  })

  it('a JPEG that lost its lower half is refused, though libjpeg would fill it with grey', async () => {
    const whole = files.get('jpeg')!
    for (const end of [Buffer.alloc(0), Buffer.from([0xff, 0xd9]), Buffer.alloc(2000)]) {
      const half = Buffer.concat([whole.subarray(0, whole.length >> 1), end])
      await expect(decode(half)).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
    }
  })

  it('a PNG whose rest was never written (zero bytes) is refused', async () => {
    const holed = Buffer.from(files.get('png')!)
    holed.fill(0, holed.length >> 1)
    await expect(decode(holed)).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
  })
})

describe('images with flipped bits', () => {
  // PNG carries checksums: there, damage to the picture is always found.
  it.each(['png', 'palette'] as const)('%s: a flip is refused or changes no sample', async (format) => {
    const whole = files.get(format)!
    const { data } = await decode(whole)
    const random = seededRandom(format)
    for (let i = 0; i < 150; i++) {
      const bytes = Buffer.from(whole)
      const at = random.integer(0, bytes.length - 1)
      bytes[at]! ^= 1 << random.integer(0, 7)
      const outcome = await decode(bytes).catch((error) => error as { code: string })
      if ('code' in outcome) expect(REFUSALS).toContain(outcome.code)
      else expect(Buffer.compare(outcome.data, data), `bit at ${at}`).toBe(0)
    }
  })

  it.each(ALL)('%s: flips and overwritten runs never crash, hang or end in another kind of error', async (format) => {
    const whole = files.get(format)!
    const random = seededRandom(format)
    for (let i = 0; i < 80; i++) {
      const bytes = Buffer.from(whole)
      // Half of the damage goes to the first bytes, where the structure is.
      const last = i % 2 === 0 ? Math.min(200, bytes.length) - 1 : bytes.length - 1
      for (let n = random.integer(1, 6); n > 0; n--) bytes[random.integer(0, last)] = random.integer(0, 255)
      const started = performance.now()
      const outcome = await decodeImage(await readImage(bytes).catch(() => ({ ...EMPTY, bytes })), {
        maxPixels: 4e6,
      }).catch((error) => error as { code: string })
      expect(performance.now() - started).toBeLessThan(10_000)
      if ('code' in outcome) expect(REFUSALS).toContain(outcome.code)
      else expect(outcome.data.length).toBe(outcome.width * outcome.height * outcome.channels)
    }
  })
})

const EMPTY = { sha256: '', format: 'png' as const }

describe('bombs', () => {
  it('a PNG that unpacks to more than its header says is refused or cut off', async () => {
    const { deflateSync, crc32 } = await import('node:zlib')
    const chunk = (kind: string, body: Buffer) => {
      const all = Buffer.concat([Buffer.alloc(4), Buffer.from(kind, 'latin1'), body, Buffer.alloc(4)])
      all.writeUInt32BE(body.length, 0)
      all.writeUInt32BE(crc32(all.subarray(4, 8 + body.length)), 8 + body.length)
      return all
    }
    const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    const bomb = deflateSync(Buffer.alloc(200_000_000))
    const before = process.memoryUsage().rss
    const text = Buffer.concat([Buffer.from('k\0\0', 'latin1'), bomb])
    for (const [kind, body] of [
      ['IDAT', bomb],
      ['zTXt', text],
      ['iCCP', text],
      ['iTXt', text],
    ] as const) {
      const chunks = [
        chunk('IHDR', header),
        chunk(kind, body),
        chunk('IDAT', deflateSync(Buffer.alloc(2))),
        chunk('IEND', Buffer.alloc(0)),
      ]
      const file = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks])
      const started = performance.now()
      const outcome = await decode(file).catch((error) => error as { code: string })
      expect('code' in outcome ? outcome.code : [...outcome.data], kind).toSatisfy(
        (result: unknown) => result === 'IMAGE_CORRUPT' || JSON.stringify(result) === '[0]',
      )
      expect(performance.now() - started).toBeLessThan(5000)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6)
  })

  it('a JPEG of very many scans is refused', async () => {
    const whole = files.get('progressive')!
    const scans: number[] = []
    for (let at = whole.indexOf('\xff\xda', 0, 'latin1'); at >= 0; at = whole.indexOf('\xff\xda', at + 2, 'latin1'))
      scans.push(at)
    const last = whole.subarray(scans.at(-1)!, whole.length - 2)
    const bomb = Buffer.concat([whole.subarray(0, -2), ...Array.from({ length: 3000 }, () => last), whole.subarray(-2)])
    const started = performance.now()
    await decode(bomb).catch((error) => expect(error).toMatchObject({ code: 'IMAGE_CORRUPT' }))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
