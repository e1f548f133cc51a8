import type { ImageStatistics } from '../../image/imageStatistics.js'
import { lengthOf, type Stretch, stretches } from './stretches.js'

/** A rule goes on over at least this share of the content without a break. */
const RULE_SHARE = 0.5
/** A rule is at most this thick, or a share of the content; what is thicker is a bar or a filled area. */
const RULE_PIXELS = 3
const RULE_THICKNESS = 1 / 64
/** Lines of a table are at most this many times as high as the middle one: a cell of three lines of text. */
const EVEN_LINES = 3
/** Strokes of letters and their neighbours go on for at most this many line heights. */
const STROKE_HEIGHTS = 3
/** Up to this many line heights of ink may cross a gutter: a header with a fill, a title over several columns. */
const CROSSING_HEIGHTS = 4
/** A gutter is at least this many line heights wide; a space within a cell is narrower. */
const GUTTER_HEIGHTS = 0.5

/**
 * How much a picture is laid out like a table, from 0 to 1: lines of text of one height, blank or ruled between, in two or
 * more columns, and little else.
 *
 * (1 - tallest line / height) x share of line heights up to 3 times the middle one x share of their rows without long
 * strokes; 0 with fewer than two lines or without a gutter. Lines are stretches of rows with ink beyond that of upright
 * rules; rules are thin and go on over half of the content; a gutter is a stretch of columns in which next to no line
 * has ink. Everything is taken of the content: the box around all ink.
 *
 * @remarks Knows no letters: a list in columns, a form or a screen full of them scores like a table, a table whose
 *   lines touch, that is turned on its side or lies within a larger picture does not. Measured in docs/signals.md.
 */
export function tableScore({ rowInk, rowRun, columnInk, columnRun }: ImageStatistics): number {
  const rows = contentOf(rowInk)
  const columns = contentOf(columnInk)
  if (rows === undefined || columns === undefined) return 0
  const [height, width] = [lengthOf(rows), lengthOf(columns)]
  const flat = rulesOf(rowRun, rows, width)
  const upright = rulesOf(columnRun, columns, height)

  const [flatRows, uprightColumns] = [count(flat), count(upright)]

  const lines = stretches(rows.begin, rows.end, (y) => flat[y] === 0 && rowInk[y]! > uprightColumns)
  if (lines.length < 2) return 0
  const heights = lines.map(lengthOf)
  const tallest = heights.reduce((most, each) => Math.max(most, each), 0)
  const middle = median(heights)
  const crossing = flatRows + Math.min(tallest, CROSSING_HEIGHTS * middle)
  const blocks = stretches(columns.begin, columns.end, (x) => upright[x] === 0 && columnInk[x]! > crossing)
  const hasGutter = blocks.some(({ begin }, i) => i > 0 && begin - blocks[i - 1]!.end >= GUTTER_HEIGHTS * middle)
  if (!hasGutter) return 0

  const total = sum(heights)
  const even = sum(heights.filter((each) => each <= EVEN_LINES * middle)) / total
  let plain = 0
  for (const { begin, end } of lines) {
    for (let y = begin; y < end; y++) if (rowRun[y]! <= STROKE_HEIGHTS * middle) plain++
  }
  return (1 - tallest / height) * even * (plain / total)
}

/** From the first place with ink to the last; undefined where there is none. */
function contentOf(ink: Uint16Array): Stretch | undefined {
  const begin = ink.findIndex((value) => value > 0)
  return begin < 0 ? undefined : { begin, end: ink.findLastIndex((value) => value > 0) + 1 }
}

/** 1 where a rule lies: places that are inked without a break over half of what lies across, and only few together. */
function rulesOf(run: Uint16Array, content: Stretch, across: number): Uint8Array {
  const rules = new Uint8Array(run.length)
  const thickest = Math.max(RULE_PIXELS, lengthOf(content) * RULE_THICKNESS)
  for (const rule of stretches(content.begin, content.end, (place) => run[place]! >= RULE_SHARE * across)) {
    if (lengthOf(rule) <= thickest) rules.fill(1, rule.begin, rule.end)
  }
  return rules
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const count = (marks: Uint8Array): number => marks.reduce((total, mark) => total + mark, 0)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
