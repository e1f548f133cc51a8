import { sqlName, sqlString } from '../dataset/duckdb.js'
import { csvRelation } from './csvRelation.js'
import { jsonRelation, pointer } from './jsonRelation.js'
import { loadRows, ROWS_TABLE } from './loadRows.js'
import type { LockedDatabase } from './lockedDatabase.js'
import type { ColumnUses, Relation } from './relation.js'
import { underRuleNames, usedColumns, usesOfColumns } from './rowsRelation.js'
import type { TableSource } from './types.js'

/**
 * The same table from rows that were read another way, for files that DuckDB cannot read or reads otherwise: a byte
 * order mark before JSON, half a surrogate pair or a stray byte in one text, line ends of two kinds in a CSV file.
 */
export async function fallbackRelation(
  database: LockedDatabase,
  { format, fallback }: TableSource,
  uses: ColumnUses,
): Promise<Relation> {
  const { names, records } = fallback!
  const used = usedColumns(uses, names)
  const columns = [...new Set(used.values())]
  await loadRows(
    database,
    records(),
    columns.map((column) => ({ column, field: column })),
  )
  const wanted = usesOfColumns(uses, used)
  const relation =
    format === 'csv'
      ? await csvRelation(database, cellsOf(columns), wanted)
      : await jsonRelation(database, ROWS_TABLE, wanted)
  return underRuleNames(relation, used, names)
}

/** CSV cells as text; an empty one is NULL, as when DuckDB reads the file. */
function cellsOf(columns: readonly string[]): string {
  const cells = columns.map(
    (name) => `nullif(json_extract_string(json, ${sqlString(pointer(name))}), '') AS ${sqlName(name)}`,
  )
  return `(SELECT ${cells.join(', ') || '1 AS one'} FROM ${ROWS_TABLE})`
}
