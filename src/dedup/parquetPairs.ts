import { join } from 'node:path'
import type { SimilarPairs } from '../binding.js'
import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import type { PairSink } from './pairSink.js'

/** Pairs of a part: what DuckDB holds at a time, 64 MiB. */
const PART_PAIRS = 2 ** 22
const CHUNK_PAIRS = 2048
const COPY_OPTIONS = '(FORMAT parquet, COMPRESSION zstd)'

/** A Parquet file. More than a part go to `folder` first: DuckDB makes one file of them by streaming. */
export async function openParquetPairs(path: string, folder: string, signal?: AbortSignal): Promise<PairSink> {
  // Here, because who joins in memory should not load DuckDB.
  const { DOUBLE, DuckDBDataChunk, UINTEGER } = await import('@duckdb/node-api')
  const { fromDuckDb, openDuckDb, readParquetSql, sqlString } = await import('../dataset/duckdb.js')
  const db = await openDuckDb({ memoryLimit: '512MiB', tempDirectory: folder })
  const run = async (sql: string) => {
    throwIfAborted(signal)
    await db.connection.run(sql).catch((error) => {
      throw fromDuckDb(error, path)
    })
  }
  const breather = new Breather()
  const parts: string[] = []
  let held = 0

  const createTable = () => run('CREATE OR REPLACE TEMP TABLE pairs ("left" UINTEGER, "right" UINTEGER, cosine DOUBLE)')
  const append = async ({ left, right, cosine }: SimilarPairs, begin: number, end: number) => {
    const appender = await db.connection.createAppender('pairs')
    for (let from = begin; from < end; from += CHUNK_PAIRS) {
      const count = Math.min(CHUNK_PAIRS, end - from)
      const chunk = DuckDBDataChunk.create([UINTEGER, UINTEGER, DOUBLE], count)
      for (const [column, values] of [left, right, cosine].entries()) {
        chunk.setColumnValues(column, Array.from(values.subarray(from, from + count)))
      }
      appender.appendDataChunk(chunk)
      if (breather.isDue) await breather.breathe()
    }
    appender.closeSync()
    held += end - begin
  }
  const closePart = async () => {
    parts.push(join(folder, `${parts.length}.parquet`))
    await run(`COPY pairs TO ${sqlString(parts.at(-1)!)} ${COPY_OPTIONS}`)
    await createTable()
    held = 0
  }

  await createTable()
  return {
    async write(pairs) {
      const count = pairs.left.length
      for (let begin = 0; begin < count; ) {
        const end = Math.min(begin + PART_PAIRS - held, count)
        await append(pairs, begin, end)
        if (held === PART_PAIRS) await closePart()
        begin = end
      }
    },
    async finish() {
      if (parts.length > 0 && held > 0) await closePart()
      const source = parts.length === 0 ? 'pairs' : `(FROM ${readParquetSql(parts)})`
      await run(`COPY ${source} TO ${sqlString(path)} ${COPY_OPTIONS}`)
    },
    [Symbol.asyncDispose]: () => db.close(),
  }
}
