import { hash } from 'node:crypto'
import { FormatError } from '../errors.js'
import { throwIfAborted } from '../validate.js'
import { checkStamp, type FileStamp, stampFile } from './byteSource.js'
import type { Dataset, DatasetRow, RowsOptions, ScanOptions, ScanResult } from './dataset.js'
import { DuplicateIds, repeatedIds } from './duplicateIds.js'
import { rawId } from './rawId.js'
import { rebaseImage } from './rebaseImage.js'
import { readId, readRecord } from './record.js'
import { type BadLine, badLinesError, duplicateIdsError, KeyUnion } from './scanState.js'
import { readHeader, readTextFile, type TextFile, type TextItem } from './textFile.js'

/** A scan remembers where every so many rows begin, so that a part can be read without the rows before it. */
const CHECKPOINT_ROWS = 1024
const BAD_LINES_LISTED = 6

interface FileState extends TextFile {
  stamp: FileStamp
  header: readonly string[] | undefined
  /** Path from the dataset's root to the file's folder; empty when they are the same. */
  imagePrefix: string
  /** Known after a scan. */
  firstRow: number | undefined
  checkpoints: { row: number; offset: number; line: number }[]
}

/** Neighbouring items of one file; the rows among them are numbered from `firstRow`. */
export interface TextBatch {
  file: FileState
  firstRow: number
  items: readonly TextItem[]
}

export interface BatchOptions extends RowsOptions {
  /** False leaves `fields` empty and takes every line for a row: right only after a scan without bad rows. */
  parse?: boolean
  onEmptyLines?: (count: number) => void
}

export interface TextDatasetInit {
  name: string
  root: string
  files: readonly (TextFile & { imagePrefix: string })[]
  limit: number | undefined
  skipBadRows: boolean
  maxLineBytes: number
}

/** A dataset of JSON lines or CSV. Rows are known by their bytes; parsed values serve the record and nothing else. */
export class TextDataset implements Dataset {
  readonly name: string
  readonly root: string
  readonly format: 'jsonl' | 'csv'
  readonly files: readonly string[]
  readonly limit: number | undefined
  readonly skipBadRows: boolean
  readonly #states: readonly FileState[]
  readonly #maxLineBytes: number
  #scanned: ScanResult | undefined

  private constructor(init: TextDatasetInit, states: readonly FileState[]) {
    this.name = init.name
    this.root = init.root
    this.format = states[0]!.format
    this.files = states.map((s) => s.path)
    this.limit = init.limit
    this.skipBadRows = init.skipBadRows
    this.#states = states
    this.#maxLineBytes = init.maxLineBytes
  }

  static async open(init: TextDatasetInit): Promise<TextDataset> {
    const states: FileState[] = []
    for (const file of init.files) {
      const stamp = await stampFile(file.path)
      states.push({ ...file, stamp, header: undefined, firstRow: undefined, checkpoints: [] })
    }
    return new TextDataset(init, states)
  }

  /** The cells of the CSV header, known after a scan; of several files all have the same. */
  get header(): readonly string[] {
    return this.#states.find((state) => state.header !== undefined)?.header ?? []
  }

  async scan({ signal, onProgress }: ScanOptions = {}): Promise<ScanResult> {
    if (this.#scanned !== undefined) return this.#scanned
    for (const file of this.#states) file.checkpoints = []
    const keys = new KeyUnion()
    const ids = new DuplicateIds()
    const bad: BadLine[] = []
    const counts = { rows: 0, badRows: 0, blankLines: 0 }
    const starts = new Map<FileState, number>()
    const onEmptyLines = (count: number) => {
      counts.blankLines += count
    }
    for await (const { file, firstRow, items } of this.batches({ signal, onEmptyLines })) {
      if (!starts.has(file)) starts.set(file, firstRow)
      counts.rows = firstRow
      for (const item of items) {
        if (item.kind === 'blank') counts.blankLines++
        else if (item.kind === 'bad') {
          counts.badRows++
          if (!this.skipBadRows) bad.push({ file: file.path, line: item.raw.line, problem: item.problem })
        } else if (item.kind === 'row') {
          if (counts.rows % CHECKPOINT_ROWS === 0) {
            file.checkpoints.push({ row: counts.rows, offset: item.raw.offset, line: item.raw.line })
          }
          if (file.format === 'jsonl') keys.add(item.fields)
          ids.add(readId(item.fields, this.#idOptions(file, item, counts.rows)))
          counts.rows++
        }
      }
      if (bad.length >= BAD_LINES_LISTED) break
      onProgress?.({ phase: 'scan', done: counts.rows, total: this.limit })
    }
    if (bad.length > 0) throw badLinesError(bad)
    if (this.format === 'csv') keys.add(Object.fromEntries(this.header.map((name) => [name, null])))
    const repeated = ids.hasSuspects ? await repeatedIds(this.#ids(signal), ids) : new Map()
    if (repeated.size > 0) throw duplicateIdsError(repeated, this.files[0]!)
    for (const [file, row] of starts) file.firstRow = row
    this.#scanned = { ...counts, keys: keys.toArray(), isKeyUnionComplete: keys.isComplete }
    return this.#scanned
  }

  async *#ids(signal: AbortSignal | undefined): AsyncGenerator<{ id: string; index: number }, void, undefined> {
    for await (const { file, firstRow, items } of this.batches({ signal })) {
      let index = firstRow
      for (const item of items) {
        if (item.kind !== 'row') continue
        yield { id: readId(item.fields, this.#idOptions(file, item, index)), index }
        index++
      }
    }
  }

  #idOptions(file: FileState, item: TextItem & { kind: 'row' }, index: number) {
    return { defaultId: `${file.stem}:${index}`, rawId: rawId(item.raw.bytes, item.fields) }
  }

  async *rows(options: RowsOptions = {}): AsyncGenerator<DatasetRow, void, undefined> {
    for await (const { file, firstRow, items } of this.batches(options)) {
      let index = firstRow
      for (const item of items) {
        if (item.kind === 'bad' && !this.skipBadRows) {
          throw badLinesError([{ file: file.path, line: item.raw.line, problem: item.problem }])
        }
        if (item.kind !== 'row') continue
        const { record, error } = readRecord(item.fields, {
          ...this.#idOptions(file, item, index),
          isTextual: file.format === 'csv',
        })
        rebaseImage(record, file.imagePrefix)
        const rawHash = hash('sha256', item.raw.bytes, 'hex')
        const row = { index, id: record.id, record, rawHash, fields: item.fields }
        yield error === undefined ? row : { ...row, error }
        index++
      }
    }
  }

  /**
   * The items of all files in order, from row `begin` to before row `end`; items that are no rows come between.
   *
   * @throws FormatError when a file changed since it was opened
   */
  async *batches(options: BatchOptions = {}): AsyncGenerator<TextBatch, void, undefined> {
    const begin = options.begin ?? 0
    const end = Math.min(options.end ?? Infinity, this.limit ?? Infinity)
    let row = 0
    for (const [i, file] of this.#states.entries()) {
      const next = this.#states[i + 1]?.firstRow
      if (next !== undefined && next <= begin) {
        row = next
        continue
      }
      if (row >= end && (i > 0 || end > 0)) return
      await checkStamp(file.path, file.stamp)
      const start = file.checkpoints.findLast((c) => c.row <= begin)
      if (start !== undefined && begin > 0 && file.compression === 'none') row = start.row
      for await (const items of this.#read(file, begin > 0 ? start : undefined, options)) {
        const window = sliceRows(items, row, begin, end)
        if (window.items.length > 0) yield { file, firstRow: Math.max(row, begin), items: window.items }
        row += window.rows
        if (row >= end) return
      }
      await checkStamp(file.path, file.stamp)
    }
  }

  async *#read(
    file: FileState,
    start: { offset: number; line: number } | undefined,
    { signal, parse = true, onEmptyLines }: BatchOptions,
  ): AsyncGenerator<TextItem[], void, undefined> {
    const isSeekable = start !== undefined && file.compression === 'none'
    const reader = readTextFile(file, {
      maxLineBytes: this.#maxLineBytes,
      parse,
      signal,
      ...(onEmptyLines && { onEmptyLines }),
      ...(isSeekable ? { begin: start, header: file.header } : {}),
    })
    for await (const items of reader) {
      throwIfAborted(signal)
      for (const item of items) if (item.kind === 'header') this.#setHeader(file, item)
      yield items
    }
  }

  #setHeader(file: FileState, item: TextItem): void {
    file.header = readHeader(file.path, item.raw)
    const first = this.#states.find((state) => state.header !== undefined)!
    if (JSON.stringify(first.header) === JSON.stringify(file.header)) return
    throw new FormatError(
      `Expected the header of ${JSON.stringify(first.path)} in ${JSON.stringify(file.path)} too but it has other columns.`,
      { file: file.path, line: item.raw.line },
    )
  }

  dispose(): void {}
}

/** Those of the items that lie in [begin, end), counting rows from `row`; `rows` is how many rows were passed. */
function sliceRows(items: readonly TextItem[], row: number, begin: number, end: number) {
  const isInside = row >= begin && row + items.length <= end
  if (isInside) return { items, rows: items.reduce((sum, item) => sum + (item.kind === 'row' ? 1 : 0), 0) }
  const inside: TextItem[] = []
  let rows = 0
  for (const item of items) {
    if (row + rows >= end && item.kind !== 'header') break
    if (row + rows >= begin) inside.push(item)
    if (item.kind === 'row') rows++
  }
  return { items: inside, rows }
}
