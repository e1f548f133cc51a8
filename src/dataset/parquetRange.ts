import type { DuckDBConnection } from '@duckdb/node-api'
import { readParquetSql } from './duckdb.js'
import { parquetRowCounts } from './parquetSchema.js'

/** Parquet files one after the other, with the row at which each begins. */
export interface ParquetTable {
  readonly files: readonly string[]
  /** One more than `files`: the last is the number of rows. */
  readonly begins: readonly number[]
}

export async function parquetTable(connection: DuckDBConnection, files: readonly string[]): Promise<ParquetTable> {
  const begins = [0]
  for (const rows of await parquetRowCounts(connection, files)) begins.push(begins.at(-1)! + rows)
  return { files, begins }
}

/** Rows [begin, end) as a table. Only the files that hold them are opened: a run leaves a part per thousand rows. */
export function parquetRangeSql({ files, begins }: ParquetTable, begin: number, end: number): string {
  const rows = begins.at(-1)!
  if (begin === 0 && end >= rows) return readParquetSql(files)
  const first = Math.max(
    0,
    begins.findLastIndex((row) => row <= begin && row < rows),
  )
  const last = begins.findIndex((row) => row >= end)
  const chosen = files.slice(first, last === -1 ? files.length : Math.max(last, first + 1))
  const whole = readParquetSql(chosen.length > 0 ? chosen : files.slice(0, 1))
  return `(SELECT * FROM ${whole} LIMIT ${Math.max(0, end - begin)} OFFSET ${begin - begins[first]!})`
}
