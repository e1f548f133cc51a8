import sharp from 'sharp'
import { decodeImage } from '../image/decode.js'
import type { Pixels } from '../image/pixels.js'
import { type ReadImageOptions, readImage } from '../image/readImage.js'
import type { TarMember } from '../tarMember.js'

/** A picture small enough to be carried by the thousand. */
export interface Thumbnail {
  /** WebP. */
  bytes: Buffer
  width: number
  height: number
}

/** What most thumbnails stay below; a thousand then make a file of about 13 MB. */
export const MAX_THUMBNAIL_BYTES = 10_000
/** Longest side in pixels and quality of each attempt, the best first. The last is taken whatever it weighs. */
const ATTEMPTS = [
  [360, 72],
  [288, 68],
  [256, 58],
  [224, 46],
  [176, 38],
] as const
/** A strip gets a longer side for its lost area, up to this many times. */
const MAX_STRETCH = 1.8

/**
 * A small WebP of a figure on white, made anew from its pixels: nothing of a stranger's file is in it.
 *
 * @throws FigsiftError what reading and decoding an image throws
 */
export async function makeThumbnail(
  source: string | Uint8Array | TarMember,
  options: ReadImageOptions,
): Promise<Thumbnail> {
  const file = await readImage(source, options)
  const pixels = await decodeImage(file, { signal: options.signal })
  let from = await resized(pixels, ATTEMPTS[0][0])
  for (const [side, quality] of ATTEMPTS) {
    if (side !== ATTEMPTS[0][0]) from = await resized(from, side)
    const raw = { raw: { width: from.width, height: from.height, channels: from.channels } }
    const bytes = await sharp(from.data, raw).webp({ quality, effort: 3 }).toBuffer()
    if (bytes.length <= MAX_THUMBNAIL_BYTES || side === ATTEMPTS.at(-1)![0]) {
      return { bytes, width: from.width, height: from.height }
    }
  }
  throw new Error('unreachable')
}

async function resized(pixels: Pick<Pixels, 'data' | 'width' | 'height' | 'channels'>, side: number) {
  const { width, height, channels } = pixels
  const aspect = Math.max(width, height) / Math.min(width, height)
  const box = Math.round(side * Math.min(MAX_STRETCH, Math.max(1, Math.sqrt(aspect / 1.5))))
  const { data, info } = await sharp(pixels.data, { raw: { width, height, channels }, limitInputPixels: false })
    .flatten({ background: '#ffffff' })
    .resize({ width: box, height: box, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
}
