import { VARCHAR } from '@duckdb/node-api'
import { Breather } from '../../concurrency.js'
import { FormatError } from '../../errors.js'
import { writeBytes } from '../byteSink.js'
import { readParquetSql, sqlName, sqlString, withDuckDb } from '../duckdb.js'
import { fileKind } from '../fileKind.js'
import { type Cell, stageParquet } from '../stageParquet.js'
import type { FullRecord } from './fullRecord.js'
import { FULL_RECORD_COLUMNS, toCells, toRow } from './rows.js'

const BATCH_ROWS = 64

/**
 * Writes records to `path`, a file that does not count before it is whole: `.jsonl` (also `.gz`, `.zst`) with nested
 * objects, or `.parquet` with `context` as a list and what is nested as JSON text. Equal records give equal bytes.
 *
 * @throws FormatError for every other extension; FigsiftError IO; and what `records` throws
 */
export async function writeFullRecords(
  path: string,
  records: AsyncIterable<FullRecord>,
  signal?: AbortSignal,
): Promise<void> {
  const { format, compression } = fileKind(path)
  if (format === 'csv' || format === 'tar') {
    const why = format === 'csv' ? 'CSV has no nested values.' : 'Images lie in a folder beside the rows.'
    throw new FormatError(
      `Expected a .jsonl or .parquet file for full records but received ${JSON.stringify(path)}. ${why}`,
      { file: path },
    )
  }
  if (format === 'jsonl') return writeBytes(path, compression, lines(records), signal)
  const columns = FULL_RECORD_COLUMNS.map((name) => ({ name, type: VARCHAR }))
  const select = FULL_RECORD_COLUMNS.map((name) =>
    name === 'context' ? `from_json(context, '["VARCHAR"]') AS context` : sqlName(name),
  ).join(', ')
  await stageParquet(`${path}-rows.partial`, columns, batches(records), signal, (parts) =>
    withDuckDb({ file: path, signal }, async (connection) => {
      const settings = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192'
      await connection.run(`COPY (SELECT ${select} FROM ${readParquetSql(parts)}) TO ${sqlString(path)} (${settings})`)
    }),
  )
}

async function* lines(records: AsyncIterable<FullRecord>): AsyncGenerator<Buffer, void, undefined> {
  const breather = new Breather()
  for await (const record of records) {
    yield Buffer.from(`${JSON.stringify(toRow(record))}\n`)
    if (breather.isDue) await breather.breathe()
  }
}

async function* batches(records: AsyncIterable<FullRecord>): AsyncGenerator<Cell[][], void, undefined> {
  const breather = new Breather()
  let batch: Cell[][] = []
  for await (const record of records) {
    batch.push(toCells(record))
    if (breather.isDue) await breather.breathe()
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
