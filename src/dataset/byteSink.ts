import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { BLOB } from '@duckdb/node-api'
import { throwIfAborted } from '../validate.js'
import { readParquetSql, sqlString, withDuckDb } from './duckdb.js'
import type { Compression } from './fileKind.js'
import { stageParquet } from './stageParquet.js'

const PIECE_BYTES = 1 << 18
const ZSTD_PIECE_BYTES = 1 << 16

/**
 * Writes pieces of bytes one after the other to a file, compressed or not; the writer's speed holds the source back.
 *
 * Zstandard is written by DuckDB (Node 20 has none), from parts put down beside the file, as one frame: several readers stop
 * after the first.
 */
export async function writeBytes(
  path: string,
  compression: Compression,
  pieces: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<void> {
  if (compression === 'zstd') return writeZstd(path, pieces, signal)
  const source = Readable.from(joined(pieces, PIECE_BYTES), { objectMode: true, highWaterMark: 1 })
  const file = createWriteStream(path)
  try {
    if (compression === 'gzip') await pipeline(source, createGzip(), file, { ...(signal && { signal }) })
    else await pipeline(source, file, { ...(signal && { signal }) })
  } catch (error) {
    throwIfAborted(signal)
    throw error
  }
}

async function writeZstd(path: string, pieces: AsyncIterable<Buffer>, signal: AbortSignal | undefined): Promise<void> {
  const rows = (async function* () {
    for await (const piece of joined(pieces, ZSTD_PIECE_BYTES)) {
      const cuts = []
      for (let at = 0; at < piece.length; at += ZSTD_PIECE_BYTES) cuts.push([piece.subarray(at, at + ZSTD_PIECE_BYTES)])
      yield cuts
    }
  })()
  await stageParquet(`${path}-zst.partial`, [{ name: 'bytes', type: BLOB }], rows, signal, async (parts) => {
    await withDuckDb({ file: path, signal }, (connection) =>
      connection.run(
        `COPY (SELECT bytes FROM ${readParquetSql(parts)}) TO ${sqlString(path)} (FORMAT blob, COMPRESSION zstd)`,
      ),
    )
  })
}

/** Puts small pieces together, so that few system calls write many rows. */
async function* joined(pieces: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer, void, undefined> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    bytes += piece.length
    if (bytes < size) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}
