import { clipped } from '../clipped.js'
import type { ReportData, ShownRow } from '../reportData.js'
import { escapedJson } from './escapeJson.js'
import type { PageParts } from './pageParts.js'

/** Rows and pictures that a page parses at once. */
const ROWS_PER_BLOCK = 128
const PICTURES_PER_BLOCK = 32

/** Most texts are names. */
const MAX_CHARS = 1000
/** Captions, the recipe and settings are there to be read as a whole, within reason. */
const WHOLE_TEXTS: ReadonlySet<string> = new Set(['text', 'settings', 'expression'])
const MAX_WHOLE_CHARS = 1 << 16

/** Pictures as WebP, by row. */
export type Pictures = ReadonlyMap<number, Uint8Array>

/** The file in pieces: the page, and between its head and its scripts the data as JSON. */
export function* pageText(
  { head, tail }: PageParts,
  report: ReportData,
  rows: readonly ShownRow[],
  pictures: Pictures,
): Generator<string, void, undefined> {
  yield head
  yield block('report', '', bounded(report))
  for (let i = 0; i < rows.length; i += ROWS_PER_BLOCK) {
    yield block('rows', '', bounded(rows.slice(i, i + ROWS_PER_BLOCK)))
  }
  const all = [...pictures]
  for (let i = 0; i < all.length; i += PICTURES_PER_BLOCK) {
    const some = all.slice(i, i + PICTURES_PER_BLOCK)
    const urls = some.map(([row, bytes]) => [row, `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`])
    const names = ` data-rows="${some.map(([row]) => row).join(' ')}"`
    yield block('pictures', names, Object.fromEntries(urls))
  }
  yield tail
}

/**
 * With every text cut: a subject, a code or the id of a rule may have a megabyte as well as a caption, and a browser takes
 * minutes to lay it out.
 */
function bounded<T>(value: T): T {
  return mapTexts(value, '') as T
}

function mapTexts(value: unknown, key: string): unknown {
  if (typeof value === 'string') return clipped(value, WHOLE_TEXTS.has(key) ? MAX_WHOLE_CHARS : MAX_CHARS)
  if (Array.isArray(value)) return value.map((one: unknown) => mapTexts(one, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one, name)]))
}

function block(name: string, attributes: string, value: unknown): string {
  return `<script type="application/json" class="${name}"${attributes}>${escapedJson(value)}</script>\n`
}
