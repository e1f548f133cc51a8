import { createHash, webcrypto } from 'node:crypto'
import { Breather } from '../concurrency.js'
import { canonicalPixels } from './canonicalPixels.js'
import type { Pixels } from './pixels.js'

/** Pixels per block of the digest. Part of its definition: changing it changes every digest. */
const BLOCK_PIXELS = 1 << 18
/** Blocks under way: bounds the copies that are in memory besides the picture. */
const MAX_PENDING = 4

/**
 * Digest of what a picture shows, whatever file it came in.
 *
 * The picture is brought to one form: RGB when it is opaque, else RGBA with colour 0 where alpha is 0, since encoders
 * change that colour freely and nobody sees it. Grey is spread to RGB. The samples are cut into blocks of 2^18 pixels, and
 *
 * digest = SHA-256("figsift pixels 1\n" width "x" height "x" channels "\n" SHA-256(block 0) SHA-256(block 1) …)
 *
 * with decimal numbers and binary inner digests: the blocks are hashed on other threads, side by side.
 *
 * @returns   64 hex digits. Equal pictures in PNG (grey, RGB, palette, opaque RGBA) and lossless WebP have equal digests
 * @remarks   two pictures that differ only in the colour of invisible pixels are equal here, though `alpha: 'drop'`
 *            would show the difference
 */
export async function pixelDigest(pixels: Pixels): Promise<string> {
  const { width, height, isOpaque } = pixels
  const total = width * height
  const outer = createHash('sha256').update(`figsift pixels 1\n${width}x${height}x${isOpaque ? 3 : 4}\n`)
  const breather = new Breather()
  const pending: Promise<ArrayBuffer>[] = []
  const takeOne = async () => void outer.update(new Uint8Array(await pending.shift()!))
  for (let begin = 0; begin < total; begin += BLOCK_PIXELS) {
    if (breather.isDue) await breather.breathe()
    if (pending.length === MAX_PENDING) await takeOne()
    const block = canonicalPixels(pixels, begin, Math.min(begin + BLOCK_PIXELS, total))
    const digest = webcrypto.subtle.digest('SHA-256', block)
    // A failure is reported when its turn comes; until then it must not count as unhandled.
    digest.catch(() => {})
    pending.push(digest)
  }
  while (pending.length > 0) await takeOne()
  return outer.digest('hex')
}
