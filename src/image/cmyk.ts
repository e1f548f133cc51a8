import { Breather } from '../concurrency.js'

const SLICE = 1 << 15

/**
 * CMYK to RGB as Pillow does it, without a colour profile.
 *
 * rgb = (255 - k) - round(cmy * (255 - k) / 255), rounding halves up in Pillow's integer form
 *
 * @param cmyk   [n, 4] samples, 255 = full ink
 * @returns      [n, 3]
 * @see Pillow, src/libImaging/Convert.c, cmyk2rgb and MULDIV255
 */
export async function cmykToRgb(cmyk: Uint8Array): Promise<Uint8Array> {
  const pixels = cmyk.length / 4
  const rgb = new Uint8Array(pixels * 3)
  const breather = new Breather(2)
  for (let begin = 0; begin < pixels; begin += SLICE) {
    if (breather.isDue) await breather.breathe()
    const end = Math.min(begin + SLICE, pixels)
    for (let i = begin; i < end; i++) {
      const white = 255 - cmyk[4 * i + 3]!
      for (let c = 0; c < 3; c++) {
        const product = cmyk[4 * i + c]! * white + 128
        rgb[3 * i + c] = white - (((product >> 8) + product) >> 8)
      }
    }
  }
  return rgb
}
