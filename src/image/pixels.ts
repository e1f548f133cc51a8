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
