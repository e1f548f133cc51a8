import type { LockedDatabase } from '../filter/lockedDatabase.js'
import { parsePredicate } from '../filter/parsePredicate.js'
import type { SyntaxNode } from '../filter/syntaxTree.js'
import type { RuleFunnel } from '../filter/types.js'
import type { Threshold } from './reportData.js'

const OPERATORS: Readonly<Record<string, Threshold['operator']>> = {
  COMPARE_LESSTHAN: '<',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHAN: '>',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_EQUAL: '=',
}
const MIRRORED: Readonly<Record<Threshold['operator'], Threshold['operator']>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
}
/** A rule of more comparisons is a list, which no chart could show. */
const MAX_PER_RULE = 8

/** The numbers that rules compare a column with; expressions that DuckDB does not parse have none. */
export async function findThresholds(database: LockedDatabase, rules: readonly RuleFunnel[]): Promise<Threshold[]> {
  const found: Threshold[] = []
  for (const { id, expression } of rules) {
    if (expression === null) continue
    const tree = await parsePredicate(database, id, expression).catch(() => undefined)
    if (tree === undefined) continue
    const comparisons = comparisonsIn(tree)
    const isPartial = comparisons.length > 1 || tree.class !== 'COMPARISON'
    for (const comparison of comparisons.slice(0, MAX_PER_RULE)) found.push({ ...comparison, rule: id, isPartial })
  }
  return found
}

type Comparison = Pick<Threshold, 'column' | 'operator' | 'value'>

/** Comparisons that AND, OR, NOT and BETWEEN hold together; below anything else a number is no threshold. */
function comparisonsIn(node: SyntaxNode): Comparison[] {
  if (node.class === 'CONJUNCTION' || node.type === 'OPERATOR_NOT') return (node.children ?? []).flatMap(comparisonsIn)
  if (node.class === 'BETWEEN') {
    return [...comparison(node.input, '>=', node.lower), ...comparison(node.input, '<=', node.upper)]
  }
  const operator = OPERATORS[node.type]
  if (node.class !== 'COMPARISON' || operator === undefined) return []
  return [...comparison(node.left, operator, node.right), ...comparison(node.right, MIRRORED[operator], node.left)]
}

function comparison(
  column: SyntaxNode | undefined,
  operator: Threshold['operator'],
  constant: SyntaxNode | undefined,
): Comparison[] {
  const value = constant === undefined ? undefined : numberOf(constant)
  if (column?.class !== 'COLUMN_REF' || column.column_names?.length !== 1 || value === undefined) return []
  return [{ column: column.column_names[0]!, operator, value }]
}

/** A number as it is written, also with a sign before it or in quotes as in `'0.35'`. */
function numberOf(node: SyntaxNode): number | undefined {
  if (node.class === 'FUNCTION' && node.function_name === '-' && node.children?.length === 1) {
    const value = numberOf(node.children[0]!)
    return value === undefined ? undefined : -value
  }
  const { value } = node
  if (node.class !== 'CONSTANT' || value === undefined || value.is_null) return undefined
  const text = String(value.value ?? '')
  const scale = value.type.id === 'DECIMAL' ? (value.type.type_info?.scale ?? 0) : 0
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return undefined
  const number = Number(text) / 10 ** scale
  return Number.isFinite(number) ? number : undefined
}
