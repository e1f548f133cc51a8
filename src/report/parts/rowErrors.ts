import { faultSql } from '../faults.js'
import type { ErrorsPart, Part } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'
import { shareOf } from '../share.js'

const MAX_CODES = 40

/** Rows that carry an error: how many of each code, and of each some, the first ones. */
export async function rowErrors(table: ReportTable, size: number): Promise<Part<ErrorsPart>> {
  const fault = faultSql(table)
  const none = { missing: { why: 'No row carries an error.', command: null } }
  if (fault === undefined) return none
  const { failed, code, stage } = fault
  const counts = (await table.query(
    `SELECT ${code} AS code, ${stage} AS stage, count(*) AS n, min(r, ${size}), sum(count(*)) OVER (), count(*) OVER () FROM ${table.from} WHERE ${failed} ` +
      `GROUP BY code, stage ORDER BY n DESC, code, stage LIMIT ${MAX_CODES}`,
  )) as [string, string | null, string, string[], string, string][]
  if (counts.length === 0) return none
  const [, , , , total, kinds] = counts[0]!
  return {
    total: Number(total),
    codes: counts.map(([name, at, n]) => ({
      code: name,
      stage: at,
      rows: Number(n),
      share: shareOf(Number(n), table.rows),
    })),
    moreCodes: Number(kinds) - counts.length,
    rows: inTurn(
      counts.map(([, , , rows]) => rows.map(Number)),
      size,
    ),
  }
}

/** One of each list, then the second of each, and so on: a common error does not crowd out the rare ones. */
function inTurn(lists: readonly (readonly number[])[], size: number): number[] {
  const chosen: number[] = []
  for (let i = 0; chosen.length < size && lists.some((list) => i < list.length); i++) {
    for (const list of lists) if (i < list.length && chosen.length < size) chosen.push(list[i]!)
  }
  return chosen.sort((a, b) => a - b)
}
