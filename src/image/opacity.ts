import { endianness } from 'node:os'
import { Breather } from '../concurrency.js'
import type { Pixels } from './pixels.js'

/** Pixels looked at between two questions about time: well under a millisecond. */
const SLICE = 1 << 18
const ALPHA_OF_RGBA = endianness() === 'LE' ? 0xff000000 : 0x000000ff

/**
 * True when no alpha sample is below 255, or there is no alpha.
 *
 * @param data       [n, channels] samples
 * @param channels   2 and 4 have alpha, their last sample
 */
export async function isOpaque(data: Uint8Array, channels: Pixels['channels']): Promise<boolean> {
  if (channels === 1 || channels === 3) return true
  const breather = new Breather()
  const step = SLICE * channels
  for (let at = 0; at < data.length; at += step) {
    if (breather.isDue) await breather.breathe()
    if (!isSliceOpaque(data.subarray(at, at + step), channels)) return false
  }
  return true
}

function isSliceOpaque(slice: Uint8Array, channels: 2 | 4): boolean {
  if (channels === 4 && slice.byteOffset % 4 === 0) {
    // One load for four samples: the alpha bytes of all pixels are and-ed together.
    const words = new Uint32Array(slice.buffer, slice.byteOffset, slice.length >> 2)
    let common = ALPHA_OF_RGBA
    for (let i = 0; i < words.length; i++) common &= words[i]!
    return common >>> 0 === ALPHA_OF_RGBA >>> 0
  }
  for (let i = channels - 1; i < slice.length; i += channels) if (slice[i] !== 255) return false
  return true
}
