import { open } from 'node:fs/promises'

const HEAD_BYTES = 1 << 16
const NUMBER = '\\s+(-?\\d{1,9}(?:\\.\\d{1,9})?)'
const BOX = (name: string) => new RegExp(`%%${name}:${NUMBER}${NUMBER}${NUMBER}${NUMBER}`)
const BOXES = [BOX('HiResBoundingBox'), BOX('BoundingBox')]

/** Width and height in points as an EPS file declares them, at its begin or its end; undefined where it does not. */
export async function epsSize(path: string): Promise<{ width: number; height: number } | undefined> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    for (const at of [0, Math.max(0, size - HEAD_BYTES)]) {
      const bytes = Buffer.alloc(HEAD_BYTES)
      const { bytesRead } = await file.read(bytes, 0, HEAD_BYTES, at)
      const text = bytes.toString('latin1', 0, bytesRead)
      for (const box of BOXES) {
        const [x0, y0, x1, y1] = (box.exec(text) ?? []).slice(1).map(Number) as [number, number, number, number]
        if (x1 - x0 > 0 && y1 - y0 > 0) return { width: x1 - x0, height: y1 - y0 }
      }
    }
    return undefined
  } finally {
    await file.close()
  }
}
