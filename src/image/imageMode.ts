import type { Metadata } from 'sharp'

/**
 * How an image file stores colour: 1 (black and white), L (grey), LA (grey and alpha), P (a palette of PNG or GIF), RGB, RGBA, CMYK;
 * `L;16`, `LA;16`, `RGB;16` and `RGBA;16` with 16 bits per sample; SVG for a drawing, which stores no pixels.
 */
export type ImageMode =
  | '1'
  | 'L'
  | 'LA'
  | 'P'
  | 'RGB'
  | 'RGBA'
  | 'CMYK'
  | 'L;16'
  | 'LA;16'
  | 'RGB;16'
  | 'RGBA;16'
  | 'SVG'

const OF_CHANNELS = ['L', 'LA', 'RGB', 'RGBA'] as const

/** The mode that a header tells, whatever the pixels are decoded to. */
export function imageMode({ format, space, depth, channels, isPalette, bitsPerSample }: Metadata): ImageMode {
  // A palette's colours are all that libvips shows of a GIF or a palette PNG.
  if (isPalette || format === 'gif') return 'P'
  if (space === 'cmyk') return 'CMYK'
  if (channels === 1 && bitsPerSample === 1) return '1'
  const mode = OF_CHANNELS[Math.min(4, Math.max(1, channels)) - 1]!
  return depth === 'ushort' ? `${mode};16` : mode
}
