import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BLOB,
  blobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  listValue,
  STRUCT,
  structValue,
  VARCHAR,
} from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import { sqlName, sqlString, withDuckDb } from './duckdb.js'

/** A staged part is closed at so many bytes or rows: what is held in memory at a time. */
const PART_BYTES = 16 * 2 ** 20
const PART_ROWS = 8192
/** Filling a chunk and handing it over holds the event loop. */
const CHUNK_ROWS = 256
const CHUNK_BYTES = 2 ** 20

export interface StageColumn {
  name: string
  type: DuckDBType
}

/** An image as Hugging Face datasets hold it. */
export interface ImageCell {
  bytes: Buffer | null
  path: string
}

export type Cell = string | boolean | Buffer | ImageCell | readonly ImageCell[] | null

export const IMAGE_TYPE: DuckDBType = STRUCT({ bytes: BLOB, path: VARCHAR })

/**
 * Puts rows down as Parquet parts in a folder of their own, so that DuckDB can stream over more than memory holds; the
 * folder is gone when `use` is done.
 */
export async function stageParquet<T>(
  folder: string,
  columns: readonly StageColumn[],
  batches: AsyncIterable<readonly Cell[][]>,
  signal: AbortSignal | undefined,
  use: (parts: readonly string[]) => Promise<T>,
): Promise<T> {
  try {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    const parts = await withDuckDb({ file: folder, signal }, async (connection) => {
      const paths: string[] = []
      let rows: (readonly Cell[])[] = []
      let bytes = 0
      const close = async () => {
        paths.push(join(folder, `${paths.length}.parquet`))
        await writePart(connection, paths.at(-1)!, columns, rows)
        rows = []
        bytes = 0
      }
      for await (const batch of batches) {
        throwIfAborted(signal)
        for (const row of batch) {
          rows.push(row)
          for (const cell of row) bytes += sizeOf(cell)
          if (rows.length >= PART_ROWS || bytes >= PART_BYTES) await close()
        }
      }
      if (rows.length > 0 || paths.length === 0) await close()
      return paths
    })
    return await use(parts)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writePart(
  connection: DuckDBConnection,
  path: string,
  columns: readonly StageColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const shape = columns.map((c) => `${sqlName(c.name)} ${c.type}`).join(', ')
  await connection.run(`CREATE OR REPLACE TEMP TABLE stage (${shape})`)
  const types = columns.map((c) => c.type)
  const appender = await connection.createAppender('stage')
  const breather = new Breather()
  for (const chunk of chunksOf(rows)) {
    const data = DuckDBDataChunk.create(types, chunk.length)
    for (let at = 0; at < columns.length; at++) {
      data.setColumnValues(
        at,
        chunk.map((row) => toValue(row[at]!)),
      )
      if (breather.isDue) await breather.breathe()
    }
    appender.appendDataChunk(data)
    // Else closing the appender would move everything in one go.
    appender.flushSync()
    if (breather.isDue) await breather.breathe()
  }
  appender.closeSync()
  await connection.run(`COPY stage TO ${sqlString(path)} (FORMAT parquet, COMPRESSION zstd)`)
}

/** Chunks that are small in rows and in bytes. */
function* chunksOf(rows: readonly (readonly Cell[])[]): Generator<readonly (readonly Cell[])[]> {
  let chunk: (readonly Cell[])[] = []
  let bytes = 0
  for (const row of rows) {
    chunk.push(row)
    bytes += row.reduce((sum, cell) => sum + sizeOf(cell), 0)
    if (chunk.length < CHUNK_ROWS && bytes < CHUNK_BYTES) continue
    yield chunk
    chunk = []
    bytes = 0
  }
  if (chunk.length > 0) yield chunk
}

function sizeOf(cell: Cell): number {
  if (cell === null || typeof cell === 'boolean') return 1
  if (typeof cell === 'string' || Buffer.isBuffer(cell)) return cell.length
  if ('path' in cell) return (cell.bytes?.length ?? 0) + cell.path.length
  return cell.reduce((sum, one) => sum + sizeOf(one), 0)
}

function toValue(cell: Cell): DuckDBValue {
  if (cell === null || typeof cell !== 'object') return cell
  if (Buffer.isBuffer(cell)) return blobValue(cell)
  if (!('path' in cell)) return listValue(cell.map(toValue))
  return structValue({ bytes: cell.bytes === null ? null : blobValue(cell.bytes), path: cell.path })
}
