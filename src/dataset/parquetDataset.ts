import { type DuckDBConnection, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api'
import { throwIfAborted } from '../validate.js'
import { checkStamp, type FileStamp, stampFile } from './byteSource.js'
import type { Dataset, DatasetRow, RowsOptions, ScanOptions, ScanResult } from './dataset.js'
import { type DuckDb, fromDuckDb, largeMemoryLimit, openDuckDb, sqlName, streamRows } from './duckdb.js'
import { DuplicateIds, repeatedIds } from './duplicateIds.js'
import { hashValues } from './hashValues.js'
import type { LocatedFile } from './locate.js'
import { fileRangeSql, rowSizes } from './parquetRange.js'
import { checkSameColumns, type ParquetColumn, parquetColumns, parquetRowCount } from './parquetSchema.js'
import { type RowSizes, rowWindows, WINDOW_BYTES } from './parquetWindows.js'
import { plainValue } from './plainValue.js'
import { rebaseImage } from './rebaseImage.js'
import { IMAGE_NAMES, RECORD_NAMES, readId, readRecord } from './record.js'
import { duplicateIdsError } from './scanState.js'
import { textBytesSql, wholeText } from './wholeText.js'

interface ParquetFile extends LocatedFile {
  stamp: FileStamp
  /** First row of the file in the dataset, and the row after its last. */
  begin: number
  end: number
  /** By the columns that were asked for. */
  sizes: Map<string, RowSizes>
}

export interface ParquetDatasetInit {
  name: string
  root: string
  files: readonly LocatedFile[]
  limit: number | undefined
}

/** A dataset of Parquet files with the same columns. Rows never leave DuckDB but for the record's columns. */
export class ParquetDataset implements Dataset {
  readonly format = 'parquet'
  readonly skipBadRows = false
  readonly name: string
  readonly root: string
  readonly limit: number | undefined
  readonly files: readonly string[]
  /** All columns of the input, in its order. */
  readonly columns: readonly ParquetColumn[]
  readonly #db: DuckDb
  readonly #rowCount: number
  readonly #files: readonly ParquetFile[]
  #isScanned = false

  private constructor(
    init: ParquetDatasetInit,
    files: readonly ParquetFile[],
    columns: readonly ParquetColumn[],
    db: DuckDb,
  ) {
    this.name = init.name
    this.root = init.root
    this.limit = init.limit
    this.files = files.map((f) => f.path)
    this.columns = columns
    this.#files = files
    this.#rowCount = Math.min(files.at(-1)!.end, init.limit ?? Infinity)
    this.#db = db
  }

  static async open(init: ParquetDatasetInit, signal?: AbortSignal): Promise<ParquetDataset> {
    // What was handed out counts until its JavaScript objects are collected.
    const db = await openDuckDb({ memoryLimit: largeMemoryLimit() })
    const files: ParquetFile[] = []
    let columns: ParquetColumn[] | undefined
    try {
      for (const file of init.files) {
        throwIfAborted(signal)
        const stamp = await stampFile(file.path)
        const own = await parquetColumns(db.connection, file.path).catch((error) => {
          throw fromDuckDb(error, file.path)
        })
        columns ??= own
        checkSameColumns({ file: init.files[0]!.path, columns }, { file: file.path, columns: own })
        const begin = files.at(-1)?.end ?? 0
        files.push({
          ...file,
          stamp,
          begin,
          end: begin + (await parquetRowCount(db.connection, [file.path])),
          sizes: new Map(),
        })
      }
      return new ParquetDataset(init, files, columns!, db)
    } catch (error) {
      db.dispose()
      throw error
    }
  }

  async scan({ signal, onProgress }: ScanOptions = {}): Promise<ScanResult> {
    const keys = this.columns.map((column) => column.name)
    if (!this.#isScanned && keys.includes('id')) {
      const ids = new DuplicateIds()
      for await (const { id, index } of this.#ids(signal)) {
        ids.add(id)
        if (index % 2048 === 0) onProgress?.({ phase: 'scan', done: index, total: this.#rowCount })
      }
      const repeated = ids.hasSuspects ? await repeatedIds(this.#ids(signal), ids) : new Map()
      if (repeated.size > 0) throw duplicateIdsError(repeated, this.files[0]!)
    }
    this.#isScanned = true
    return { rows: this.#rowCount, keys, isKeyUnionComplete: true, badRows: 0, blankLines: 0 }
  }

  async *#ids(signal: AbortSignal | undefined): AsyncGenerator<{ id: string; index: number }, void, undefined> {
    for await (const { index, file, fields } of this.#read(['id'], { signal })) {
      yield { index, id: readId(fields, { defaultId: `${file.stem}:${index}` }) }
    }
  }

  async *rows(options: RowsOptions = {}): AsyncGenerator<DatasetRow, void, undefined> {
    const names = this.columns.map((column) => column.name)
    const asked = new Set([...RECORD_NAMES, ...(options.columns ?? [])])
    // A list of images is JSON text where the column of images is text.
    const images = this.columns.filter(({ name }) => (IMAGE_NAMES as readonly string[]).includes(name))
    const isTextual = images.every((column) => String(column.type) === 'VARCHAR')
    const chosen = names.filter((name) => asked.has(name))
    for await (const { index, file, fields } of this.#read(chosen, options)) {
      const { record, error } = readRecord(fields, { defaultId: `${file.stem}:${index}`, isTextual })
      rebaseImage(record, file.imagePrefix)
      const row = { index, id: record.id, record, rawHash: hashValues(Object.entries(fields)), fields }
      yield error === undefined ? row : { ...row, error }
    }
  }

  async *#read(names: readonly string[], { begin = 0, end = Infinity, signal }: RowsOptions) {
    const texts = this.columns.filter(({ type }) => type.typeId === DuckDBTypeId.VARCHAR).map(({ name }) => name)
    const isText = names.map((name) => texts.includes(name))
    const sqls = names.map((name, i) => (isText[i] ? textBytesSql(sqlName(name)) : sqlName(name)))
    const asValue = (value: DuckDBValue, i: number) => (isText[i] ? wholeText(value) : plainValue(value))
    for await (const { file, index: first, rows } of this.batches(sqls, names, { begin, end, signal })) {
      for (const [i, values] of rows.entries()) {
        const fields = Object.fromEntries(names.map((name, at) => [name, asValue(values[at]!, at)]))
        yield { index: first + i, file, fields }
      }
    }
  }

  /**
   * Expressions over the rows, in their order, in batches that are small in memory.
   *
   * @param names   the columns that the expressions read
   * @param windowBytes   how much of rows with images is worked on at a time
   */
  async *batches(
    sqls: readonly string[],
    names: readonly string[],
    { begin = 0, end = Infinity, signal }: Pick<RowsOptions, 'begin' | 'end' | 'signal'> = {},
    windowBytes: number = WINDOW_BYTES,
  ): AsyncGenerator<{ file: ParquetFile; index: number; rows: DuckDBValue[][] }, void, undefined> {
    const connection = await this.#db.connect()
    // A table without a column of ours still has rows; a constant stands for them.
    const list = sqls.length === 0 ? 'NULL' : sqls.join(', ')
    const hidesRowNumbers = this.columns.some(({ name }) => name.toLowerCase() === 'file_row_number')
    try {
      for (const file of this.#files) {
        const from = Math.max(begin, file.begin) - file.begin
        const to = Math.min(end, file.end, this.#rowCount) - file.begin
        if (from >= to) continue
        const sizes = await this.#sizes(connection, file, names)
        for (const [first, last] of rowWindows(from, to, sizes, windowBytes)) {
          const range = fileRangeSql(file.path, first, last, file.end - file.begin, hidesRowNumbers)
          let index = file.begin + first
          for await (const rows of streamRows(connection, `SELECT ${list} FROM ${range}`, {
            file: file.path,
            signal,
          })) {
            yield { file, index, rows }
            index += rows.length
          }
        }
      }
    } finally {
      connection.closeSync()
    }
  }

  async #sizes(connection: DuckDBConnection, file: ParquetFile, names: readonly string[]): Promise<RowSizes> {
    const key = names.join('\n')
    const known = file.sizes.get(key)
    if (known !== undefined) return known
    const sizes = await rowSizes(connection, file.path, names).catch((error) => {
      throw fromDuckDb(error, file.path)
    })
    file.sizes.set(key, sizes)
    return sizes
  }

  /** @throws FormatError when a file is not the one that was opened. */
  async checkUnchanged(): Promise<void> {
    for (const { path, stamp } of this.#files) await checkStamp(path, stamp)
  }

  dispose(): void {
    this.#db.dispose()
  }
}
