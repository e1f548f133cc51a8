import { totalmem } from 'node:os'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import { FigsiftError } from '../errors.js'
import { throwIfAborted } from '../validate.js'

export interface DuckDbOptions {
  memoryLimit?: string
  /** Where DuckDB may put what does not fit its memory; without it a too large query fails. */
  tempDirectory?: string
}

/** For rows with images: half of the machine's memory, 4 GiB at most. */
export const largeMemoryLimit = (): string => `${Math.floor(Math.min(4 * 2 ** 30, totalmem() / 2) / 2 ** 20)}MiB`

/** A private in-memory DuckDB with one thread, so that equal input gives equal bytes, and without the network. */
export interface DuckDb {
  readonly connection: DuckDBConnection
  /** One more connection to the same data, for work at the same time; it is the caller's to close. */
  connect(): Promise<DuckDBConnection>
  /** Closes it soon. */
  dispose(): void
  /** Closes it; its folder for temporary files may be removed afterwards. */
  close(): Promise<void>
}

export async function openDuckDb({ memoryLimit = '1GiB', tempDirectory }: DuckDbOptions = {}): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: memoryLimit,
    temp_directory: tempDirectory ?? '',
    preserve_insertion_order: 'true',
    // It would keep half a gigabyte of what rows with images took, and take the same again for the next ones.
    allocator_bulk_deallocation_flush_threshold: '64MiB',
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connect = async () => {
    const connection = await instance.connect()
    // With it a LIMIT sorts and holds what it lets through.
    await connection.run("SET disabled_optimizers = 'late_materialization'")
    // Text of timestamps with zone must not depend on the machine's zone.
    await connection.run("SET TimeZone = 'UTC'")
    return connection
  }
  const connection = await connect()
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= closeAside(connection, instance)
    return closed
  }
  return { connection, connect, close, dispose: () => void close() }
}

/**
 * Closes a database without holding the event loop. To stop DuckDB's threads and give back their memory takes up to 0.1 s,
 * on the thread that closes it; a change of the number of threads does the same on one of DuckDB's own.
 */
export async function closeAside(connection: DuckDBConnection, instance: DuckDBInstance): Promise<void> {
  try {
    for (const threads of [2, 1]) await connection.run(`SET threads TO ${threads}`)
  } catch {
    // Then it is closed as it is.
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Runs `work` with a connection that `signal` interrupts. DuckDB's refusals become ours, with `file` named. */
export async function withDuckDb<T>(
  options: DuckDbOptions & { file?: string; signal?: AbortSignal | undefined },
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  throwIfAborted(options.signal)
  const db = await openDuckDb(options)
  const interrupt = () => db.connection.interrupt()
  options.signal?.addEventListener('abort', interrupt)
  try {
    return await work(db.connection)
  } catch (error) {
    throwIfAborted(options.signal)
    throw fromDuckDb(error, options.file)
  } finally {
    options.signal?.removeEventListener('abort', interrupt)
    await db.close()
  }
}

/** DuckDB says what went wrong only in words, the kind first. */
export function fromDuckDb(error: unknown, file?: string): unknown {
  if (error instanceof FigsiftError || !(error instanceof Error)) return error
  const details = { cause: error, ...(file === undefined ? {} : { file }) }
  const words = error.message.split('\n')[0]!.slice(0, 500)
  const where = file === undefined ? '' : ` on ${JSON.stringify(file)}`
  if (/^Out of Memory Error/i.test(words)) {
    return new FigsiftError('OUT_OF_MEMORY', `DuckDB ran out of its memory${where}: ${words}`, details)
  }
  if (/^IO Error/i.test(words)) return new FigsiftError('IO', `DuckDB failed${where}: ${words}`, details)
  if (/^(Invalid Input|Conversion|Not implemented|Binder|Serialization|TProtocolException)/i.test(words)) {
    return new FigsiftError('BAD_FORMAT', `DuckDB cannot work${where}: ${words}`, details)
  }
  return new FigsiftError('INTERNAL', `DuckDB failed${where}: ${words}`, details)
}

export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A path for read_parquet and its kin, which would take `*`, `?` and `[` as patterns. */
export function sqlPath(path: string): string {
  return sqlString(path.replace(/[[*?]/g, '[$&]'))
}

/** Files as one table, in this order; folder names like `label=3` add no columns. */
export function readParquetSql(paths: readonly string[], extra = ''): string {
  return `read_parquet([${paths.map(sqlPath).join(', ')}], hive_partitioning = false${extra})`
}

/**
 * The rows of a query as DuckDB's values, in batches small enough that making one does not hold the event loop. `signal`
 * interrupts the query.
 */
export async function* streamRows(
  connection: DuckDBConnection,
  sql: string,
  { file, signal }: { file?: string; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<DuckDBValue[][], void, undefined> {
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  const breather = new Breather(2)
  try {
    const result = await connection.stream(sql)
    while (true) {
      throwIfAborted(signal)
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      const vectors = Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i))
      let rows: DuckDBValue[][] = []
      for (let row = 0; row < chunk.rowCount; row++) {
        rows.push(vectors.map((vector) => vector.getItem(row)))
        if (!breather.isDue) continue
        yield rows
        rows = []
        await breather.breathe()
      }
      if (rows.length > 0) yield rows
    }
  } catch (error) {
    throwIfAborted(signal)
    throw fromDuckDb(error, file)
  } finally {
    signal?.removeEventListener('abort', interrupt)
  }
}
