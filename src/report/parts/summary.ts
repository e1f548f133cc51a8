import type { Funnel } from '../../filter/types.js'
import { decisionSql } from '../decisions.js'
import { faultSql } from '../faults.js'
import type { Summary } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'
import { shareOf } from '../share.js'

/** Counts over the whole table. */
export async function summarize(table: ReportTable, funnel: Funnel | undefined): Promise<Summary> {
  const { kept } = decisionSql(table)
  const error = faultSql(table)?.failed
  const flag = (name: string, isTrue: boolean) =>
    table.isFlag(name) ? `count(*) FILTER (${isTrue ? '' : 'NOT '}${table.sql(name)})` : 'NULL'
  const [[, keptRows, errors, duplicates, suspects]] = (await table.query(
    `SELECT count(*), ${kept === undefined ? 'NULL' : `count(*) FILTER (${kept})`}, ` +
      `${error === undefined ? '0' : `count(*) FILTER (${error})`}, ${flag('dup_keep', false)}, ${flag('swap_suspect', true)} ` +
      `FROM ${table.from}`,
  )) as [[string, string | null, string | null, string | null, string | null]]
  const number = (value: string | null) => (value === null ? null : Number(value))
  const stay = number(keptRows)
  return {
    rows: table.rows,
    kept: stay,
    dropped: stay === null ? null : table.rows - stay,
    // The filter knew the papers, and so how much its rows say.
    keptShare: funnel?.rows === table.rows ? funnel.keptShare : stay === null ? null : shareOf(stay, table.rows),
    errors: Number(errors),
    errorShare: shareOf(Number(errors), table.rows),
    duplicates: number(duplicates),
    suspects: number(suspects),
  }
}
