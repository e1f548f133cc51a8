import { sqlName } from '../dataset/duckdb.js'
import { LockedDatabase } from '../filter/lockedDatabase.js'
import { openTableView } from '../filter/tableView.js'
import type { TableSource } from '../filter/types.js'

export interface ReportTableOptions {
  memoryLimitBytes: number
  timeLimitMs: number
  signal?: AbortSignal | undefined
}

/** Queries at once over Parquet, each on one thread. */
const PARALLEL = 2
const NUMERIC = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/

/**
 * The rows of a report as one table: a number `r` from 0, and the columns that were asked for and are there.
 *
 * Parquet is read in place, each query touching its own columns only. Text is read once: what was asked for is kept
 * in memory, since every query would otherwise parse every line again.
 */
export class ReportTable {
  readonly rows: number
  /** Each runs one query at a time. */
  readonly #databases: readonly LockedDatabase[]
  readonly #idle: LockedDatabase[]
  readonly #waiting: ((database: LockedDatabase) => void)[] = []
  readonly #from: string
  readonly #columns: ReadonlyMap<string, { sql: string; type: string }>

  private constructor(
    databases: readonly LockedDatabase[],
    {
      rows,
      from,
      columns,
    }: { rows: number; from: string; columns: ReadonlyMap<string, { sql: string; type: string }> },
  ) {
    this.rows = rows
    this.#databases = databases
    this.#idle = [...databases]
    this.#from = from
    this.#columns = columns
  }

  /**
   * @param names the columns that the report may use; those that are missing are no error
   * @throws FigsiftError BAD_FORMAT, LIMIT_EXCEEDED, OUT_OF_MEMORY, CANCELLED
   */
  static async open(source: TableSource, names: readonly string[], options: ReportTableOptions): Promise<ReportTable> {
    const files = [...source.files, ...(source.sidecars ?? []).flat()]
    // One thread: a positional join pairs rows by their place, and row numbers follow the order of the files.
    const isParquet = source.format === 'parquet'
    const memoryLimitBytes = isParquet ? Math.ceil(options.memoryLimitBytes / PARALLEL) : options.memoryLimitBytes
    const open = () => LockedDatabase.open({ ...options, memoryLimitBytes, files, threads: 1 })
    const database = await open()
    try {
      const view = await openTableView(database, source, new Map(names.map((name) => [name, new Set()])))
      const found = names.flatMap((name) => {
        const sql = view.column(name, 'any')
        return sql === undefined || view.empty.has(sql) ? [] : [{ name, sql }]
      })
      const types = view.rows === 0 || found.length === 0 ? [] : await typesOf(database, view.from, found)
      const columns = new Map(
        types.flatMap((type, i) => {
          const { name, sql } = found[i]!
          return type === '"NULL"' ? [] : [[name, { sql, type }] as const]
        }),
      )
      const from = `SELECT (row_number() OVER ()) - 1 AS r, * FROM ${view.from}`
      if (isParquet) {
        const more = await Promise.all(Array.from({ length: PARALLEL - 1 }, open))
        return new ReportTable([database, ...more], { rows: view.rows, from: `(${from})`, columns })
      }
      await database.rows(`CREATE TABLE report AS ${from}`)
      return new ReportTable([database], { rows: view.rows, from: 'report', columns })
    } catch (error) {
      database.dispose()
      throw error
    }
  }

  /** True when the column is there with a value of some type. */
  has(name: string): boolean {
    return this.#columns.has(name)
  }

  isNumber(name: string): boolean {
    return NUMERIC.test(this.typeOf(name))
  }

  isText(name: string): boolean {
    return this.typeOf(name) === 'VARCHAR'
  }

  isFlag(name: string): boolean {
    return this.typeOf(name) === 'BOOLEAN'
  }

  /** DuckDB's type; empty for a column that is not there. */
  typeOf(name: string): string {
    return this.#columns.get(name)?.type ?? ''
  }

  /** The column as SQL, of one that is there. */
  sql(name: string): string {
    return this.#columns.get(name)!.sql
  }

  /** A number as a double that is NULL where it is not finite. */
  number(name: string): string {
    const value = `CAST(${this.sql(name)} AS DOUBLE)`
    if (!/^(FLOAT|DOUBLE)$/.test(this.typeOf(name))) return value
    return `CASE WHEN isfinite(${value}) THEN ${value} END`
  }

  /** The fields of a structure: by their name in a STRUCT, by JSON in what is text. */
  field(name: string, field: string): string {
    const [sql, type] = [this.sql(name), this.typeOf(name)]
    if (type.startsWith('STRUCT')) {
      return type.includes(`${field} `) || type.includes(`${sqlName(field)} `)
        ? `CAST(struct_extract(${sql}, '${field}') AS VARCHAR)`
        : 'CAST(NULL AS VARCHAR)'
    }
    const text = `CAST(${sql} AS VARCHAR)`
    return `CASE WHEN json_valid(${text}) THEN json_extract_string(${text}, '$.${field}') END`
  }

  /** What stands after FROM. */
  get from(): string {
    return this.#from
  }

  /** Values as DuckDB's JSON: numbers above 32 bits are text. Several queries may be under way; those beyond wait. */
  async query(sql: string): Promise<unknown[][]> {
    const database = this.#idle.pop() ?? (await new Promise<LockedDatabase>((resolve) => this.#waiting.push(resolve)))
    try {
      return await database.rows(sql)
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#idle.push(database)
      else next(database)
    }
  }

  dispose(): void {
    for (const database of this.#databases) database.dispose()
  }
}

async function typesOf(database: LockedDatabase, from: string, found: readonly { sql: string }[]): Promise<string[]> {
  const list = found.map(({ sql }, i) => `${sql} AS v${i}`).join(', ')
  const rows = await database.rows(`SELECT column_type FROM (DESCRIBE SELECT ${list} FROM ${from})`)
  return rows.map(([type]) => type as string)
}
