import { rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import type { DuckDBConnection } from '@duckdb/node-api'
import { readParquetSql, sqlName, sqlPath, sqlString, withDuckDb } from './duckdb.js'
import type { Column } from './names.js'
import { parquetRowCount } from './parquetSchema.js'
import { sidecarsSql } from './sidecar.js'

export interface CopyParquetOptions {
  /** Parquet files with the foreign columns. */
  input: readonly string[]
  /** Names of the foreign columns to keep, in order. */
  foreign: readonly string[]
  /** Groups of parts; see `AnnotateOptions`. */
  sidecars: readonly (readonly string[])[]
  columns: readonly Column[]
  /** Rows of the dataset; the input may have more behind them. */
  rows: number
  /** Parquet files with one BOOLEAN column `keep`; all rows stay without it. */
  keep?: readonly string[] | undefined
  signal?: AbortSignal | undefined
}

/** Images make rows of megabytes: a row group is held in memory whole, so it is measured in bytes. */
const ROW_GROUP_BYTES = 64 * 2 ** 20
const MAX_ROW_GROUP_ROWS = 122_880

/**
 * Writes input columns and ours side by side to `out`, in order, by one `COPY` on one thread: equal input gives equal bytes.
 *
 * Key-value metadata of the first input stays, but for `ARROW:schema`, which would describe other columns.
 */
export async function copyParquet(out: string, options: CopyParquetOptions): Promise<number> {
  const { input, foreign, sidecars, columns, rows, keep, signal } = options
  const memoryLimit = `${Math.floor(Math.min(4 * 2 ** 30, totalmem() / 2) / 2 ** 20)}MiB`
  const tempDirectory = `${out}-spill.partial`
  const select = [
    ...foreign.map((name) => `i.${sqlName(name)}`),
    ...columns.map((column) => `s.${sqlName(column.snake)}`),
  ].join(', ')
  const tables = [
    `${readParquetSql(input)} i`,
    ...(columns.length === 0 ? [] : [`${besideSql(sidecars, columns)} s`]),
    ...(keep === undefined ? [] : [`${readParquetSql(keep)} k`]),
  ].join(' POSITIONAL JOIN ')
  const where = keep === undefined ? `LIMIT ${rows}` : 'WHERE k.keep'
  try {
    return await withDuckDb({ file: out, signal, memoryLimit, tempDirectory }, async (connection) => {
      const settings = [
        'FORMAT parquet',
        'COMPRESSION zstd',
        `ROW_GROUP_SIZE ${await rowGroupRows(connection, input)}`,
        ...(await keyValues(connection, input[0]!)),
      ].join(', ')
      await connection.run(`COPY (SELECT ${select} FROM ${tables} ${where}) TO ${sqlString(out)} (${settings})`)
      return parquetRowCount(connection, [out])
    })
  } finally {
    await rm(tempDirectory, { recursive: true, force: true })
  }
}

/** A dataset without rows has no parts, but its output has our columns. */
function besideSql(sidecars: readonly (readonly string[])[], columns: readonly Column[]): string {
  if (sidecars.some((files) => files.length > 0)) return sidecarsSql(sidecars)
  const nothing = columns.map(({ snake, duckdbType }) => `NULL::${duckdbType} AS ${sqlName(snake)}`)
  return `(SELECT ${nothing.join(', ')} WHERE false)`
}

async function rowGroupRows(connection: DuckDBConnection, input: readonly string[]): Promise<number> {
  const reader = await connection.runAndReadAll(
    `SELECT sum(total_uncompressed_size)::DOUBLE FROM parquet_metadata(${sqlPath(input[0]!)})`,
  )
  const bytes = (reader.getRows()[0]![0] as number | null) ?? 0
  const rows = await parquetRowCount(connection, [input[0]!])
  const perRow = Math.max(1, bytes / Math.max(1, rows))
  return Math.max(1, Math.min(MAX_ROW_GROUP_ROWS, Math.floor(ROW_GROUP_BYTES / perRow)))
}

async function keyValues(connection: DuckDBConnection, file: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `SELECT decode(key), value::VARCHAR FROM parquet_kv_metadata(${sqlPath(file)}) WHERE decode(key) <> 'ARROW:schema'`,
  )
  const entries = (reader.getRows() as [string, string][]).map(
    ([key, value]) => `${sqlName(key)}: ${sqlString(value)}::BLOB`,
  )
  return entries.length === 0 ? [] : [`KV_METADATA {${entries.join(', ')}}`]
}
