import { FigsiftError } from '../errors.js'
import { describe } from '../validate.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { printExpression } from './printExpression.js'
import { RefusedExpression } from './refusedExpression.js'
import { parseSerializedSql, type SyntaxNode } from './syntaxTree.js'

/** Longest expression, in UTF-16 units. */
export const MAX_EXPRESSION = 100_000

/**
 * Reads a stranger's expression with DuckDB's own parser and checks that it is exactly one plain expression.
 *
 * @returns its parse tree, which `printExpression` turns into SQL of our own
 * @throws FigsiftError BAD_PREDICATE
 */
export async function parsePredicate(database: LockedDatabase, rule: string, text: string): Promise<SyntaxNode> {
  const refuse = (why: string) => predicateError(rule, text, why)
  if (typeof text !== 'string' || text.trim() === '') throw refuse('it is empty')
  if (text.length > MAX_EXPRESSION) throw refuse(`it is longer than ${MAX_EXPRESSION} characters`)
  if (text.includes('\0')) throw refuse('it holds a NUL character')
  // The line break ends a `--` comment; an open `/*`, quote or bracket is an error of the parser.
  const [[json]] = (await database.rows(
    'SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true)',
    [`SELECT ${text}\n`],
  )) as [[string]]
  const parsed = parseSerializedSql(json)
  if (parsed.error) {
    if (parsed.error_type === 'not implemented') throw refuse('it is a statement, or more than one')
    throw refuse(`DuckDB says: ${parsed.error_message}${positionOf(parsed.position)}`)
  }
  const tree = onlyExpression(parsed.statements)
  if (tree === undefined) throw refuse('it is a query, or more than one expression')
  try {
    printExpression(tree, (name) => name)
  } catch (error) {
    if (error instanceof RefusedExpression) throw refuse(error.message)
    throw error
  }
  return tree
}

export function predicateError(rule: string, text: unknown, why: string, cause?: unknown): FigsiftError {
  const message = `Expected one condition over the columns of a row for rule ${describe(rule)} but received ${describe(text)}: ${why}.`
  return new FigsiftError('BAD_PREDICATE', message.replace(/\.\.$/, '.'), { cause })
}

type Statements = Extract<ReturnType<typeof parseSerializedSql>, { error: false }>['statements']

/** `SELECT <expression>` and nothing else: no second column, FROM, WHERE, LIMIT, DISTINCT, WITH, UNION. */
function onlyExpression(statements: Statements): SyntaxNode | undefined {
  const node = statements[0]?.node
  if (statements.length !== 1 || node === undefined || 'named_param_map' in statements[0]!) return undefined
  const known = ['type', 'select_list', 'from_table', 'aggregate_handling']
  if (Object.keys(node).some((key) => !known.includes(key))) return undefined
  if (node.type !== 'SELECT_NODE' || (node.from_table as { type?: string } | undefined)?.type !== 'EMPTY')
    return undefined
  if (node.aggregate_handling !== 'STANDARD_HANDLING') return undefined
  const [expression, ...more] = node.select_list ?? []
  return expression === undefined || more.length > 0 || expression.alias ? undefined : expression
}

/** DuckDB counts from the `SELECT ` that we put before the text. */
function positionOf(position: string | undefined): string {
  const at = Number(position) - 'SELECT '.length
  return Number.isInteger(at) && at >= 0 ? ` (character ${at + 1})` : ''
}
