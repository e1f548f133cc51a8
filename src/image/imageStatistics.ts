import { callNative, native } from '../binding.js'
import { checkInteger, checkKeys } from '../validate.js'
import { checkPixels, type Pixels } from './pixels.js'

/**
 * What the pixels of a picture are like, in counts. Ink is what differs from the picture's background; its counts stop
 * at 65 535.
 */
export interface ImageStatistics {
  /** [256] pixels of each grey value. */
  greys: Uint32Array
  /** Distinct colours at 5 bits per channel, 1 to 32 768. */
  colors: number
  /** [height] pixels of ink in each row, and of its longest unbroken stretch. */
  rowInk: Uint16Array
  rowRun: Uint16Array
  /** [width] pixels of ink in each column, and of its longest unbroken stretch. */
  columnInk: Uint16Array
  columnRun: Uint16Array
}

export interface ImageStatisticsOptions {
  /** Grey values by which ink differs at least from all greys of the background, less one. Default: 48. */
  contrast?: number
  signal?: AbortSignal | undefined
}

/** Lines of a light grid and noise of JPEG are no ink; print of medium grey is. */
const DEFAULT_CONTRAST = 48

/**
 * Counts grey values, colours and ink of a picture; alpha is composited on white.
 *
 * Grey is Pillow's, L = (19595 R + 38470 G + 7471 B + 2^15) >> 16. The background is the fullest run of 8 grey values,
 * the lightest of equally full ones; a pixel is ink when its grey lies more than `contrast` outside that run.
 *
 * @param pixels   above 4 MiB its array is borrowed: do not write to it until the promise settles
 * @throws ShapeError   if the array does not fit the sizes
 */
export async function imageStatistics(pixels: Pixels, options: ImageStatisticsOptions = {}): Promise<ImageStatistics> {
  checkKeys('options', options, ['contrast', 'signal'])
  checkPixels('pixels', pixels)
  const { contrast = DEFAULT_CONTRAST, signal } = options
  checkInteger('contrast', contrast, 0, 255)
  return callNative((call) => native().imageStatistics(pixels, { contrast }, call), { threads: 1, signal })
}
