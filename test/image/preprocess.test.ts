import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../src/image/pixels.js'
import { type PreprocessSpec, preprocess } from '../../src/image/preprocess.js'
import { resample } from '../../src/image/resample.js'
import { atLevel, levelsAndCuda } from '../support/levels.js'
import { randomPixels } from '../support/pictures.js'
import { seededRandom } from '../support/random.js'

const spec: PreprocessSpec = {
  resize: { width: 6, height: 5 },
  filter: 'bicubic',
  rescale: 1 / 255,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
  alpha: 'white',
  dtype: 'float32',
}
const bytes = { rescale: 1, mean: [0, 0, 0], std: [1, 1, 1] } as const

function flat(width: number, height: number, ...samples: number[]): Pixels {
  const data = Uint8Array.from({ length: width * height * samples.length }, (_, i) => samples[i % samples.length]!)
  return { data, width, height, channels: samples.length as Pixels['channels'], isOpaque: samples.length % 2 === 1 }
}

describe('refuses', () => {
  const picture = flat(4, 4, 1, 2, 3)
  it.each([
    [{ resize: { shortestEdge: 0 } }, '`spec.resize.shortestEdge` but received 0'],
    [{ resize: { shortestedge: 3 } }, 'Expected a known option in `spec.resize`'],
    [{ resize: 224 }, '`spec.resize` but received 224'],
    [{ crop: { width: 224 } }, '`spec.crop.height` but received undefined'],
    [{ filter: 'cubic' }, '`spec.filter` but received "cubic"'],
    [{ std: [1, 0, 1] }, '`spec.std` but received 0'],
    [{ mean: [0, 0] }, '`spec.mean` but received an array of 2'],
    [{ rescale: Number.NaN }, '`spec.rescale` but received NaN'],
    [{ dtype: 'bfloat16' }, '`spec.dtype` but received "bfloat16"'],
    [{ alpha: 'black' }, '`spec.alpha` but received "black"'],
    [{ normalise: true }, 'Expected a known option in `spec`'],
  ])('%j', async (change, words) => {
    const call = preprocess([picture], { ...spec, ...change } as PreprocessSpec)
    await expect(call).rejects.toMatchObject({ code: 'BAD_USAGE', message: expect.stringContaining(words) })
  })

  it('a picture whose bytes do not fit, and says which', async () => {
    const wrong = { ...picture, width: 5 }
    await expect(preprocess([picture, wrong], spec)).rejects.toThrow('`images[1].data` but received 48')
  })

  it('pictures of different sizes without a crop, and says which', async () => {
    const call = preprocess([picture, flat(8, 4, 9)], { ...spec, resize: { shortestEdge: 4 } })
    await expect(call).rejects.toMatchObject({ code: 'SHAPE_MISMATCH', row: 1 })
  })

  it('pictures that would become too long', async () => {
    const call = preprocess([flat(2 ** 18, 1, 9)], {
      ...spec,
      resize: { shortestEdge: 224 },
      crop: { width: 8, height: 8 },
    })
    await expect(call).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', row: 0 })
  })

  it('a batch of the wrong type or length', async () => {
    const out = (data: Float32Array | Uint16Array, slot: number) => preprocess([picture], spec, { data, slot })
    await expect(out(new Uint16Array(90), 0)).rejects.toThrow('a Float32Array for float32')
    await expect(out(new Float32Array(89), 0)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' })
    await expect(out(new Float32Array(90), 1)).rejects.toThrow('[2, 3, 5, 6] = 180')
  })

  it('a signal that has fired', async () => {
    const call = preprocess([picture], spec, undefined, { signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe.each(levelsAndCuda)('%s', (level) => {
  const at = (images: Pixels[], change: Partial<PreprocessSpec> = {}) =>
    atLevel(level, () => preprocess(images, { ...spec, ...change }))

  it('normalises in double precision and rounds once', async () => {
    const all: Pixels = { ...flat(16, 16, 0), data: Uint8Array.from({ length: 256 }, (_, i) => i) }
    const out = await at([all], { resize: { width: 16, height: 16 } })
    for (let c = 0; c < 3; c++) {
      for (let v = 0; v < 256; v++) {
        expect(out[c * 256 + v]).toBe(Math.fround((v * spec.rescale - spec.mean[c]!) / spec.std[c]!))
      }
    }
  })

  it('gives the nearest float16, ties to even', async () => {
    const all: Pixels = { ...flat(16, 16, 0), data: Uint8Array.from({ length: 256 }, (_, i) => i) }
    for (const change of [{}, { rescale: 1, std: [1e4, 1e7, 3e7] }, { rescale: 3000, std: [1, 11, 512.25] }] as const) {
      const settings = { ...change, resize: { width: 16, height: 16 } }
      const [singles, halves] = [await at([all], settings), await at([all], { ...settings, dtype: 'float16' })]
      expect(halves).toBeInstanceOf(Uint16Array)
      for (const [i, half] of halves.entries()) {
        expect(half, `${singles[i]}`).toBe(nearestFloat16(singles[i]!))
      }
    }
  })

  it('pads with black, which is then normalised, and cuts the middle', async () => {
    const out = await at([flat(2, 2, 200)], {
      ...bytes,
      resize: { width: 2, height: 3 },
      crop: { width: 5, height: 1 },
    })
    expect(Array.from(out)).toEqual([0, 0, 200, 200, 0].concat([0, 0, 200, 200, 0], [0, 0, 200, 200, 0]))
    const black = await at([flat(2, 2, 200)], { crop: { width: 8, height: 9 } })
    expect(black[0]).toBe(Math.fround(-spec.mean[0] / spec.std[0]))
  })

  it('treats alpha as asked', async () => {
    const half = flat(9, 7, 10, 20, 30, 51)
    // 51 / 255 = 0.2
    expect(new Set(await at([half], bytes))).toEqual(new Set([206, 208, 210]))
    expect(new Set(await at([half], { ...bytes, alpha: 'drop' }))).toEqual(new Set([10, 20, 30]))
    expect(new Set(await at([flat(9, 7, 10, 51)], bytes))).toEqual(new Set([206]))
    // An opaque picture skips the composite.
    expect(new Set(await at([{ ...half, isOpaque: true }], bytes))).toEqual(new Set([10, 20, 30]))
  })

  it('gives the bytes of resample at ragged sizes, whatever the batch and its threads', async () => {
    const rng = seededRandom()
    const images = Array.from({ length: 40 }, () =>
      randomPixels(rng, rng.integer(1, 90), rng.integer(1, 90), [1, 3][rng.integer(0, 1)] as 1 | 3),
    )
    const settings = { ...spec, ...bytes, resize: { width: 37, height: 21 } }
    const out = await atLevel(level, () => preprocess(images, settings, undefined, { threads: rng.integer(1, 3) }))
    const plane = 37 * 21
    for (const [i, { data, width, height, channels }] of images.entries()) {
      const options = { width, height, channels, toWidth: 37, toHeight: 21, filter: 'bicubic' } as const
      const expected = await atLevel('scalar', () => resample(data, options))
      const actual = Uint8Array.from(
        expected,
        (_, j) => out[(i * 3 + (j % channels)) * plane + Math.floor(j / channels)]!,
      )
      expect(Buffer.compare(actual, expected), `picture ${i}: ${width} x ${height} x ${channels}`).toBe(0)
    }
  })

  it('cuts a large picture into bands without a seam', async () => {
    const rng = seededRandom()
    const large = randomPixels(rng, 640, 480, 4)
    const settings = { ...spec, ...bytes, resize: { shortestEdge: 60 }, crop: { width: 50, height: 70 } }
    const whole = await atLevel('scalar', () => preprocess([large], settings, undefined, { threads: 1 }))
    const bands = await atLevel(level, () => preprocess([large], settings, undefined, { threads: 4 }))
    expect(bands).toEqual(whole)
  })
})

describe('out', () => {
  it('is filled at its slot and nowhere else', async () => {
    const data = new Float32Array(4 * 90).fill(-7)
    const images = [flat(3, 3, 1), flat(3, 3, 2)]
    const result = await preprocess(images, { ...spec, ...bytes }, { data, slot: 1 })
    expect(result).toBe(data)
    expect(Array.from({ length: 4 }, (_, i) => new Set(data.subarray(i * 90, i * 90 + 90)))).toEqual(
      [-7, 1, 2, -7].map((v) => new Set([v])),
    )
  })

  it('may be left to the call: no pictures give no values', async () => {
    expect(await preprocess([], spec)).toEqual(new Float32Array(0))
    expect(await preprocess([], { ...spec, dtype: 'float16' })).toEqual(new Uint16Array(0))
  })
})

/** By search among all finite float16 values: slow and plain. */
function nearestFloat16(value: number): number {
  const magnitude = Math.abs(value)
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  // From 65520 on, the middle between the largest value and the next power, it rounds to infinity.
  if (magnitude >= 65520) return sign | 0x7c00
  let low = 0
  let high = 0x7bff
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (float16(middle) <= magnitude) low = middle
    else high = middle - 1
  }
  const below = magnitude - float16(low)
  const above = low === 0x7bff ? Number.POSITIVE_INFINITY : float16(low + 1) - magnitude
  return sign | (below < above || (below === above && low % 2 === 0) ? low : low + 1)
}

function float16(bits: number): number {
  const exponent = bits >> 10
  return exponent === 0 ? (bits & 1023) * 2 ** -24 : (1024 + (bits & 1023)) * 2 ** (exponent - 25)
}
