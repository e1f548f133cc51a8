import type { OpenDataset } from './annotateJob.js'
import { csvCell } from './csvRecords.js'
import { jsonMembers } from './jsonMembers.js'
import { parquetText } from './parquetText.js'
import { BYTE_ORDER_MARK, type RawRecord } from './rawRecord.js'
import type { TarDataset } from './tar/tarDataset.js'
import type { TextDataset } from './textDataset.js'
import { readHeader } from './textFile.js'

/** One row of the input as it is to stand in the output, but for our columns. */
export interface ForeignRow {
  bytes: Buffer
  /** False where the input ends without a line feed. */
  hasNewline: boolean
}

/** What comes before the rows. */
export interface ForeignHead {
  /** A byte order mark that the output begins with too. */
  mark: Buffer
  /** CSV: the header record, and its cells. */
  header?: ForeignRow & { names: readonly string[] }
}

export type ForeignItem =
  | { kind: 'head'; head: ForeignHead }
  | { kind: 'rows'; rows: readonly ForeignRow[] }
  | { kind: 'bad'; raw: RawRecord }

/** Whether the rows' own bytes can be written as this format: those of samples are lines of JSON. */
export function isRawIn(dataset: OpenDataset, to: 'jsonl' | 'csv'): dataset is TextDataset | TarDataset {
  return dataset.format === to || (dataset.format === 'tar' && to === 'jsonl')
}

/** The rows of a text dataset, their bytes untouched: for output in the input's own format. */
export async function* rawRows(
  dataset: TextDataset | TarDataset,
  { parse, signal }: { parse: boolean; signal: AbortSignal | undefined },
): AsyncGenerator<ForeignItem, void, undefined> {
  let mark: Buffer | undefined
  let hasHead = false
  for await (const { file, items } of dataset.batches({ parse, signal })) {
    let rows: ForeignRow[] = []
    for (const { kind, raw } of items) {
      mark ??= raw.isAfterMark ? BYTE_ORDER_MARK : Buffer.alloc(0)
      if (!hasHead && (kind === 'header' || (kind !== 'blank' && dataset.format !== 'csv'))) {
        hasHead = true
        const header = dataset.format === 'csv' ? { ...raw, names: readHeader(file.path, raw) } : undefined
        yield { kind: 'head', head: { mark, ...(header && { header }) } }
      }
      if (kind === 'row') rows.push(raw)
      else if (kind === 'bad') {
        yield { kind: 'rows', rows }
        rows = []
        yield { kind: 'bad', raw }
      }
    }
    yield { kind: 'rows', rows }
  }
}

/** The rows of any dataset as text cells in the order of `keys`: null where a row has no such key, or null there. */
export async function* cellRows(
  dataset: OpenDataset,
  keys: readonly string[],
  { signal }: { signal: AbortSignal | undefined },
): AsyncGenerator<{ cells: (string | null)[][]; bad: RawRecord[] }, void, undefined> {
  if (dataset.format === 'parquet') {
    const columns = dataset.columns.filter((column) => keys.includes(column.name))
    for await (const cells of parquetText(dataset, columns, 'plain', signal)) yield { cells, bad: [] }
    return
  }
  for await (const { items } of dataset.batches({ signal })) {
    const cells: (string | null)[][] = []
    const bad: RawRecord[] = []
    for (const item of items) {
      if (item.kind === 'bad') bad.push(item.raw)
      else if (item.kind === 'row') {
        const texts =
          dataset.format === 'csv' ? (item.fields as Record<string, string | null>) : memberTexts(item.raw.bytes)
        cells.push(keys.map((key) => (Object.hasOwn(texts, key) ? texts[key]! : null)))
      }
    }
    yield { cells, bad }
  }
}

/** The members of a JSON object as texts, by key: strings decoded, null as null, all else as it is written. */
export function memberTexts(bytes: Buffer): Record<string, string | null> {
  return Object.fromEntries(
    jsonMembers(bytes).map(({ key, valueBegin, end }) => {
      const text = bytes.toString('utf8', valueBegin, end)
      return [key, text === 'null' ? null : text.startsWith('"') ? (JSON.parse(text) as string) : text]
    }),
  )
}

/** The rows of a CSV or Parquet dataset as JSON objects, without the keys in `remove`. */
export async function* jsonRows(
  dataset: OpenDataset,
  { keys, signal }: { keys: readonly string[]; signal: AbortSignal | undefined },
): AsyncGenerator<ForeignItem, void, undefined> {
  yield { kind: 'head', head: { mark: Buffer.alloc(0) } }
  const names = keys.map((key) => `${JSON.stringify(key)}:`)
  const toRow = (cells: readonly (string | null)[]): ForeignRow => ({
    bytes: Buffer.from(`{${names.map((name, i) => name + (cells[i] ?? 'null')).join(',')}}`),
    hasNewline: true,
  })
  if (dataset.format === 'parquet') {
    const columns = dataset.columns.filter((column) => keys.includes(column.name))
    for await (const batch of parquetText(dataset, columns, 'json', signal)) {
      yield { kind: 'rows', rows: batch.map(toRow) }
    }
    return
  }
  for await (const { cells, bad } of cellRows(dataset, keys, { signal })) {
    const json = cells.map((row) => row.map((cell) => (cell === null ? null : JSON.stringify(cell))))
    yield { kind: 'rows', rows: json.map(toRow) }
    for (const raw of bad) yield { kind: 'bad', raw }
  }
}

/** The rows of a JSON lines or Parquet dataset as CSV records. */
export async function* csvRows(
  dataset: OpenDataset,
  { keys, signal }: { keys: readonly string[]; signal: AbortSignal | undefined },
): AsyncGenerator<ForeignItem, void, undefined> {
  const record = (cells: readonly (string | null)[]): ForeignRow => ({
    // A single empty cell would read as an empty line, which is no row.
    bytes: Buffer.from(cells.length === 1 && cells[0] === null ? '""' : cells.map(csvCell).join(',')),
    hasNewline: true,
  })
  yield { kind: 'head', head: { mark: Buffer.alloc(0), header: { ...record(keys), names: keys } } }
  for await (const { cells, bad } of cellRows(dataset, keys, { signal })) {
    yield { kind: 'rows', rows: cells.map(record) }
    for (const raw of bad) yield { kind: 'bad', raw }
  }
}
