import { sqlName } from '../dataset/duckdb.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { type ColumnUses, findName, nanToNull, type Relation, type RelationColumn } from './relation.js'

/** A Parquet table with the types it has; NaN counts as NULL. */
export async function parquetRelation(database: LockedDatabase, source: string, uses: ColumnUses): Promise<Relation> {
  const described = (await database.rows(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`,
  )) as [string, string][]
  const types = new Map(described)
  const names = [...types.keys()]
  const columns = new Map<string, RelationColumn>()
  for (const name of uses.keys()) {
    const column = findName(name, names)
    if (column === undefined) continue
    const sql = sqlName(column)
    columns.set(name, { sql: /^(FLOAT|DOUBLE)$/.test(types.get(column)!) ? nanToNull(sql) : sql })
  }
  const [[rows]] = (await database.rows(`SELECT count(*) FROM ${source}`)) as [[string]]
  return { from: source, rows: Number(rows), columns, names }
}
