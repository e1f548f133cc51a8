import { callNative, native } from '../binding.js'
import { argumentError, checkKeys } from '../validate.js'
import { checkPixels, type Pixels } from './pixels.js'

export interface PerceptualHash {
  /** 64 bits as 16 hexadecimal digits, the first bit highest: what `str(imagehash.phash(image))` gives. */
  phash: string
  /**
   * The picture has one grey value when it is shrunk to 32 x 32. All such pictures of one shade share their hash, so
   * equality of hashes says nothing about them.
   */
  isFlat: boolean
}

/**
 * The perceptual hash of a picture, equal to imagehash.phash 4.3 with its defaults; alpha is composited on white.
 *
 * bit[i, j] = DCT[i, j] > median(DCT[0..8, 0..8]) of the picture in Pillow's grey, resized to 32 x 32 with Lanczos
 *
 * @param pixels   above 4 MiB its array is borrowed: do not write to it until the promise settles
 * @throws ShapeError   if the array does not fit the sizes
 * @remarks Equal bit for bit also where a symmetry makes half the coefficients zero and rounding decides their bits: the
 *   transform adds in SciPy's order. Two pictures with few different bits look alike; see `hammingJoin`.
 * @see Zauner 2010, Implementation and benchmarking of perceptual image hash functions; docs/numerics.md
 */
export async function perceptualHash(
  pixels: Pixels,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<PerceptualHash> {
  checkKeys('options', options, ['signal'])
  checkPixels('pixels', pixels)
  const { hashes, isFlat } = await callNative((call) => native().perceptualHash([pixels], call), {
    threads: 1,
    signal: options.signal,
  })
  return { phash: formatPhash(hashes[0]!), isFlat: isFlat[0] === 1 }
}

/** 64 bits as 16 hexadecimal digits. */
export function formatPhash(hash: bigint): string {
  return hash.toString(16).padStart(16, '0')
}

/** The 64 bits of 16 hexadecimal digits, upper or lower case. */
export function parsePhash(phash: string): bigint {
  if (typeof phash !== 'string' || !/^[0-9a-fA-F]{16}$/.test(phash)) {
    throw argumentError('phash', '16 hexadecimal digits', phash)
  }
  return BigInt(`0x${phash}`)
}
