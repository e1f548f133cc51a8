import { rm } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { largeMemoryLimit, sqlName, sqlPath, sqlString, withDuckDb } from './duckdb.js'
import type { Column } from './names.js'
import { type ParquetTable, parquetRangeSql, parquetTable } from './parquetRange.js'
import { parquetRowCount } from './parquetSchema.js'
import type { Shard } from './shards.js'
import { sideBySide } from './sidecar.js'

export interface CopyParquetOptions {
  /** Parquet files with the foreign columns. */
  input: readonly string[]
  /** Names of the foreign columns to keep, in order. */
  foreign: readonly string[]
  /** One per group of side-cars that has parts. */
  beside: readonly ParquetTable[]
  columns: readonly Column[]
  /** Parquet files with one BOOLEAN column `keep`; all rows stay without it. */
  keep?: readonly string[] | undefined
  signal?: AbortSignal | undefined
}

/** Images make rows of megabytes: a row group is held in memory whole, so it is measured in bytes. */
const ROW_GROUP_BYTES = 64 * 2 ** 20
const MAX_ROW_GROUP_ROWS = 122_880

/** The tables that stand side by side, and how they are written. */
interface Sources {
  input: ParquetTable
  keep: ParquetTable | undefined
  settings: string
}

/**
 * Writes input columns and ours side by side, in order, by one `COPY` a shard on one thread: equal input gives equal bytes.
 *
 * Key-value metadata of the first input stays, but for `ARROW:schema`, which would describe other columns.
 *
 * @param write   gives each shard its temporary name, and holds what it returns, the rows written, to what was planned
 */
export async function copyParquet(
  shards: readonly Shard[],
  options: CopyParquetOptions,
  write: (shard: Shard, copy: (temporary: string) => Promise<number>) => Promise<void>,
): Promise<void> {
  const { input, keep, signal } = options
  const sources = await withDuckDb({ file: input[0]!, signal }, async (connection) => ({
    input: await parquetTable(connection, input),
    keep: keep && (await parquetTable(connection, keep)),
    settings: await settingsFor(connection, input),
  }))
  for (const shard of shards) await write(shard, (temporary) => copyShard(temporary, shard, sources, options))
}

async function copyShard(
  out: string,
  { begin, end }: Shard,
  { input, keep, settings }: Sources,
  { foreign, beside, columns, signal }: CopyParquetOptions,
): Promise<number> {
  const memoryLimit = largeMemoryLimit()
  const tempDirectory = `${out}-spill.partial`
  const select = [
    ...foreign.map((name) => `i.${sqlName(name)}`),
    ...columns.map((column) => `s.${sqlName(column.snake)}`),
  ].join(', ')
  const tables = [
    `${parquetRangeSql(input, begin, end)} i`,
    ...(columns.length === 0 ? [] : [`${besideSql(beside, columns, begin, end)} s`]),
    ...(keep === undefined ? [] : [`${parquetRangeSql(keep, begin, end)} k`]),
  ].join(' POSITIONAL JOIN ')
  const where = keep === undefined ? '' : 'WHERE k.keep'
  try {
    return await withDuckDb({ file: out, signal, memoryLimit, tempDirectory }, async (connection) => {
      await connection.run(`COPY (SELECT ${select} FROM ${tables} ${where}) TO ${sqlString(out)} (${settings})`)
      return parquetRowCount(connection, [out])
    })
  } finally {
    await rm(tempDirectory, { recursive: true, force: true })
  }
}

/** A dataset without rows has no parts, but its output has our columns. */
function besideSql(beside: readonly ParquetTable[], columns: readonly Column[], begin: number, end: number): string {
  if (beside.length > 0) return sideBySide(beside.map((table) => parquetRangeSql(table, begin, end)))
  const nothing = columns.map(({ snake, duckdbType }) => `NULL::${duckdbType} AS ${sqlName(snake)}`)
  return `(SELECT ${nothing.join(', ')} WHERE false)`
}

async function settingsFor(connection: DuckDBConnection, input: readonly string[]): Promise<string> {
  const rows = await rowGroupRows(connection, input)
  return [
    'FORMAT parquet',
    'COMPRESSION zstd',
    `ROW_GROUP_SIZE ${rows}`,
    ...(await keyValues(connection, input[0]!)),
  ].join(', ')
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
