import { ShapeError } from '../errors.js'
import { argumentError, checkBoolean, checkInteger } from '../validate.js'

/**
 * A decoded picture: 8-bit samples, rows from top to bottom, channels interleaved, no padding between rows.
 *
 * `channels` says what they are: 1 = grey, 2 = grey and alpha, 3 = RGB, 4 = RGB and alpha. Alpha is not
 * premultiplied; 0 is transparent, 255 opaque.
 */
export interface Pixels {
  /** [height, width, channels]; `data.length === height * width * channels`. */
  data: Uint8Array
  /** In pixels, at least 1. */
  width: number
  /** In pixels, at least 1. */
  height: number
  channels: 1 | 2 | 3 | 4
  /** No alpha value below 255, or no alpha at all: the picture looks the same on any background. */
  isOpaque: boolean
}

/** The longest side of a picture that is resized; kMaxResampleFrom in native/kernels/resample. */
export const MAX_SIDE: number = 2 ** 20

/** Refuses sides, channels and byte counts that do not belong to one picture; `name` is the caller's argument. */
export function checkSamples(
  name: string,
  data: unknown,
  { width, height, channels }: { width: unknown; height: unknown; channels: unknown },
): asserts data is Uint8Array {
  if (!(data instanceof Uint8Array)) throw argumentError(name, 'a Uint8Array', data)
  checkInteger('width', width, 1, MAX_SIDE)
  checkInteger('height', height, 1, MAX_SIDE)
  checkInteger('channels', channels, 1, 4)
  const expected = width * height * channels
  if (data.length !== expected) {
    throw new ShapeError(
      `Expected [${height}, ${width}, ${channels}] = ${expected} bytes for \`${name}\` but received ${data.length}. ` +
        'Rows have no padding, and every sample is one byte.',
    )
  }
}

/** Refuses what is not a picture; `name` is the caller's argument. */
export function checkPixels(name: string, pixels: unknown): asserts pixels is Pixels {
  if (typeof pixels !== 'object' || pixels === null) throw argumentError(name, 'decoded pixels', pixels)
  const { data, isOpaque } = pixels as Pixels
  checkSamples(`${name}.data`, data, pixels as Pixels)
  checkBoolean(`${name}.isOpaque`, isOpaque)
}
