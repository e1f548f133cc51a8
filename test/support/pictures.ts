import type { Pixels } from '../../src/image/pixels.js'
import type { Rng } from './random.js'

/** Pixels of one kind: noise, black and white (what overshoots most), or a flat colour with a few specks. */
export function randomSamples(rng: Rng, length: number): Uint8Array {
  const kind = rng.integer(0, 2)
  const flat = rng.integer(0, 255)
  return Uint8Array.from({ length }, () => {
    if (kind === 0) return rng.integer(0, 255)
    if (kind === 1) return rng.integer(0, 1) * 255
    return rng.uniform() < 0.05 ? rng.integer(0, 255) : flat
  })
}

export function randomPixels(rng: Rng, width: number, height: number, channels: Pixels['channels']): Pixels {
  const data = randomSamples(rng, width * height * channels)
  if (channels % 2 === 0) {
    // Runs of opaque and of transparent pixels, which have short cuts of their own.
    let alpha = 255
    for (let i = channels - 1; i < data.length; i += channels) {
      if (rng.uniform() < 0.1) alpha = [0, 255, rng.integer(0, 255)][rng.integer(0, 2)]!
      data[i] = alpha
    }
  }
  return { data, width, height, channels, isOpaque: channels % 2 === 1 }
}

/** A side: often tiny, sometimes up to `most`. */
export function raggedSide(rng: Rng, most: number): number {
  return rng.integer(1, [4, 20, 70, most][rng.integer(0, 3)]!)
}
