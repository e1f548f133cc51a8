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
export function paintGifBackground(file: Buffer, rgb: Uint8Array, width: number, height: number): void {
  const frame = firstFrame(file)
  if (frame === undefined || (frame.width >= width && frame.height >= height)) return
  const paint = (y: number, begin: number, end: number) => {
    for (let x = begin; x < end; x++) rgb.set(frame.background, (y * width + x) * 3)
  }
  for (let y = 0; y < height; y++) {
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
