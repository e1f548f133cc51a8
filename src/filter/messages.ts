import { fromDuckDb } from '../dataset/duckdb.js'
import { FigsiftError } from '../errors.js'
import type { CheckedRule } from './checkRules.js'
import { predicateError } from './parsePredicate.js'
import type { TableView } from './tableView.js'

/** DuckDB's refusal in its own words, with the rule it concerns and the columns under their own names. */
export function evaluationError(error: unknown, view: TableView, rule: CheckedRule | undefined): unknown {
  if (error instanceof FigsiftError || !(error instanceof Error)) return error
  const isAboutValues = /^(Binder|Conversion|Out of Range|Invalid Input|Catalog|Not implemented)/i.test(error.message)
  const isAboutFile = /in file "|CSV Error|\.parquet|Parquet/.test(error.message)
  if (!isAboutValues || isAboutFile || rule === undefined) return memoryError(error) ?? fromDuckDb(error)
  const words = error.message.split(/\n\s*\n?(LINE \d|Candidate|Possible)/)[0]!.slice(0, 500)
  const columns = [...new Set(view.aliases.values())].join(', ')
  const help = /VARCHAR/.test(words) ? ' Text becomes a number by try_cast(column AS DOUBLE).' : ''
  return predicateError(
    rule.id,
    rule.expression,
    `DuckDB says: ${withNames(words, view)}.${help} Columns in use: ${columns || '(none)'}`,
    error,
  )
}

function memoryError(error: Error): FigsiftError | undefined {
  if (!/^Out of Memory/i.test(error.message)) return undefined
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected the rules to need less memory: ${error.message.split('\n')[0]}. Raise \`memoryLimitBytes\`.`,
    { cause: error },
  )
}

/** Our short names of columns as the input's. */
export function withNames(text: string, view: TableView): string {
  return text.replace(/\b(v\d+|[cs]\d*_\d+)(_text)?\b/g, (alias, base) => view.aliases.get(base) ?? alias)
}
