import type { DuckDBConnection } from '@duckdb/node-api'
import { readParquetSql, sqlPath, sqlString } from './duckdb.js'
import { parquetRowCounts } from './parquetSchema.js'
import type { RowSizes } from './parquetWindows.js'

/** Parquet files one after the other, with the row at which each begins. */
export interface ParquetTable {
  readonly files: readonly string[]
  /** One more than `files`: the last is the number of rows. */
  readonly begins: readonly number[]
  /** A column has the name under which DuckDB tells a row's number in its file. */
  readonly hidesRowNumbers: boolean
}

const ROW_NUMBER = 'file_row_number'

export async function parquetTable(connection: DuckDBConnection, files: readonly string[]): Promise<ParquetTable> {
  const begins = [0]
  for (const rows of await parquetRowCounts(connection, files)) begins.push(begins.at(-1)! + rows)
  return { files, begins, hidesRowNumbers: files.length > 0 && (await hasRowNumberColumn(connection, files[0]!)) }
}

async function hasRowNumberColumn(connection: DuckDBConnection, file: string): Promise<boolean> {
  const result = await connection.run(`SELECT * FROM ${readParquetSql([file])} LIMIT 0`)
  return result.columnNames().some((name) => name.toLowerCase() === ROW_NUMBER)
}

/**
 * Rows [begin, end) as a relation that is read as a stream: a LIMIT inside a join would be held in memory. Only the files
 * and row groups that hold them are opened: a run leaves a part per thousand rows.
 */
export function parquetRangeSql({ files, begins, hidesRowNumbers }: ParquetTable, begin: number, end: number): string {
  const rows = begins.at(-1)!
  if (begin === 0 && end >= rows) return readParquetSql(files)
  if (begin >= end || begin >= rows) return `(SELECT * FROM ${readParquetSql(files.slice(0, 1))} WHERE false)`
  const first = begins.findLastIndex((row) => row <= begin)
  const after = begins.findIndex((row) => row >= end)
  const last = (after === -1 ? files.length : after) - 1
  const cut = (i: number) => {
    const [from, to] = [Math.max(begin, begins[i]!) - begins[i]!, Math.min(end, begins[i + 1]!) - begins[i]!]
    return fileRangeSql(files[i]!, from, to, begins[i + 1]! - begins[i]!, hidesRowNumbers)
  }
  const pieces = [cut(first)]
  if (last - first > 1) pieces.push(readParquetSql(files.slice(first + 1, last)))
  if (last > first) pieces.push(cut(last))
  return pieces.length === 1 ? pieces[0]! : `(${pieces.map((piece) => `SELECT * FROM ${piece}`).join(' UNION ALL ')})`
}

/** Rows [from, to) of a file of `rows` rows. */
export function fileRangeSql(file: string, from: number, to: number, rows: number, hidesRowNumbers: boolean): string {
  const whole = readParquetSql([file])
  if (from === 0 && to >= rows) return whole
  if (hidesRowNumbers) return `(SELECT * FROM ${whole} LIMIT ${to - from} OFFSET ${from})`
  return `(SELECT * FROM ${whole} WHERE ${ROW_NUMBER} >= ${from} AND ${ROW_NUMBER} < ${to})`
}

/** What rows of the columns take in memory, and where row groups end. */
export async function rowSizes(
  connection: DuckDBConnection,
  file: string,
  columns: readonly string[],
): Promise<RowSizes> {
  const list = columns.map(sqlString).join(', ')
  const chosen = columns.length === 0 ? 'false' : `split_part(path_in_schema, ', ', 1) IN (${list})`
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(sum(total_uncompressed_size) FILTER (${chosen}), 0)::DOUBLE,
      (SELECT greatest(1, num_rows)::DOUBLE FROM parquet_file_metadata(${sqlPath(file)}))
      FROM parquet_metadata(${sqlPath(file)})`,
  )
  const [bytes, rows] = reader.getRows()[0] as [number, number]
  const groups = await connection.runAndReadAll(
    `SELECT sum(any_value(row_group_num_rows)::DOUBLE) OVER (ORDER BY row_group_id) FROM parquet_metadata(${sqlPath(file)})
      GROUP BY row_group_id ORDER BY row_group_id`,
  )
  return { bytesPerRow: bytes / rows, groupEnds: groups.getRows().map(([end]) => end as number) }
}
