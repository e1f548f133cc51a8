import { COLUMNS, type ColumnSignal } from '../dataset/names.js'
import { FigsiftError } from '../errors.js'
import { nearestName } from '../validate.js'
import { REFUSED } from './allowedFunctions.js'
import type { CheckedRule } from './checkRules.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { evaluationError, withNames } from './messages.js'
import { predicateError } from './parsePredicate.js'
import { type Operand, type PrintedExpression, printExpression } from './printExpression.js'
import { RefusedExpression } from './refusedExpression.js'
import type { SyntaxNode } from './syntaxTree.js'
import type { TableView } from './tableView.js'

/** The rule as SQL over the view: TRUE where it drops, FALSE where not, NULL where unknown. */
export async function boundPredicate(
  database: LockedDatabase,
  view: TableView,
  rule: CheckedRule,
  tree: SyntaxNode,
): Promise<string> {
  const { sql, groups } = printed(view, rule, tree)
  const operands = [...new Set(groups.flat().map((operand) => operand.sql))]
  const [type, ...operandTypes] = await typesOf(database, view, [sql, ...operands], rule)
  const typeOf = new Map(operands.map((operand, i) => [operand, operandTypes[i]!]))
  for (const group of groups) checkGroup(group, typeOf, view, rule)
  if (type !== 'BOOLEAN' && !isNothing(sql, view)) {
    throw predicateError(rule.id, rule.expression, `it gives ${type}, not true or false`)
  }
  return rule.kind === 'keep' ? `NOT (${sql})` : `(${sql})`
}

function printed(view: TableView, rule: CheckedRule, tree: SyntaxNode): PrintedExpression {
  try {
    return printExpression(tree, (name, use) => {
      const column = view.column(name, use)
      if (column === undefined) throw new RefusedExpression(missingColumn(name, view.names))
      return column
    })
  } catch (error) {
    if (error instanceof RefusedExpression) throw predicateError(rule.id, rule.expression, error.message)
    throw error
  }
}

const NUMERIC = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/

/** DuckDB would cast the text to the number's type: with `= 0.4`, a DECIMAL(2,1), the text '0.35' is equal. */
function checkGroup(
  group: readonly Operand[],
  typeOf: ReadonlyMap<string, string>,
  view: TableView,
  rule: CheckedRule,
): void {
  const text = group.find(({ sql, isQuoted }) => !isQuoted && typeOf.get(sql) === 'VARCHAR')
  const number = group.find(({ sql }) => NUMERIC.test(typeOf.get(sql)!) && !isNothing(sql, view))
  if (text === undefined || number === undefined) return
  const name = withNames(text.sql, view)
  throw predicateError(
    rule.id,
    rule.expression,
    `it compares ${name}, which is text, with ${withNames(number.sql, view)}, which is a number. ` +
      `Write try_cast(${name} AS DOUBLE), or put the number in quotes`,
  )
}

/** DuckDB calls a NULL of no type INTEGER. */
function isNothing(sql: string, view: TableView): boolean {
  return sql === 'NULL' || view.empty.has(sql)
}

/** `error` as our rows carry it, or as text or a flag of another tool; a number called error is a measurement. */
export async function errorPredicate(database: LockedDatabase, view: TableView): Promise<string> {
  const column = view.column('error', 'any')
  if (column === undefined || view.rows === 0) return 'FALSE'
  const [type] = (await typesOf(database, view, [column])) as [string]
  if (type === 'BOOLEAN') return `coalesce(${column}, FALSE)`
  if (type === 'VARCHAR') return `coalesce(${column} <> '', FALSE)`
  if (NUMERIC.test(type)) return 'FALSE'
  return `(${column} IS NOT NULL)`
}

async function typesOf(
  database: LockedDatabase,
  view: TableView,
  expressions: readonly string[],
  rule?: CheckedRule,
): Promise<string[]> {
  const list = expressions.map((sql, i) => `${sql} AS t${i}`).join(', ')
  try {
    const types = await database.rows(`SELECT column_type FROM (DESCRIBE SELECT ${list} FROM ${view.from})`)
    return types.map(([type]) => (type as string).replaceAll('"', ''))
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
  const ours = COLUMNS.find((c) => c.snake === name.toLowerCase() || c.camel === name)
  const near = ours === undefined ? nearestName(name, names) : undefined
  const remedy =
    near !== undefined ? ` Did you mean \`${near}\`?` : ours !== undefined ? ` ${commandFor(ours, names)}` : ''
  return `there is no column \`${name}\`.${remedy} Columns: ${listNames(names)}`
}

/** What writes a column of ours that the input lacks. */
function commandFor({ group, snake, signals }: (typeof COLUMNS)[number], names: readonly string[]): string {
  const [signal] = signals ?? []
  const command = `figsift ${group}${FLAGS[signal ?? ''] ?? ''}`
  if (isCheap(signal) && names.includes('score')) {
    return (
      `\`figsift score\` writes \`${snake}\` unless it is left out by \`--skip-signals\` (\`skip_signals\` in a recipe, ` +
      '`skipSignals` in the API), as it was here: score the rows without leaving it out.'
    )
  }
  // Rows without words were scored all the same; scoring them again as before would bring nothing.
  return signals?.includes('words') && names.includes('score')
    ? `\`${command}\` writes \`${snake}\`; the scores there are were made without words.`
    : `\`${command}\` writes \`${snake}\`: run it first.`
}

/** Such signals are computed for all rows that are scored. */
const isCheap = (signal: ColumnSignal | undefined): boolean => signal === 'image' || signal === 'text'

const FLAGS: Readonly<Record<string, string>> = {
  words: ' --signals words',
  image: ' --signals image',
  text: ' --signals text',
  clip: ' --signals clip --model FOLDER',
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return '(none)'
  return names.length <= 60 ? names.join(', ') : `${names.slice(0, 60).join(', ')} and ${names.length - 60} more`
}
