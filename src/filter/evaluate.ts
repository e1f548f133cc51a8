import type { Progress } from '../concurrency.js'
import { FigsiftError } from '../errors.js'
import { boundPredicate, errorPredicate } from './bindPredicate.js'
import type { CheckedRule } from './checkRules.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { evaluationError } from './messages.js'
import { parsePredicate } from './parsePredicate.js'
import { type ColumnUse, printExpression } from './printExpression.js'
import type { ColumnUses } from './relation.js'
import type { SyntaxNode } from './syntaxTree.js'
import type { TableView } from './tableView.js'
import { Tally } from './tally.js'
import type { Decisions } from './types.js'

export interface EvaluateOptions {
  rules: readonly CheckedRule[]
  /** Opens the table once it is known which columns the rules use, and how. */
  openView: (uses: ColumnUses) => Promise<TableView>
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Evaluates all rules in one pass over a table: parse, look at the columns, bind, stream. */
export async function evaluate(
  database: LockedDatabase,
  { rules, openView, onProgress }: EvaluateOptions,
): Promise<Decisions> {
  const trees: (SyntaxNode | undefined)[] = []
  for (const rule of rules) {
    trees.push(rule.expression === null ? undefined : await parsePredicate(database, rule.id, rule.expression))
  }
  const view = await openView(columnUses(rules, trees))
  const predicates: string[] = []
  for (const [i, rule] of rules.entries()) {
    const tree = trees[i]
    if (tree === undefined) predicates.push(await errorPredicate(database, view))
    else if (view.rows === 0) predicates.push('FALSE')
    else predicates.push(await boundPredicate(database, view, rule, tree))
  }
  const tally = new Tally(rules, view.rows)
  onProgress?.({ phase: 'filter', done: 0, total: view.rows })
  try {
    if (view.rows > 0) {
      const values = predicates.map((sql) => `coalesce(CAST(${sql} AS UTINYINT), 2::UTINYINT)`)
      for await (const chunk of database.stream(`SELECT ${values.join(', ') || '0::UTINYINT'} FROM ${view.from}`)) {
        tally.add(
          chunk.rowCount,
          rules.map((_, i) => (chunk.getColumnVector(i) as unknown as { items: Uint8Array }).items),
        )
        onProgress?.({ phase: 'filter', done: tally.rows, total: view.rows })
      }
    }
  } catch (error) {
    if (error instanceof FigsiftError) throw error
    throw evaluationError(error, view, await culprit(database, view, rules, predicates))
  }
  return tally.finish()
}

/** A recorded use of no kind means: looked for, and may be missing. */
function columnUses(rules: readonly CheckedRule[], trees: readonly (SyntaxNode | undefined)[]): ColumnUses {
  const uses = new Map<string, Set<ColumnUse>>()
  const usesOf = (name: string) => {
    const found = uses.get(name) ?? new Set<ColumnUse>()
    uses.set(name, found)
    return found
  }
  for (const [i, rule] of rules.entries()) {
    const tree = trees[i]
    if (rule.kind === 'error') usesOf('error')
    if (tree === undefined) continue
    printExpression(tree, (name, use) => {
      usesOf(name).add(use)
      return name
    })
  }
  return uses
}

/** The first rule that fails alone: DuckDB's message does not say whose value could not be converted. */
async function culprit(
  database: LockedDatabase,
  view: TableView,
  rules: readonly CheckedRule[],
  predicates: readonly string[],
): Promise<CheckedRule | undefined> {
  const own = rules.filter((rule) => rule.expression !== null)
  if (own.length === 1) return own[0]
  for (const rule of own) {
    try {
      await database.rows(`SELECT count(*) FROM ${view.from} WHERE ${predicates[rules.indexOf(rule)]}`)
    } catch (error) {
      if (error instanceof FigsiftError) throw error
      return rule
    }
  }
  return undefined
}
