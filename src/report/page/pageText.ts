import type { ReportData, ShownRow } from '../reportData.js'
import { escapedJson } from './escapeJson.js'
import type { PageParts } from './pageParts.js'

/** Rows and pictures that a page parses at once. */
const ROWS_PER_BLOCK = 128
const PICTURES_PER_BLOCK = 32

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
  yield block('report', '', report)
  for (let i = 0; i < rows.length; i += ROWS_PER_BLOCK) yield block('rows', '', rows.slice(i, i + ROWS_PER_BLOCK))
  const all = [...pictures]
  for (let i = 0; i < all.length; i += PICTURES_PER_BLOCK) {
    const some = all.slice(i, i + PICTURES_PER_BLOCK)
    const urls = some.map(([row, bytes]) => [row, `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`])
    const names = ` data-rows="${some.map(([row]) => row).join(' ')}"`
    yield block('pictures', names, Object.fromEntries(urls))
  }
  yield tail
}

function block(name: string, attributes: string, value: unknown): string {
  return `<script type="application/json" class="${name}"${attributes}>${escapedJson(value)}</script>\n`
}
