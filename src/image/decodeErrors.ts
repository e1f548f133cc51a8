import { type ErrorDetails, FigsiftError } from '../errors.js'
import { shown } from './confinedPath.js'
import { MAX_SIDE } from './pixels.js'
import type { ImageFile } from './readImage.js'

/** How a message names the image. */
export function subject(file: ImageFile): string {
  const name = file.name ?? file.path
  return name === undefined ? `the ${file.format.toUpperCase()} image given as bytes` : shown(name)
}

export function details(file: ImageFile, cause?: unknown): ErrorDetails {
  const name = file.name ?? file.path
  return { ...(name !== undefined && { file: name }), ...(cause !== undefined && { cause }) }
}

export function corrupt(file: ImageFile, reason: string, cause?: unknown): FigsiftError {
  const message = `Expected a whole ${file.format.toUpperCase()} image but ${subject(file)} is truncated or damaged (${reason}). Fetch it again.`
  return new FigsiftError('IMAGE_CORRUPT', message, details(file, cause))
}

export function tooLarge(file: ImageFile, width: number, height: number, maxPixels: number): FigsiftError {
  const message =
    `Expected at most ${maxPixels} pixels but ${subject(file)} has ${width} x ${height} = ${width * height}. ` +
    'Scale it down, or raise `maxPixels` if the picture is meant to be that large.'
  return new FigsiftError('IMAGE_TOO_LARGE', message, details(file))
}

export function tooLong(file: ImageFile, width: number, height: number): FigsiftError {
  const message =
    `Expected at most ${MAX_SIDE} pixels a side but ${subject(file)} is ${width} x ${height}. ` +
    'Cut it into pieces, or scale it down.'
  return new FigsiftError('IMAGE_TOO_LARGE', message, details(file))
}

export function unsupported(file: ImageFile, samples: string): FigsiftError {
  const message =
    `Expected grey, RGB or CMYK samples of at most 16 bits but ${subject(file)} has ${samples}, ` +
    'whose black and white are not agreed. Convert it to an 8-bit or 16-bit PNG with the range that shows the content.'
  return new FigsiftError('UNSUPPORTED_FORMAT', message, details(file))
}

/**
 * Rethrows what the decoder said as one of ours.
 *
 * Its words stay out of the message, and only tell a want of memory: libvips keeps them in one place for all
 * threads, so with several pictures under way they can be those of another picture, and differ from run to run.
 *
 * @param reason   what was tried, in our words
 */
export function decoderError(file: ImageFile, reason: string, cause: unknown): never {
  if (/out of memory --- size ==/.test(String(cause))) {
    throw new FigsiftError(
      'OUT_OF_MEMORY',
      `Expected memory to decode ${subject(file)} but there was not enough.`,
      details(file, cause),
    )
  }
  throw corrupt(file, reason, cause)
}
