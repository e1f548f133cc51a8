import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../src/image/pixels.js'
import { ocrPicture, ocrScale } from '../../src/score/ocrPicture.js'

function flat(width: number, height: number, sample: number[]): Pixels {
  const data = new Uint8Array(width * height * sample.length).map((_, i) => sample[i % sample.length]!)
  return { data, width, height, channels: sample.length as Pixels['channels'], isOpaque: false }
}

function parse(pgm: Uint8Array): { width: number; height: number; samples: Uint8Array } {
  const [, width, height, header] = /^P5\n(\d+) (\d+)\n255\n/
    .exec(Buffer.from(pgm.slice(0, 40)).toString('latin1'))!
    .concat('') as string[]
  void header
  const begin = `P5\n${width} ${height}\n255\n`.length
  return { width: Number(width), height: Number(height), samples: pgm.slice(begin) }
}

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

describe('ocrPicture', () => {
  it.each([
    ['grey', [90], 90],
    ['RGB', [90, 90, 90], 90],
    ['grey, half covered', [0, 128], 127],
    ['RGB, not covered', [0, 0, 0, 0], 255],
    ['RGB, covered', [90, 90, 90, 255], 90],
  ])('composites %s on white, as one channel', async (_name, sample, expected) => {
    const { width, height, samples } = parse(await ocrPicture(flat(1000, 3, sample)))
    expect([width, height, samples.length]).toEqual([1000, 3, 3000])
    expect(Math.abs(samples[1500]! - expected)).toBeLessThanOrEqual(1)
  })

  it('scales to the sides that the engine reads well, never below a pixel', async () => {
    expect(parse(await ocrPicture(flat(3200, 2, [7])))).toMatchObject({ width: 1600, height: 1 })
    expect(parse(await ocrPicture(flat(20_000, 1, [7])))).toMatchObject({ width: 1600, height: 1 })
    expect(parse(await ocrPicture(flat(100, 50, [7, 7, 7])))).toMatchObject({ width: 300, height: 150 })
  })

  it('lies in shared memory, so that a worker gets it without a copy', async () => {
    expect((await ocrPicture(flat(5, 5, [1]))).buffer).toBeInstanceOf(SharedArrayBuffer)
  })
})
