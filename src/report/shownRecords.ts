import { basename, dirname, relative } from 'node:path'
import type { Dataset } from '../dataset/dataset.js'
import { openDuckDb, readParquetSql, sqlName, streamRows } from '../dataset/duckdb.js'
import { parquetColumns, parquetRowCount } from '../dataset/parquetSchema.js'
import { plainValue } from '../dataset/plainValue.js'
import { rebaseImage } from '../dataset/rebaseImage.js'
import { type FigureRecord, IMAGE_NAMES, RECORD_NAMES, readRecord } from '../dataset/record.js'
import type { RowError } from '../errors.js'

/** What a row shows of itself, and what of it could not be read. */
export interface ShownRecord {
  record: FigureRecord
  error: RowError | undefined
}

/**
 * The records of a few rows of a dataset. Of Parquet only the pages that hold them are read: captions and pictures are
 * most of a dataset, and a report shows a thousandth of them. Text is read from the start, up to the last of the rows.
 *
 * @param rows ascending row numbers
 */
export async function* shownRecords(
  dataset: Dataset,
  rows: readonly number[],
  { isRebased, signal }: { isRebased: boolean; signal?: AbortSignal | undefined },
): AsyncGenerator<[row: number, shown: ShownRecord], void, undefined> {
  if (rows.length === 0) return
  if (dataset.format === 'parquet') return yield* parquetRecords(dataset, rows, { isRebased, signal })
  const wanted = new Set(rows)
  for await (const { index, record, error } of dataset.rows({ end: rows.at(-1)! + 1, signal })) {
    if (wanted.has(index)) yield [index, { record, error }]
  }
}

async function* parquetRecords(
  dataset: Dataset,
  rows: readonly number[],
  { isRebased, signal }: { isRebased: boolean; signal?: AbortSignal | undefined },
): AsyncGenerator<[number, ShownRecord], void, undefined> {
  const db = await openDuckDb()
  try {
    let begin = 0
    for (const file of dataset.files) {
      const end = begin + (await parquetRowCount(db.connection, [file]))
      const own = rows.filter((row) => row >= begin && row < end).map((row) => row - begin)
      if (own.length > 0) {
        const columns = (await parquetColumns(db.connection, file)).filter(({ name }) => RECORD_NAMES.includes(name))
        const images = columns.filter(({ name }) => (IMAGE_NAMES as readonly string[]).includes(name))
        const isTextual = images.every((column) => String(column.type) === 'VARCHAR')
        const names = columns.map(({ name }) => name)
        const prefix = isRebased ? relative(dataset.root, dirname(file)) : ''
        const sql =
          `SELECT ${['file_row_number', ...names.map(sqlName)].join(', ')} ` +
          `FROM ${readParquetSql([file], ', file_row_number = true')} WHERE file_row_number IN (${own.join(', ')})`
        for await (const batch of streamRows(db.connection, sql, { file, signal })) {
          for (const [at, ...values] of batch) {
            const row = begin + Number(at)
            const fields = Object.fromEntries(names.map((name, i) => [name, plainValue(values[i]!)]))
            const defaultId = `${basename(file).replace(/\.parquet$/i, '')}:${row}`
            const { record, error } = readRecord(fields, { defaultId, isTextual })
            rebaseImage(record, prefix)
            yield [row, { record, error }]
          }
        }
      }
      begin = end
    }
  } finally {
    db.dispose()
  }
}
