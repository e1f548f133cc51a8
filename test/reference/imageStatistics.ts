import type { ImageStatistics } from '../../src/image/imageStatistics.js'
import type { Pixels } from '../../src/image/pixels.js'

/** The counts of a picture as their definitions read, pixel by pixel. */
export function imageStatisticsSlowly(pixels: Pixels, contrast: number): ImageStatistics {
  const { width, height } = pixels
  const colours = Array.from({ length: width * height }, (_, i) => colourAt(pixels, i))
  const grey = colours.map(([r, g, b]) => Math.floor((19595 * r + 38470 * g + 7471 * b + 2 ** 15) / 2 ** 16))
  const greys = new Uint32Array(256)
  for (const value of grey) greys[value]!++

  let background = 0
  const fullness = (begin: number) => greys.subarray(begin, begin + 8).reduce((sum, count) => sum + count, 0)
  for (let begin = 0; begin <= 248; begin++) if (fullness(begin) >= fullness(background)) background = begin
  const isInk = grey.map((value) => value < background - contrast || value > background + 7 + contrast)

  const rows = Array.from({ length: height }, (_, y) => isInk.slice(y * width, (y + 1) * width))
  const columns = Array.from({ length: width }, (_, x) => rows.map((row) => row[x]!))
  const cells = new Set(colours.map(([r, g, b]) => ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)))
  return {
    greys,
    colors: cells.size,
    rowInk: Uint16Array.from(rows, countInk),
    rowRun: Uint16Array.from(rows, longestRun),
    columnInk: Uint16Array.from(columns, countInk),
    columnRun: Uint16Array.from(columns, longestRun),
  }
}

const countInk = (line: readonly boolean[]) => line.filter((ink) => ink).length

const longestRun = (line: readonly boolean[]) =>
  Math.max(
    ...line
      .map((ink) => (ink ? '#' : ' '))
      .join('')
      .split(' ')
      .map((run) => run.length),
  )

/** R, G, B over white; 255 v = v * alpha + 255 * (255 - alpha), rounded to the nearest. */
function colourAt({ data, channels }: Pixels, pixel: number): [number, number, number] {
  const samples = [...data.subarray(pixel * channels, (pixel + 1) * channels)]
  const alpha = channels % 2 === 0 ? samples.pop()! : 255
  const over = samples.map((value) => Math.floor((value * alpha + 255 * (255 - alpha)) / 255 + 0.5))
  return [over[0]!, over[1] ?? over[0]!, over[2] ?? over[0]!]
}
