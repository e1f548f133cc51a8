import sharp from 'sharp'
import type { Pixels } from '../image/pixels.js'
import { OCR_MAX_SIDE, OCR_MAX_UPSCALE, OCR_MIN_SIDE } from './ocrSettings.js'

/**
 * What the OCR engine gets to see of a figure: the figure upright, and turned clockwise by a quarter, since the label of
 * a y axis is written upwards and the engine reads level lines only. Each is composited on white, its longest side
 * brought to OCR_MIN_SIDE to OCR_MAX_SIDE pixels (bicubic), grey, a binary PGM in shared memory.
 *
 * Grey found as much as colour on real figures in less time (`docs/numerics.md`). PGM costs nothing to write and little
 * to read: PNG at level 0 took 9 % longer in all, and tesseract.js converts a BMP byte by byte in JavaScript.
 */
export async function ocrPictures(pixels: Pixels): Promise<Uint8Array[]> {
  const { width, height, channels } = pixels
  const scale = ocrScale(width, height)
  const toWidth = Math.max(1, Math.round(width * scale))
  const toHeight = Math.max(1, Math.round(height * scale))
  const raw = Buffer.from(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength)
  let image = sharp(raw, { raw: { width, height, channels }, limitInputPixels: false })
  if (channels === 2 || channels === 4) image = image.flatten({ background: '#ffffff' })
  if (toWidth !== width || toHeight !== height) {
    image = image.resize(toWidth, toHeight, { fit: 'fill', kernel: 'cubic' })
  }
  const upright = await image.toColourspace('b-w').raw().toBuffer()
  const turned = await sharp(upright, {
    raw: { width: toWidth, height: toHeight, channels: 1 },
    limitInputPixels: false,
  })
    .rotate(90)
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  return [pgm(upright, toWidth, toHeight), pgm(turned, toHeight, toWidth)]
}

function pgm(samples: Buffer, width: number, height: number): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1')
  const picture = new Uint8Array(new SharedArrayBuffer(header.length + samples.length))
  picture.set(header)
  picture.set(samples, header.length)
  return picture
}

/** Factor by which a picture is made larger or smaller before it is read. */
export function ocrScale(width: number, height: number): number {
  const longest = Math.max(width, height)
  if (longest > OCR_MAX_SIDE) return OCR_MAX_SIDE / longest
  return Math.max(1, Math.min(OCR_MIN_SIDE / longest, OCR_MAX_UPSCALE))
}
