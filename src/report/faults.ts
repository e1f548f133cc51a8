import type { ReportTable } from './reportTable.js'

/** Where rows carry what failed on them: the cause before what followed from it. */
export const FAULT_COLUMNS = ['ingest_error', 'error'] as const

/** What failed on a row, as SQL; code, stage and message are NULL where nothing did. */
export interface FaultSql {
  failed: string
  code: string
  stage: string
  message: string
}

/**
 * What failed on a row. A figure whose file was missing as it was ingested has no image to score either: its reason is
 * the first of the two. Undefined where no row can carry any.
 */
export function faultSql(table: ReportTable): FaultSql | undefined {
  const faults = FAULT_COLUMNS.flatMap((name) => {
    const failed = failedSql(table, name)
    return failed === undefined ? [] : [{ name, failed }]
  })
  if (faults.length === 0) return undefined
  const first = (sql: (name: string) => string) =>
    `CASE ${faults.map(({ name, failed }) => `WHEN ${failed} THEN ${sql(name)}`).join(' ')} END`
  const whole = (name: string) => `CAST(${table.sql(name)} AS VARCHAR)`
  return {
    failed: `(${faults.map(({ failed }) => failed).join(' OR ')})`,
    code: first((name) => `coalesce(${table.field(name, 'code')}, 'other')`),
    stage: first((name) => table.field(name, 'stage')),
    message: first((name) => `left(coalesce(${table.field(name, 'message')}, ${whole(name)}), 1000)`),
  }
}

/** As our rows carry it, or as a text or a flag of another tool; a number called error is a measurement. */
function failedSql(table: ReportTable, name: string): string | undefined {
  if (!table.has(name) || table.isNumber(name)) return undefined
  const sql = table.sql(name)
  if (table.isFlag(name)) return `coalesce(${sql}, FALSE)`
  return table.isText(name) ? `coalesce(${sql} <> '', FALSE)` : `(${sql} IS NOT NULL)`
}
