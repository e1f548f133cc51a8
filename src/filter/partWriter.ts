import { type DuckDBConnection, DuckDBDataChunk, LIST, listValue, UINTEGER, VARCHAR } from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import type { PutFile } from '../dataset/atomicFile.js'
import { fromDuckDb, sqlName, sqlString } from '../dataset/duckdb.js'
import { columnsFor } from '../dataset/names.js'
import type { CheckedRule } from './checkRules.js'

const CHUNK_ROWS = 2048
const COMBINATION_ROWS = 256
/** Chunks that are put into a table in one go, on the event loop: under 1 ms. */
const FLUSH_CHUNKS = 4

/**
 * Writes decision side-cars. Its DuckDB is not the one that evaluates: it may write files, and never sees an expression.
 * Equal rows give equal bytes.
 */
export class PartWriter {
  readonly #connection: DuckDBConnection
  readonly #rules: readonly CheckedRule[]
  readonly #put: PutFile

  constructor(connection: DuckDBConnection, rules: readonly CheckedRule[], put: PutFile) {
    this.#connection = connection
    this.#rules = rules
    this.#put = put
  }

  /**
   * @param codes [rows] indices into `combinations`
   * @param combinations the firing rules of each; none: the row is kept
   */
  async write(path: string, codes: Uint32Array, combinations: readonly (readonly number[])[]): Promise<void> {
    try {
      await this.#loadCombinations(combinations)
      await this.#loadCodes(codes)
      await this.#put(path, (temporary) => this.#connection.run(copySql(temporary)))
    } catch (error) {
      throw fromDuckDb(error, path)
    }
  }

  close(): void {
    this.#connection.closeSync()
  }

  /** As variables, whose elements are found by place: a join might change the order of the rows. */
  async #loadCombinations(combinations: readonly (readonly number[])[]): Promise<void> {
    const rules = this.#rules
    await this.#connection.run(
      'CREATE OR REPLACE TEMP TABLE combinations ' +
        '(code UINTEGER, dropped_by VARCHAR, dropped_reason VARCHAR, dropped_by_all VARCHAR[])',
    )
    await this.#append('combinations', combinations.length, COMBINATION_ROWS, (begin, end) => {
      const chunk = DuckDBDataChunk.create([UINTEGER, VARCHAR, VARCHAR, LIST(VARCHAR)], end - begin)
      const own = combinations.slice(begin, end)
      chunk.setColumns([
        own.map((_, i) => begin + i),
        own.map(([first]) => (first === undefined ? null : rules[first]!.id)),
        own.map(([first]) => (first === undefined ? null : rules[first]!.reason)),
        own.map((fired) => listValue(fired.map((r) => rules[r]!.id))),
      ])
      return chunk
    })
    for (const name of LISTS) {
      await this.#connection.run(`SET VARIABLE ${name} = (SELECT list(${name} ORDER BY code) FROM combinations)`)
    }
  }

  async #loadCodes(codes: Uint32Array): Promise<void> {
    await this.#connection.run('CREATE OR REPLACE TEMP TABLE codes (code UINTEGER)')
    await this.#append('codes', codes.length, CHUNK_ROWS, (begin, end) => {
      const chunk = DuckDBDataChunk.create([UINTEGER], end - begin)
      chunk.setColumnValues(0, codes.subarray(begin, end) as unknown as number[])
      return chunk
    })
  }

  async #append(
    table: string,
    rows: number,
    step: number,
    chunkOf: (begin: number, end: number) => DuckDBDataChunk,
  ): Promise<void> {
    const appender = await this.#connection.createAppender(table)
    const breather = new Breather()
    for (let begin = 0, chunks = 1; begin < rows; begin += step, chunks++) {
      appender.appendDataChunk(chunkOf(begin, Math.min(begin + step, rows)))
      if (chunks % FLUSH_CHUNKS === 0) appender.flushSync()
      if (breather.isDue) await breather.breathe()
    }
    appender.closeSync()
  }
}

const LISTS = ['dropped_by', 'dropped_reason', 'dropped_by_all']

function copySql(path: string): string {
  const listed = (name: string) => `getvariable('${name}')[code + 1]`
  const value = (name: string) => (name === 'keep' ? `${listed('dropped_by')} IS NULL` : listed(name))
  const columns = columnsFor('filter').map(
    ({ snake, duckdbType }) => `CAST(${value(snake)} AS ${duckdbType}) AS ${sqlName(snake)}`,
  )
  return `COPY (SELECT ${columns.join(', ')} FROM codes) TO ${sqlString(path)} (FORMAT parquet, COMPRESSION zstd)`
}
