import { type ErrorDetails, FigsiftError } from '../errors.js'
import { shown } from './confinedPath.js'
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

export function unsupported(file: ImageFile, samples: string): FigsiftError {
  const message =
    `Expected grey, RGB or CMYK samples of at most 16 bits but ${subject(file)} has ${samples}, ` +
    'whose black and white are not agreed. Convert it to an 8-bit or 16-bit PNG with the range that shows the content.'
  return new FigsiftError('UNSUPPORTED_FORMAT', message, details(file))
}

/** Rethrows what the decoder said as one of ours. */
export function decoderError(file: ImageFile, cause: unknown): never {
  if (cause instanceof FigsiftError) throw cause
  const said = oneLine(cause)
  if (/out of memory|unable to allocate|cannot allocate/i.test(said)) {
    throw new FigsiftError(
      'OUT_OF_MEMORY',
      `Expected memory to decode ${subject(file)} but ${said}.`,
      details(file, cause),
    )
  }
  throw corrupt(file, said, cause)
}

/** The decoder's own words: one line, bounded, nothing that moves a terminal's cursor. */
export function oneLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  const line = text
    .replace(/^Input buffer has corrupt header:\s*/, '')
    .split('\n')
    .map((part) => part.trim())
    .find((part) => part.length > 0)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  return (line ?? 'the decoder gave no reason').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, 160)
}
