/** The levels of the pixel kernels against the level below, on one core. Bytes must be equal before anything is timed. */
import { native, setIsa } from '../../src/binding.js'
import { imageStatistics } from '../../src/image/imageStatistics.js'
import { perceptualHash } from '../../src/image/perceptualHash.js'
import type { Pixels } from '../../src/image/pixels.js'
import { preprocess } from '../../src/image/preprocess.js'
import { resample } from '../../src/image/resample.js'
import { rngOf } from '../../test/support/random.js'
import { CLIP } from '../figures.js'
import { pairedRatio, type Spread, spread, time } from '../harness.js'

function noise(width: number, height: number, channels: Pixels['channels']): Pixels {
  const rng = rngOf(channels)
  const data = Uint8Array.from({ length: width * height * channels }, () => rng.integer(0, 255))
  return { data, width, height, channels, isOpaque: channels % 2 === 1 }
}

function curve(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3).fill(255)
  for (let x = 0; x < width - 3; x++) {
    const y = Math.round((height / 3) * (1 + Math.sin(x / 90)))
    data.fill(60, (y * width + x) * 3, (y * width + x) * 3 + 9)
  }
  return { data, width, height, channels: 3, isOpaque: true }
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const pairs = quick ? 3 : 15
  const resized = (channels: Pixels['channels'], toWidth: number, toHeight: number) => {
    const { data, width, height } = noise(1600, 1200, channels)
    return () => resample(data, { width, height, channels, toWidth, toHeight, filter: 'bicubic', threads: 1 })
  }
  const processed = (pixels: Pixels) => () => preprocess([pixels], CLIP, undefined, { threads: 1 })
  const rgb = noise(1600, 1200, 3)
  const rgba = noise(1600, 1200, 4)
  const chart = curve(1600, 1200)
  const tasks: Record<string, () => Promise<unknown>> = {
    'resample L 1600x1200 to 224x224 bicubic': resized(1, 224, 224),
    'resample RGB 1600x1200 to 224x224 bicubic': resized(3, 224, 224),
    'resample 4 channels 1600x1200 to 224x224 bicubic': resized(4, 224, 224),
    'resample RGB 1600x1200 to 1000x750 bicubic': resized(3, 1000, 750),
    'preprocess RGB 1600x1200 for CLIP': processed(rgb),
    'preprocess RGBA 1600x1200 for CLIP, every alpha': processed(rgba),
    'preprocess RGBA 1600x1200 for CLIP, known opaque': processed({ ...rgba, isOpaque: true }),
    'perceptual hash RGB 1600x1200': () => perceptualHash(rgb),
    'image statistics RGB 1600x1200, noise': () => imageStatistics(rgb),
    'image statistics RGB 1600x1200, a curve on white': () => imageStatistics(chart),
  }

  const rows: object[] = []
  for (const [task, work] of Object.entries(tasks)) {
    let below: { isa: string; result: unknown } | undefined
    for (const isa of native().cpu().available) {
      const at = (level: string) => async () => {
        setIsa(native(), level)
        return work()
      }
      const result = JSON.stringify(await at(isa)())
      if (below !== undefined && result !== below.result) throw new Error(`${task}: ${isa} differs from ${below.isa}`)
      let ms: Spread
      let gain: number | undefined
      if (below === undefined) {
        const timed: number[] = []
        for (let i = 0; i < Math.min(pairs, 5); i++) timed.push(await time(async () => void (await at(isa)())))
        ms = spread(timed)
      } else {
        const peer = below.isa
        const timed = await pairedRatio({
          name: `${task}, ${isa} against ${peer}`,
          ours: async () => void (await at(isa)()),
          peer: async () => void (await at(peer)()),
          pairs,
        })
        ms = timed.oursMs
        gain = timed.ratio.median
      }
      rows.push({ task, isa, ms, timesLevelBelow: gain })
      console.log(`${task}, ${isa}: ${ms.median.toFixed(2)} ms${gain ? `, ${gain.toFixed(1)}x the level below` : ''}`)
      below = { isa, result }
    }
  }
  return { threads: 1, rows }
}
