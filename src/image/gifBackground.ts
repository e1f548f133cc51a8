import { Breather } from '../concurrency.js'

/** Where the first frame of a GIF lies on its canvas, and the colour that is painted around it. */
interface FirstFrame {
  left: number
  top: number
  width: number
  height: number
  background: readonly [number, number, number]
}

/**
 * Paints what the first frame of an opaque GIF leaves of its canvas in the frame's colour 0, as Pillow does; libvips
 * leaves it black. (The format has a background colour for it, which Pillow does not use and browsers show as nothing.)
 *
 * @param file   the GIF file, which was decoded before, so that its structure holds
 * @param rgb    [height, width, 3] canvas, painted in place
 */
export async function paintGifBackground(file: Buffer, rgb: Uint8Array, width: number, height: number): Promise<void> {
  const frame = firstFrame(file)
  if (frame === undefined || (frame.width >= width && frame.height >= height)) return
  const row = Buffer.alloc(width * 3, Buffer.from(frame.background))
  const paint = (y: number, begin: number, end: number) => {
    if (begin < end) rgb.set(row.subarray(0, (end - begin) * 3), (y * width + begin) * 3)
  }
  const breather = new Breather()
  for (let y = 0; y < height; y++) {
    if (breather.isDue) await breather.breathe()
    if (y < frame.top || y >= frame.top + frame.height) paint(y, 0, width)
    else {
      paint(y, 0, Math.min(frame.left, width))
      paint(y, frame.left + frame.width, width)
    }
  }
}

/** @see GIF89a, sections 18 (logical screen), 20 (image descriptor) and 23 to 26 (extensions) */
function firstFrame(file: Buffer): FirstFrame | undefined {
  if (file.length < 13) return undefined
  const flags = file[10]!
  const hasTable = (flags & 0x80) !== 0
  let at = 13 + (hasTable ? 3 * (2 << (flags & 7)) : 0)
  while (file[at] === 0x21) {
    at += 2
    while (at < file.length && file[at] !== 0) at += 1 + file[at]!
    at++
  }
  if (file[at] !== 0x2c || at + 13 > file.length) return undefined
  const hasOwnTable = (file[at + 9]! & 0x80) !== 0
  if (!hasTable && !hasOwnTable) return undefined
  const colours = hasOwnTable ? at + 10 : 13
  return {
    left: file.readUInt16LE(at + 1),
    top: file.readUInt16LE(at + 3),
    width: file.readUInt16LE(at + 5),
    height: file.readUInt16LE(at + 7),
    background: [file[colours]!, file[colours + 1]!, file[colours + 2]!],
  }
}
