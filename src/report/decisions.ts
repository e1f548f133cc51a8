import type { ReportTable } from './reportTable.js'

/** How the table says which rows stay. */
export interface DecisionSql {
  /** TRUE for rows that stay, FALSE for those that a rule dropped; undefined where no rules were applied. */
  kept: string | undefined
  /** The id of the first rule that dropped the row, or NULL. */
  droppedBy: string | undefined
}

/** `keep` says it where `filter` wrote decisions beside the rows; in files of rows that were dropped, `dropped_by`. */
export function decisionSql(table: ReportTable): DecisionSql {
  const droppedBy = table.isText('dropped_by') ? table.sql('dropped_by') : undefined
  if (table.isFlag('keep')) return { kept: `coalesce(${table.sql('keep')}, TRUE)`, droppedBy }
  return { kept: droppedBy && `(${droppedBy} IS NULL)`, droppedBy }
}
