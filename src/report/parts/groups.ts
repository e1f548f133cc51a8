import type { Funnel, FunnelBreakdown } from '../../filter/types.js'
import { decisionSql } from '../decisions.js'
import { faultSql } from '../faults.js'
import type { GroupRow, GroupTable, Part } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'
import { shareOf } from '../share.js'

const MAX_GROUPS = 50

/** The largest groups of rows that have the same value in a column, then the rest and the rows without one. */
export async function groupTable(
  table: ReportTable,
  column: string,
  funnel: Funnel | undefined,
): Promise<Part<{ table: GroupTable }>> {
  if (!table.has(column)) return { missing: { why: `No row has a \`${column}\`.`, command: null } }
  const type = table.typeOf(column)
  if (type.startsWith('STRUCT') || type.endsWith(']') || type === 'JSON') {
    return { missing: { why: `\`${column}\` is a structure here, not one text that rows could share.`, command: null } }
  }
  const clustered = clusteredShares(table, column, funnel)
  const { kept } = decisionSql(table)
  const counts = (rows: string, values: string) =>
    `${rows}, ${kept === undefined ? 'NULL' : `sum(kept)`}, sum(errors), ${values}`
  const grouped =
    `SELECT CAST(${table.sql(column)} AS VARCHAR) AS name, count(*) AS rows, ` +
    `${kept === undefined ? 'NULL' : `count(*) FILTER (${kept})`} AS kept, ` +
    `${count(faultSql(table)?.failed)} AS errors FROM ${table.from} GROUP BY name`
  const sql =
    `WITH grouped AS (${grouped}), ` +
    `ranked AS (SELECT *, row_number() OVER (ORDER BY name IS NULL, rows DESC, name) AS place FROM grouped), ` +
    `kinds AS (SELECT *, CASE WHEN name IS NULL THEN 'none' WHEN place <= ${MAX_GROUPS} THEN 'value' ELSE 'rest' END AS kind FROM ranked) ` +
    `SELECT kind, ${counts('sum(rows)', 'count(*)')}, min(name) FILTER (kind = 'value'), min(place) FROM kinds ` +
    `GROUP BY kind, CASE WHEN kind = 'value' THEN place END ` +
    `ORDER BY CASE kind WHEN 'value' THEN 0 WHEN 'rest' THEN 1 ELSE 2 END, 7`
  const found = (await table.query(sql)) as [GroupRow['kind'], string, string | null, string, string, string, string][]
  const groups = found.map(([kind, rows, keptRows, errors, , name]): GroupRow => {
    const stay = keptRows === null ? null : Number(keptRows)
    const key = kind === 'value' ? name : null
    return {
      kind,
      name: key,
      rows: Number(rows),
      kept: stay,
      keptShare: clustered?.(kind, key) ?? (stay === null ? null : shareOf(stay, Number(rows))),
      errors: Number(errors),
    }
  })
  const values = found.reduce((sum, [kind, , , , n]) => sum + (kind === 'none' ? 0 : Number(n)), 0)
  return { table: { column, values, groups, isClustered: clustered !== undefined && funnel?.papers !== undefined } }
}

const count = (condition: string | undefined): string =>
  condition === undefined ? '0' : `count(*) FILTER (${condition})`

/** Where the funnel is of these very rows, its shares count rows of one paper as the few that they are worth. */
function clusteredShares(table: ReportTable, column: string, funnel: Funnel | undefined) {
  if (funnel?.rows !== table.rows) return undefined
  const breakdown: FunnelBreakdown | undefined =
    column === 'subject' ? funnel.bySubject : column === 'source' ? funnel.bySource : undefined
  if (breakdown === undefined) return undefined
  return (kind: GroupRow['kind'], name: string | null) =>
    breakdown.groups.find((group) => group.kind === kind && group.name === name)?.keptShare
}
