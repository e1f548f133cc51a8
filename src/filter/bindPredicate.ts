import { COLUMNS } from '../dataset/names.js'
import { FigsiftError } from '../errors.js'
import { nearestName } from '../validate.js'
import { REFUSED } from './allowedFunctions.js'
import type { CheckedRule } from './checkRules.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { evaluationError } from './messages.js'
import { predicateError } from './parsePredicate.js'
import { printExpression } from './printExpression.js'
import { RefusedExpression } from './refusedExpression.js'
import type { SyntaxNode } from './syntaxTree.js'
import type { TableView } from './tableView.js'

/** The rule as SQL over the view: 1 where it fires, 0 where not, NULL where unknown. */
export async function boundPredicate(
  database: LockedDatabase,
  view: TableView,
  rule: CheckedRule,
  tree: SyntaxNode,
): Promise<string> {
  let sql: string
  try {
    sql = printExpression(tree, (name, use) => {
      const column = view.column(name, use)
      if (column === undefined) throw new RefusedExpression(missingColumn(name, view.names))
      return column
    })
  } catch (error) {
    if (error instanceof RefusedExpression) throw predicateError(rule.id, rule.expression, error.message)
    throw error
  }
  const type = await typeOf(database, view, sql, rule)
  if (type !== 'BOOLEAN' && type !== 'NULL') {
    throw predicateError(rule.id, rule.expression, `it gives ${type}, not true or false`)
  }
  return rule.kind === 'keep' ? `NOT (${sql})` : `(${sql})`
}

/** `error` as our rows carry it, or as text or a flag of another tool; a number called error is a measurement. */
export async function errorPredicate(database: LockedDatabase, view: TableView): Promise<string> {
  const column = view.column('error', 'any')
  if (column === undefined || view.rows === 0) return 'FALSE'
  const type = await typeOf(database, view, column)
  if (type === 'BOOLEAN') return `coalesce(${column}, FALSE)`
  if (type === 'VARCHAR') return `coalesce(${column} <> '', FALSE)`
  if (/^(NULL|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/.test(type)) return 'FALSE'
  return `(${column} IS NOT NULL)`
}

async function typeOf(database: LockedDatabase, view: TableView, sql: string, rule?: CheckedRule): Promise<string> {
  try {
    const [[type]] = (await database.rows(
      `SELECT column_type FROM (DESCRIBE SELECT ${sql} AS value FROM ${view.from})`,
    )) as [[string]]
    return type.replaceAll('"', '')
  } catch (error) {
    if (error instanceof FigsiftError) throw error
    throw evaluationError(error, view, rule)
  }
}

function missingColumn(name: string, names: readonly string[]): string {
  const why = REFUSED.get(name.toLowerCase())
  if (why !== undefined) return `\`${name}\` is not allowed in it: ${why}`
  const same = names.filter((n) => n.toLowerCase() === name.toLowerCase())
  if (same.length > 1)
    return `\`${name}\` could be any of the columns ${same.join(', ')}; write it as one of them is written`
  const near = nearestName(name, names)
  const ours = COLUMNS.find((c) => c.snake === name.toLowerCase() || c.camel === name)
  const remedy =
    near !== undefined
      ? ` Did you mean \`${near}\`?`
      : ours !== undefined
        ? ` \`figsift ${ours.group}\` writes \`${ours.snake}\`: run it first.`
        : ''
  return `there is no column \`${name}\`.${remedy} Columns: ${listNames(names)}`
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return '(none)'
  return names.length <= 60 ? names.join(', ') : `${names.slice(0, 60).join(', ')} and ${names.length - 60} more`
}
