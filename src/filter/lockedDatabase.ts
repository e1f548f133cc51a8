import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, type DuckDBResultReader } from '@duckdb/node-api'
import { closeAside, sqlString } from '../dataset/duckdb.js'
import { CancelledError, FigsiftError } from '../errors.js'
import { throwIfAborted } from '../validate.js'

export interface LockedDatabaseOptions {
  /** Files that may be read; nothing else on disk can be opened, and nothing written. */
  files: readonly string[]
  memoryLimitBytes: number
  timeLimitMs: number
  threads: number
  signal?: AbortSignal | undefined
}

/** How long DuckDB may take to notice an interrupt before the call ends without it. */
const GRACE_MS = 2000

/**
 * An in-memory DuckDB for a stranger's expression: the files named, no other file, no network, no extensions, no
 * settings, no spilling to disk. One time limit holds for all its statements together.
 */
export class LockedDatabase {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #deadline: number
  readonly #options: LockedDatabaseOptions
  #underWay = 0
  #isDisposed = false

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, options: LockedDatabaseOptions) {
    this.#instance = instance
    this.#connection = connection
    this.#options = options
    this.#deadline = performance.now() + options.timeLimitMs
  }

  static async open(options: LockedDatabaseOptions): Promise<LockedDatabase> {
    throwIfAborted(options.signal)
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: `${options.memoryLimitBytes}B`,
      temp_directory: '',
      preserve_insertion_order: 'true',
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
      allow_community_extensions: 'false',
      allow_persistent_secrets: 'false',
    })
    const connection = await instance.connect()
    // A path with `[`, `*` or `?` reaches DuckDB as an escaped pattern, and both forms are checked.
    const allowed = options.files.flatMap((path) => [path, path.replace(/[[*?]/g, '[$&]')])
    for (const setting of [
      "TimeZone = 'UTC'",
      // Footers of many small files are read once for all statements.
      'parquet_metadata_cache = true',
      // 0 / 0 is NULL, not NaN, which DuckDB takes for the largest number.
      'ieee_floating_point_ops = false',
      `allowed_paths = [${[...new Set(allowed)].map(sqlString).join(', ')}]`,
      'enable_external_access = false',
      // What closing it needs, and no text of a stranger can say: only what parses as one expression gets here.
      "allowed_configs = ['threads']",
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`)
    }
    return new LockedDatabase(instance, connection, options)
  }

  async rows(sql: string, values?: string[]): Promise<unknown[][]> {
    return (await this.read(sql, values)).getRowsJson()
  }

  read(sql: string, values?: string[]): Promise<DuckDBResultReader> {
    return this.#guard(() => this.#connection.runAndReadAll(sql, values))
  }

  /** Chunks as they are computed, in row order; memory does not grow with the table. */
  async *stream(sql: string): AsyncGenerator<Awaited<ReturnType<DuckDBResult['fetchChunk']>> & object> {
    const result = await this.#guard(() => this.#connection.stream(sql))
    while (true) {
      const chunk = await this.#guard(() => result.fetchChunk())
      if (chunk === null || chunk.rowCount === 0) return
      yield chunk
    }
  }

  /** Between steps: throws when the call was cancelled or its time is used up. */
  throwIfOver(): void {
    throwIfAborted(this.#options.signal)
    if (performance.now() >= this.#deadline) throw timeLimitError(this.#options.timeLimitMs)
  }

  /** For loading rows of our own; no text of a stranger goes through it. */
  get connection(): DuckDBConnection {
    return this.#connection
  }

  /** Runs one step under the time limit and the signal: interrupts it, and after a grace no longer waits for it. */
  async #guard<T>(step: () => Promise<T>): Promise<T> {
    const { signal, timeLimitMs } = this.#options
    this.throwIfOver()
    const timers: NodeJS.Timeout[] = []
    let stop: FigsiftError | undefined
    let onAbort: (() => void) | undefined
    const abandoned = new Promise<never>((_, reject) => {
      const end = (reason: FigsiftError) => {
        if (stop !== undefined) return
        stop = reason
        this.#connection.interrupt()
        // An interrupt that comes before the query has begun is lost.
        timers.push(setInterval(() => this.#connection.interrupt(), 50))
        timers.push(setTimeout(() => reject(reason), GRACE_MS))
      }
      timers.push(setTimeout(() => end(timeLimitError(timeLimitMs)), Math.max(0, this.#deadline - performance.now())))
      onAbort = () => end(new CancelledError(signal?.reason))
      signal?.addEventListener('abort', onAbort, { once: true })
    })
    this.#underWay++
    const work = step().finally(() => {
      this.#underWay--
      if (this.#isDisposed) this.#close()
    })
    try {
      return await Promise.race([work, abandoned])
    } catch (error) {
      throw stop ?? error
    } finally {
      for (const timer of timers) clearTimeout(timer)
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort)
      work.catch(() => {})
    }
  }

  /** Idempotent. A statement that ignored its interrupt keeps the memory until it ends. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.#close()
  }

  #close(): void {
    if (this.#underWay > 0) return
    void closeAside(this.#connection, this.#instance)
  }
}

function timeLimitError(timeLimitMs: number): FigsiftError {
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected the rules to be evaluated within ${timeLimitMs} ms but they were not. Simplify them, or raise \`timeLimitMs\`.`,
  )
}
