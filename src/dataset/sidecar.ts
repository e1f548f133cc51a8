import { setImmediate as nextTurn } from 'node:timers/promises'
import { DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import { type PutFile, writeAtomically } from './atomicFile.js'
import { type DuckDb, fromDuckDb, openDuckDb, readParquetSql, sqlName, sqlString, streamRows } from './duckdb.js'
import type { Column } from './names.js'
import { plainValue } from './plainValue.js'
import { DUCKDB_TYPES, toDuckDb } from './sidecarValues.js'
import { textBytesSql, wholeText } from './wholeText.js'

/** Values by `camel` or `snake` name of their column; a missing one is NULL. */
export type SidecarRow = Readonly<Record<string, unknown>>

/**
 * Parts are small and read once, at the end, thousands in a row: Zstandard takes twice as long to read them for three quarters
 * of their size.
 */
export const SIDECAR_SETTINGS = 'FORMAT parquet, COMPRESSION snappy'
/** Filling a chunk holds the event loop. */
const CHUNK_ROWS = 512

/**
 * Writes one Parquet part: a row per element, a column per entry of `columns`, in this order. Equal rows give equal bytes.
 * The file appears whole or not at all (temporary name, fsync, rename), unless `put` has it otherwise.
 *
 * @throws FigsiftError BAD_USAGE when a value does not fit its column's type; IO.
 */
export async function writeSidecar(
  path: string,
  columns: readonly Column[],
  rows: readonly SidecarRow[],
  put: PutFile = writeAtomically,
): Promise<void> {
  const breather = new Breather()
  const chunks: DuckDBDataChunk[] = []
  for (let begin = 0; begin < rows.length; begin += CHUNK_ROWS) {
    const values = []
    for (const [i, row] of rows.slice(begin, begin + CHUNK_ROWS).entries()) {
      if (breather.isDue) await breather.breathe()
      values.push(columns.map((column) => toDuckDb(column, row[column.camel] ?? row[column.snake], begin + i)))
    }
    chunks.push(
      DuckDBDataChunk.create(
        columns.map((c) => DUCKDB_TYPES[c.duckdbType]),
        values.length,
      ),
    )
    chunks.at(-1)!.setRows(values)
  }
  const shape = columns.map((c) => `${sqlName(c.snake)} ${c.duckdbType}`).join(', ')
  await put(path, (temporary) => exclusively((db) => copyChunks(db, shape, chunks, temporary, path)))
}

async function copyChunks(db: DuckDb, shape: string, chunks: DuckDBDataChunk[], temporary: string, path: string) {
  try {
    await db.connection.run(`CREATE OR REPLACE TEMP TABLE part (${shape})`)
    const appender = await db.connection.createAppender('part')
    for (const chunk of chunks) {
      appender.appendDataChunk(chunk)
      appender.flushSync()
      await nextTurn()
    }
    appender.closeSync()
    await db.connection.run(`COPY part TO ${sqlString(temporary)} (${SIDECAR_SETTINGS})`)
    await db.connection.run('DROP TABLE part')
  } catch (error) {
    throw fromDuckDb(error, path)
  }
}

let writer: Promise<DuckDb> | undefined
let lastWrite: Promise<unknown> = Promise.resolve()

/** Parts are small and many, so they share one DuckDB (opening it costs more than writing one), one after the other. */
function exclusively<T>(work: (db: DuckDb) => Promise<T>): Promise<T> {
  writer ??= openDuckDb({ memoryLimit: '512MiB' }).catch((error) => {
    writer = undefined
    throw error
  })
  const db = writer
  const result = lastWrite.then(async () => work(await db))
  lastWrite = result.catch(() => {})
  return result
}

export interface ReadSidecarOptions {
  signal?: AbortSignal | undefined
}

/** Reads parts in the order given, as rows keyed by `camel` name. NULL is null, BIGINT is a number where that is exact. */
export async function* readSidecar(
  paths: string | readonly string[],
  columns: readonly Column[],
  options: ReadSidecarOptions = {},
): AsyncGenerator<Record<string, unknown>, void, undefined> {
  for await (const batch of readSidecarBatches([typeof paths === 'string' ? [paths] : paths], columns, options)) {
    for (const values of batch) yield Object.fromEntries(columns.map((c, i) => [c.camel, values[i]]))
  }
}

/** The same of groups of parts side by side, in batches of bare values, in the order of `columns`. */
export async function* readSidecarBatches(
  groups: readonly (readonly string[])[],
  columns: readonly Column[],
  { signal }: ReadSidecarOptions = {},
): AsyncGenerator<unknown[][], void, undefined> {
  const first = groups.flat()[0]
  if (first === undefined || columns.length === 0) return
  const db = await openDuckDb()
  try {
    const isText = columns.map(({ duckdbType }) => duckdbType === 'VARCHAR')
    const names = columns.map(({ snake }, i) => (isText[i] ? textBytesSql(sqlName(snake)) : sqlName(snake))).join(', ')
    const asValue = (value: DuckDBValue, i: number) => (isText[i] ? wholeText(value) : exactNumber(plainValue(value)))
    const sql = `SELECT ${names} FROM ${sidecarsSql(groups)}`
    for await (const rows of streamRows(db.connection, sql, { file: first, signal })) {
      yield rows.map((row) => row.map(asValue))
    }
  } finally {
    db.dispose()
  }
}

/** Groups of parts with as many rows each, side by side as one relation; at least one group has parts. */
export function sidecarsSql(groups: readonly (readonly string[])[]): string {
  return sideBySide(groups.filter((files) => files.length > 0).map((files) => readParquetSql(files)))
}

/** Relations with as many rows each, row by row as one. */
export function sideBySide(tables: readonly string[]): string {
  return tables.length === 1 ? tables[0]! : `(SELECT * FROM ${tables.join(' POSITIONAL JOIN ')})`
}

function exactNumber(value: unknown): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value
}
