import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../src/image/pixels.js'
import { ocrPictures, ocrScale } from '../../src/score/ocrPictures.js'

function flat(width: number, height: number, sample: number[]): Pixels {
  const data = new Uint8Array(width * height * sample.length).map((_, i) => sample[i % sample.length]!)
  return { data, width, height, channels: sample.length as Pixels['channels'], isOpaque: false }
}

function parse(pgm: Uint8Array): { width: number; height: number; samples: Uint8Array } {
  const header = Buffer.from(pgm.slice(0, 40)).toString('latin1')
  const [whole, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(header)!
  return { width: Number(width), height: Number(height), samples: pgm.slice(whole.length) }
}

const upright = async (pixels: Pixels) => parse((await ocrPictures(pixels))[0]!)

describe('ocrScale', () => {
  it.each([
    [4000, 1000, 0.4],
    [1600, 1600, 1],
    [1000, 10, 1],
    [500, 250, 2],
    [100, 50, 3],
    [1, 1, 3],
  ])('%i x %i is scaled by %f', (width, height, scale) => {
    expect(ocrScale(width, height)).toBeCloseTo(scale, 12)
    expect(ocrScale(height, width)).toBeCloseTo(scale, 12)
  })
})

describe('ocrPictures', () => {
  it.each([
    ['grey', [90], 90],
    ['RGB', [90, 90, 90], 90],
    ['grey, half covered', [0, 128], 127],
    ['RGB, not covered', [0, 0, 0, 0], 255],
    ['RGB, covered', [90, 90, 90, 255], 90],
  ])('composites %s on white, as one channel', async (_name, sample, expected) => {
    const { width, height, samples } = await upright(flat(1000, 3, sample))
    expect([width, height, samples.length]).toEqual([1000, 3, 3000])
    expect(Math.abs(samples[1500]! - expected)).toBeLessThanOrEqual(1)
  })

  it('scales to the sides that the engine reads well, never below a pixel', async () => {
    expect(await upright(flat(3200, 2, [7]))).toMatchObject({ width: 1600, height: 1 })
    expect(await upright(flat(20_000, 1, [7]))).toMatchObject({ width: 1600, height: 1 })
    expect(await upright(flat(100, 50, [7, 7, 7]))).toMatchObject({ width: 300, height: 150 })
  })

  it('turns the second one clockwise, so that what reads upwards reads level', async () => {
    const data = new Uint8Array(1200 * 3)
    data[2 * 1200] = 255 // bottom left
    const [, turned] = await ocrPictures({ data, width: 1200, height: 3, channels: 1, isOpaque: true })
    const { width, height, samples } = parse(turned!)
    expect([width, height]).toEqual([3, 1200])
    expect(samples.indexOf(255)).toBe(0) // top left
  })

  it('gives shared memory, so that a worker gets it without a copy', async () => {
    for (const { buffer } of await ocrPictures(flat(5, 5, [1]))) expect(buffer).toBeInstanceOf(SharedArrayBuffer)
  })
})
