import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** A picture with a structure of its own, the same for the same seed: a few grey rectangles on white. */
export async function picture(seed: number, format: 'png' | 'webp' = 'png', scale = 1): Promise<Buffer> {
  const [width, height] = [64, 48]
  const data = Buffer.alloc(width * height * 3, 255)
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  const next = (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0
    return state % below
  }
  for (let box = 0; box < 9; box++) {
    const [x, y, grey] = [next(width - 16), next(height - 12), next(256)]
    const [w, h] = [4 + next(12), 4 + next(8)]
    for (let row = y; row < y + h; row++) data.fill(grey, (row * width + x) * 3, (row * width + x + w) * 3)
  }
  const image = sharp(data, { raw: { width, height, channels: 3 } })
  if (scale !== 1) image.resize(width * scale, height * scale, { kernel: 'nearest' })
  return format === 'png' ? image.png().toBuffer() : image.webp({ lossless: true }).toBuffer()
}

export interface MadeRow {
  [key: string]: unknown
  image?: string
}

/** A JSONL dataset of `rows` different figures, with its images in `images/`. */
export async function makeFigures(folder: string, rows: number, name = 'figures.jsonl'): Promise<string> {
  await mkdir(join(folder, 'images'), { recursive: true })
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    await writeFile(join(folder, 'images', `f${row}.png`), await picture(row))
    lines.push(JSON.stringify({ id: `f${row}`, image: `images/f${row}.png`, caption: `Figure ${row} of the tests` }))
  }
  return writeRows(folder, lines, name)
}

export async function writeRows(
  folder: string,
  rows: readonly (string | MadeRow)[],
  name = 'figures.jsonl',
): Promise<string> {
  const path = join(folder, name)
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
  await writeFile(path, lines.map((line) => `${line}\n`).join(''))
  return path
}

export function parseRows(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
