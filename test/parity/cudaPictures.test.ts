import { describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import { preprocess } from '../../src/image/preprocess.js'
import { resample } from '../../src/image/resample.js'
import { atLevel, noCuda } from '../support/levels.js'
import { randomSamples } from '../support/pictures.js'
import { seededRandom } from '../support/random.js'

const isEmulated = noCuda === undefined && native().cuda().isHost

const spec = {
  resize: { shortestEdge: 24 },
  crop: { width: 24, height: 24 },
  filter: 'bicubic' as const,
  rescale: 1 / 255,
  mean: [0.48, 0.46, 0.41] as const,
  std: [0.27, 0.26, 0.28] as const,
  alpha: 'white' as const,
  dtype: 'float16' as const,
}

describe.skipIf(noCuda !== undefined)('pictures on CUDA', () => {
  it('of different sizes are one tensor, equal to the bit, also where they go a few at a time', async () => {
    const rng = seededRandom()
    const images = Array.from({ length: 23 }, (_, i) => {
      const [width, height, channels] = [rng.integer(3, 90), rng.integer(3, 90), (1 + (i % 4)) as 1 | 2 | 3 | 4]
      return { data: randomSamples(rng, width * height * channels), width, height, channels, isOpaque: false }
    })
    const expected = await preprocess(images, { ...spec, mean: [...spec.mean], std: [...spec.std] })
    expect(await preprocess(images, spec, undefined, { device: 'cuda' })).toEqual(expected)
    process.env.FIGSIFT_CUDA_MEMORY = String(2 ** 17)
    try {
      expect(await preprocess(images, spec, undefined, { device: 'cuda' })).toEqual(expected)
    } finally {
      delete process.env.FIGSIFT_CUDA_MEMORY
    }
  })

  it('that do not fit at all are an error', async () => {
    process.env.FIGSIFT_CUDA_MEMORY = String(2 ** 12)
    const options = { width: 64, height: 64, channels: 3, toWidth: 9, toHeight: 9, filter: 'box' as const }
    try {
      const error = await resample(new Uint8Array(64 * 64 * 3), { ...options, device: 'cuda' }).catch((e) => e)
      expect(error.code).toBe('OUT_OF_MEMORY')
      expect(error.message).toMatch(/on the GPU for \d+ MiB/)
    } finally {
      delete process.env.FIGSIFT_CUDA_MEMORY
    }
  })

  it.skipIf(!isEmulated)('are an error where a kernel fails', async () => {
    const options = { width: 8, height: 8, channels: 1, toWidth: 3, toHeight: 3, filter: 'box' as const }
    for (const launch of [1, 2]) {
      process.env.FIGSIFT_ON_HOST = `launch=${launch}`
      try {
        const run = () => resample(new Uint8Array(64), options)
        const error = await atLevel('cuda', () => run().catch((e) => e))
        expect(error.code).toBe('DEVICE_FAILED')
      } finally {
        delete process.env.FIGSIFT_ON_HOST
      }
    }
    expect(await resample(new Uint8Array(64), { ...options, device: 'cuda' })).toEqual(new Uint8Array(9))
  })
})
