import type { LockedDatabase } from './lockedDatabase.js'
import { aliased, type ColumnUses, findName, nanToNull, type Relation, type RelationColumn } from './relation.js'

/** A Parquet table with the types it has; NaN counts as NULL. */
export async function parquetRelation(
  database: LockedDatabase,
  source: string,
  uses: ColumnUses,
  alias: string,
): Promise<Relation> {
  const described = (await database.rows(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`,
  )) as [string, string][]
  const names = described.map(([name]) => name)
  const own = aliased(source, alias, names.length)
  const columns = new Map<string, RelationColumn>()
  for (const name of uses.keys()) {
    const column = findName(name, names)
    if (column === undefined) continue
    const at = names.indexOf(column)
    const sql = own.names[at]!
    const type = described[at]![1]
    const isNested = /^(?:STRUCT|MAP|UNION|JSON)|\]$/.test(type)
    columns.set(name, { sql: /^(FLOAT|DOUBLE)$/.test(type) ? nanToNull(sql) : sql, isNested })
  }
  const [[rows]] = (await database.rows(`SELECT count(*) FROM ${source}`)) as [[string]]
  return { from: own.from, rows: Number(rows), columns, names }
}
