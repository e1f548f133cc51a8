import type { RecordEnds } from './rawRecord.js'

const QUOTE = 0x22
const COMMA = 0x2c
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** In which part of a cell the reader is. */
type Place = 'begin' | 'bare' | 'quoted' | 'after'

/** Records of CSV end at line feeds outside quotes (RFC 4180). A quote opens a quoted cell only as its first byte. */
export class CsvEnds implements RecordEnds {
  lines = 0
  #place: Place = 'begin'

  next(chunk: Buffer, from: number): number {
    let place = this.#place
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i]
      if (byte === LINE_FEED) {
        this.lines++
        if (place !== 'quoted') {
          this.#place = 'begin'
          return i
        }
      } else if (place === 'quoted') {
        if (byte === QUOTE) place = 'after'
      } else if (byte === COMMA) place = 'begin'
      else if (place === 'begin') place = byte === QUOTE ? 'quoted' : 'bare'
      // A second quote right after a closing one is a quote inside the cell.
      else if (place === 'after') place = byte === QUOTE ? 'quoted' : 'after'
    }
    this.#place = place
    return -1
  }
}

/** One cell by the offsets of its bytes, quotes included. */
export interface CsvCell {
  begin: number
  end: number
  isQuoted: boolean
}

/** The record's length without the carriage return of a CRLF line end. */
export function contentLength(bytes: Buffer): number {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length
}

/** The cells of one record, or the reason why its quoting cannot be read. */
export function csvCells(bytes: Buffer): { cells: CsvCell[] } | { problem: string } {
  const length = contentLength(bytes)
  const cells: CsvCell[] = []
  let at = 0
  while (true) {
    const begin = at
    const isQuoted = bytes[at] === QUOTE && at < length
    if (isQuoted) {
      at++
      while (at < length && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE)) at += bytes[at] === QUOTE ? 2 : 1
      if (at >= length) return { problem: `a quote in cell ${cells.length + 1} that is never closed` }
      at++
      if (at < length && bytes[at] !== COMMA)
        return { problem: `text after the closing quote of cell ${cells.length + 1}` }
    } else {
      while (at < length && bytes[at] !== COMMA) at++
    }
    cells.push({ begin, end: at, isQuoted })
    if (at >= length) return { cells }
    at++
  }
}

/** A cell's text; an empty one without quotes is null, as DuckDB and pandas read it. */
export function cellText(bytes: Buffer, { begin, end, isQuoted }: CsvCell): string | null {
  if (!isQuoted) return begin === end ? null : bytes.toString('utf8', begin, end)
  return bytes.toString('utf8', begin + 1, end - 1).replaceAll('""', '"')
}

/** Text as a cell: quoted only where it must be; null is the empty cell, an empty text a quoted one. */
export function csvCell(text: string | null): string {
  if (text === null) return ''
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The bytes of a record with cells added at its end; every other byte stays, the carriage return included.
 *
 * @param ours cells as CSV text without the leading comma; undefined adds nothing
 * @param remove positions of cells that are cut out first, each with one comma
 */
export function spliceCsv(bytes: Buffer, ours: string | undefined, remove?: ReadonlySet<number>): Buffer {
  const length = contentLength(bytes)
  const lineEnd = bytes.subarray(length)
  let rest = bytes.subarray(0, length)
  let isEmpty = false
  if (remove !== undefined && remove.size > 0) {
    const read = csvCells(bytes)
    const cells = 'cells' in read ? read.cells.filter((_, i) => !remove.has(i)) : []
    const pieces = cells.flatMap((cell, i) => [
      ...(i === 0 ? [] : [Buffer.from(',')]),
      bytes.subarray(cell.begin, cell.end),
    ])
    rest = Buffer.concat(pieces)
    isEmpty = cells.length === 0
  }
  if (ours === undefined) return Buffer.concat([rest, lineEnd])
  return Buffer.concat([rest, Buffer.from(isEmpty ? ours : `,${ours}`), lineEnd])
}
