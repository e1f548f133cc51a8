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
  return (await schemaTree(connection, file)).map((column) => column.name)
}

/** A leaf that DuckDB reads with less than it holds: it would cut nanoseconds to microseconds. */
const CUT_LEAF = /^INT96|TimeType\(.*NanoSeconds|TimestampType\(isAdjustedToUTC=1.*NanoSeconds/

/**
 * Throws for columns with values that DuckDB cannot carry whole: nanoseconds in times of day, in times with a zone, and
 * in the outdated INT96. (Timestamps without zone keep theirs.)
 */
export async function checkLossless(
  connection: DuckDBConnection,
  file: string,
  columns: readonly string[],
): Promise<void> {
  for (const { name, leaves } of await schemaTree(connection, file)) {
    if (!columns.includes(name) || !leaves.some((leaf) => CUT_LEAF.test(leaf))) continue
    throw new FormatError(
      `Expected times of microseconds or less detail in ${JSON.stringify(file)} but the column ${JSON.stringify(name)} ` +
        'holds nanoseconds of a kind (INT96, time of day, or with a zone) that would be cut to microseconds. ' +
        'Cast it to microseconds first, as with coerce_timestamps="us" in pyarrow.',
      { file },
    )
  }
}

/** The top-level columns, each with the types of the values in it, as they stand in the file. */
async function schemaTree(connection: DuckDBConnection, file: string): Promise<{ name: string; leaves: string[] }[]> {
  const reader = await connection.runAndReadAll(
    `SELECT name, num_children, concat(type, ' ', logical_type) FROM parquet_schema(${sqlPath(file)})`,
  )
  const rows = reader.getRows() as [name: string, children: bigint | null, type: string][]
  const tree: { name: string; leaves: string[] }[] = []
  let at = 1
  const collect = (leaves: string[]): void => {
    const [, children, type] = rows[at++]!
    if (children === null) leaves.push(type)
    for (let left = Number(children ?? 0); left > 0 && at < rows.length; left--) collect(leaves)
  }
  while (at < rows.length) {
    const column = { name: rows[at]![0], leaves: [] }
    tree.push(column)
    collect(column.leaves)
  }
  return tree
}

export async function parquetRowCount(connection: DuckDBConnection, files: readonly string[]): Promise<number> {
  return (await parquetRowCounts(connection, files)).reduce((sum, rows) => sum + rows, 0)
}

/** The rows of each file, as their ends tell. */
export async function parquetRowCounts(connection: DuckDBConnection, files: readonly string[]): Promise<number[]> {
  if (files.length === 0) return []
  const list = `[${[...new Set(files)].map(sqlPath).join(', ')}]`
  const reader = await connection.runAndReadAll(
    `SELECT file_name, num_rows::DOUBLE FROM parquet_file_metadata(${list})`,
  )
  const rows = new Map(reader.getRows() as [string, number][])
  return files.map((file) => rows.get(file)!)
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
