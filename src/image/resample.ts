import { callNative, native } from '../binding.js'
import { type Device, resolveDevice, resolveThreads } from '../device.js'
import { FigsiftError } from '../errors.js'
import { checkInteger, checkKeys, checkOneOf } from '../validate.js'
import { checkSamples, MAX_SIDE } from './pixels.js'

/** Filters, in the order of FsFilter in native/backends/backend.h. */
export const RESAMPLE_FILTERS = ['box', 'bilinear', 'hamming', 'bicubic', 'lanczos'] as const

export type ResampleFilter = (typeof RESAMPLE_FILTERS)[number]

export interface ResampleOptions {
  /** Size of the input in pixels, 1 to 2^20. */
  width: number
  height: number
  /** 1 to 4 samples per pixel, each resized on its own. */
  channels: number
  /** Size of the resized picture in pixels, 1 to 2^24. */
  toWidth: number
  toHeight: number
  filter: ResampleFilter
  /** A window of the resized picture, in its pixels: only that is computed and returned. Default: all of it. */
  keep?: { x: number; y: number; width: number; height: number }
  threads?: number
  /** `auto` is the processor: a picture takes longer to reach a GPU than to be resized (docs/cuda.md#pictures). */
  device?: Device
  signal?: AbortSignal | undefined
}

/** The longest side of a resized picture; kMaxResampleTo in native/kernels/resample. */
const MAX_TO_SIDE = 2 ** 24
/** What one call may return. */
const MAX_BYTES = 2 ** 31 - 1

const OPTIONS = ['width', 'height', 'channels', 'toWidth', 'toHeight', 'filter', 'keep', 'threads', 'device', 'signal']

/**
 * Resizes 8-bit pixels to the bytes that Pillow's `Image.resize` gives, for every size and filter.
 *
 * out = clip8((2^21 + sum of weight * sample) >> 22) along x, then along y; filters are stretched when shrinking
 * (antialiased), and weights are rounded to 22 bits.
 *
 * @param pixels   [height, width, channels] bytes; above 4 MiB the array is borrowed: do not write to it until the
 *   promise settles, and its buffer can no longer be transferred
 * @param options   sizes, `filter`, and `keep` to crop (the crop keeps the weights of the full-size result, unlike
 *   Pillow's `resize(box=)`)
 * @returns   [toHeight, toWidth, channels] bytes, or [keep.height, keep.width, channels]
 * @throws ShapeError   if `pixels` has another length than its sizes say
 * @throws ArgumentError   if an option is missing, out of range or unknown
 * @throws FigsiftError   LIMIT_EXCEEDED if the result has more than 2^31 - 1 bytes, or 2^20 pixels a side
 * @remarks Channels do not see one another: for a picture with alpha, Pillow's RGBA premultiplies and this does not.
 * @see Pillow 9.4, src/libImaging/Resample.c; docs/numerics.md
 */
export async function resample(pixels: Uint8Array, options: ResampleOptions): Promise<Uint8Array> {
  checkKeys('options', options, OPTIONS)
  const { width, height, channels, toWidth, toHeight, filter, signal } = options
  checkSamples('pixels', pixels, { width, height, channels })
  checkInteger('toWidth', toWidth, 1, MAX_TO_SIDE)
  checkInteger('toHeight', toHeight, 1, MAX_TO_SIDE)
  checkOneOf('filter', filter, RESAMPLE_FILTERS)
  const threads = resolveThreads(options.threads)
  const device = resolveDevice(options.device, 0)

  const keep = options.keep ?? { x: 0, y: 0, width: toWidth, height: toHeight }
  checkKeys('keep', keep, ['x', 'y', 'width', 'height'])
  checkInteger('keep.width', keep.width, 1, toWidth)
  checkInteger('keep.height', keep.height, 1, toHeight)
  checkInteger('keep.x', keep.x, 0, toWidth - keep.width)
  checkInteger('keep.y', keep.y, 0, toHeight - keep.height)
  const bytes = keep.width * keep.height * channels
  if (bytes > MAX_BYTES || keep.width > MAX_SIDE || keep.height > MAX_SIDE) {
    throw new FigsiftError(
      'LIMIT_EXCEEDED',
      `Expected a result of at most ${MAX_BYTES} bytes and ${MAX_SIDE} pixels a side but [${keep.height}, ${keep.width}, ${channels}] has ${bytes}. ` +
        'Resize to a smaller size, or take it in windows with `keep`.',
    )
  }

  const image = { data: pixels, width, height, channels }
  const job = {
    toWidth,
    toHeight,
    keepX: keep.x,
    keepY: keep.y,
    keepWidth: keep.width,
    keepHeight: keep.height,
    filter: RESAMPLE_FILTERS.indexOf(filter),
  }
  return callNative((call) => native().resample(image, job, { ...call, device }), { threads, signal })
}
