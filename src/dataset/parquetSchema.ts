import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api'
import { FormatError } from '../errors.js'
import { readParquetSql, sqlPath } from './duckdb.js'

export interface ParquetColumn {
  name: string
  type: DuckDBType
}

/** The columns of a Parquet file as DuckDB reads them. */
export async function parquetColumns(connection: DuckDBConnection, file: string): Promise<ParquetColumn[]> {
  const result = await connection.run(`SELECT * FROM ${readParquetSql([file])} LIMIT 0`)
  const columns = result.columnNames().map((name, i) => ({ name, type: result.columnType(i) }))
  const written = await topLevelNames(connection, file)
  const renamed = columns.findIndex((column, i) => column.name !== written[i])
  if (renamed === -1) return columns
  // DuckDB's names ignore case, so of `ID` and `id` it would write one back under another name.
  throw new FormatError(
    `Expected column names that differ by more than case in ${JSON.stringify(file)} but received ` +
      `${JSON.stringify(written[renamed])}, which is there already. Rename one.`,
    { file },
  )
}

async function topLevelNames(connection: DuckDBConnection, file: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(`SELECT name, num_children FROM parquet_schema(${sqlPath(file)})`)
  const rows = reader.getRows() as [string, bigint | null][]
  const names: string[] = []
  let at = 1
  const skip = (): void => {
    let children = Number(rows[at++]?.[1] ?? 0)
    while (children-- > 0) skip()
  }
  while (at < rows.length) {
    names.push(rows[at]![0])
    skip()
  }
  return names
}

export async function parquetRowCount(connection: DuckDBConnection, files: readonly string[]): Promise<number> {
  let rows = 0
  for (const file of files) {
    const reader = await connection.runAndReadAll(`SELECT num_rows FROM parquet_file_metadata(${sqlPath(file)})`)
    rows += Number(reader.getRows()[0]![0])
  }
  return rows
}

/** Throws when a file has other columns or types than the first: DuckDB would drop or cast them without a word. */
export function checkSameColumns(
  first: { file: string; columns: readonly ParquetColumn[] },
  other: { file: string; columns: readonly ParquetColumn[] },
): void {
  const show = (column: ParquetColumn | undefined) =>
    column === undefined ? 'no column' : `${column.name} ${column.type}`
  for (let i = 0; i < Math.max(first.columns.length, other.columns.length); i++) {
    const [expected, received] = [show(first.columns[i]), show(other.columns[i])]
    if (expected === received) continue
    throw new FormatError(
      `Expected the columns of ${JSON.stringify(first.file)} in ${JSON.stringify(other.file)} too but received ` +
        `${JSON.stringify(received)} where the first has ${JSON.stringify(expected)}.`,
      { file: other.file },
    )
  }
}
