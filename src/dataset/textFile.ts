import { Breather } from '../concurrency.js'
import { FormatError } from '../errors.js'
import { readBytes } from './byteSource.js'
import { CsvEnds, cellText, csvCells } from './csvRecords.js'
import type { Compression } from './fileKind.js'
import { isBlank, LineEnds, parseJsonLine } from './jsonLines.js'
import { type RawRecord, splitRecords } from './rawRecord.js'

/** A file of JSON lines or CSV. */
export interface TextFile {
  path: string
  format: 'jsonl' | 'csv'
  compression: Compression
  /** First part of default ids. */
  stem: string
}

/** What a raw record turned out to be: a row, an empty line, the header of a CSV file, or no row for the reason given. */
export type TextItem =
  | { kind: 'row'; raw: RawRecord; fields: Record<string, unknown> }
  | { kind: 'blank' | 'header'; raw: RawRecord }
  | { kind: 'bad'; raw: RawRecord; problem: string }

export interface ReadTextOptions {
  maxLineBytes: number
  /** Where a record begins, found in an earlier pass; only for files that are not compressed. */
  begin?: { offset: number; line: number }
  /** The header's cells, needed with `begin`. */
  header?: readonly string[] | undefined
  /** False: records are told apart from empty lines and nothing more, `fields` stay empty. True by default. */
  parse?: boolean
  onEmptyLines?: (count: number) => void
  signal?: AbortSignal | undefined
}

/** The records of a file in order, in batches; the event loop breathes between them. */
export async function* readTextFile(file: TextFile, options: ReadTextOptions): AsyncGenerator<TextItem[]> {
  const { maxLineBytes, begin, signal, parse = true } = options
  const bytes = readBytes(file.path, file.compression, {
    signal,
    ...(begin === undefined ? {} : { begin: begin.offset }),
  })
  const ends = file.format === 'csv' ? new CsvEnds() : new LineEnds()
  const breather = new Breather()
  let header = file.format === 'csv' ? options.header : []
  const read = (raw: RawRecord): TextItem => {
    if (isBlank(raw.bytes)) return { kind: 'blank', raw }
    if (header === undefined) {
      header = readHeader(file.path, raw)
      return { kind: 'header', raw }
    }
    if (!parse) return { kind: 'row', raw, fields: {} }
    const result = file.format === 'csv' ? parseCsvRecord(raw.bytes, header) : parseJsonLine(raw.bytes)
    return 'problem' in result ? { kind: 'bad', raw, problem: result.problem } : { kind: 'row', raw, ...result }
  }
  const split = splitRecords(bytes, ends, {
    file: file.path,
    maxLineBytes,
    ...(options.onEmptyLines && { onEmptyLines: options.onEmptyLines }),
    ...(begin && { begin }),
  })
  for await (const records of split) {
    let items: TextItem[] = []
    for (const raw of records) {
      items.push(read(raw))
      if (!breather.isDue) continue
      yield items
      items = []
      await breather.breathe()
    }
    if (items.length > 0) yield items
  }
}

/** The column names of a CSV header. */
export function readHeader(file: string, raw: RawRecord): readonly string[] {
  const result = csvCells(raw.bytes)
  if ('problem' in result) {
    throw new FormatError(`Expected a CSV header in ${JSON.stringify(file)} but received ${result.problem}.`, {
      file,
      line: raw.line,
    })
  }
  const names = result.cells.map((cell) => cellText(raw.bytes, cell) ?? '')
  if (names.some((name) => /\r(?!\n)/.test(name))) {
    // The whole file would be its header, and a dataset without rows no error.
    throw new FormatError(
      `Expected lines that end in LF or CRLF in ${JSON.stringify(file)} but its header holds a carriage return alone. Convert the line ends.`,
      { file, line: raw.line },
    )
  }
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) {
    throw new FormatError(
      `Expected different column names in ${JSON.stringify(file)} but received ${JSON.stringify(twice)} twice. Rename one.`,
      { file, line: raw.line },
    )
  }
  if (names.length === 1 && /[;\t]/.test(names[0]!)) {
    throw new FormatError(
      `Expected columns separated by commas in ${JSON.stringify(file)} but its header has none. Convert it to commas.`,
      { file, line: raw.line },
    )
  }
  return names
}

function parseCsvRecord(
  bytes: Buffer,
  header: readonly string[],
): { fields: Record<string, unknown> } | { problem: string } {
  const result = csvCells(bytes)
  if ('problem' in result) return result
  const { cells } = result
  if (cells.length !== header.length) {
    return { problem: `${cells.length} cells where the header has ${header.length}` }
  }
  // fromEntries defines own properties, so a column called __proto__ stays a column.
  return { fields: Object.fromEntries(cells.map((cell, i) => [header[i]!, cellText(bytes, cell)])) }
}
