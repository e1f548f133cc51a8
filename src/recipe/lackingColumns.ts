import { COLUMNS, columnsFor } from '../dataset/names.js'
import { checkRules } from '../filter/checkRules.js'
import { LockedDatabase } from '../filter/lockedDatabase.js'
import { checkOptions } from '../filter/options.js'
import { parsePredicate, predicateError } from '../filter/parsePredicate.js'
import { printExpression } from '../filter/printExpression.js'
import type { Rules } from '../filter/types.js'
import type { Recipe } from './recipe.js'

type OurColumn = (typeof COLUMNS)[number]

/** A column of ours that a rule uses and no section of the recipe writes: the input must have it. */
export interface LackingColumn {
  rule: string
  expression: string
  /** As the rule writes it. */
  name: string
  column: OurColumn
}

/**
 * Parses the rules before any work, and finds what they miss in the recipe.
 *
 * @throws FigsiftError BAD_PREDICATE for a rule that does not parse
 */
export async function lackingColumns(recipe: Recipe, rules: Rules, signal?: AbortSignal): Promise<LackingColumn[]> {
  const { dropErrors = true, memoryLimitBytes, timeLimitMs } = recipe.filter ?? {}
  const given = Object.entries({ memoryLimitBytes, timeLimitMs }).filter(([, value]) => value !== undefined)
  const checked = checkOptions(Object.fromEntries(given))
  const written = writtenColumns(recipe)
  const lacking: LackingColumn[] = []
  const database = await LockedDatabase.open({ ...checked, files: [], threads: 1, signal })
  try {
    for (const { id, expression } of checkRules(rules, dropErrors)) {
      if (expression === null) continue
      printExpression(await parsePredicate(database, id, expression), (name) => {
        const column = COLUMNS.find(({ snake, camel }) => snake === name.toLowerCase() || camel === name)
        if (column !== undefined && !written.has(column.snake)) lacking.push({ rule: id, expression, name, column })
        return name
      })
    }
  } finally {
    database.dispose()
  }
  return lacking
}

function writtenColumns({ score, swaps, dedup }: Recipe): ReadonlySet<string> {
  const columns = [
    ...(score === undefined ? [] : columnsFor('score')),
    ...(swaps === undefined ? [] : columnsFor('swaps')),
    ...(dedup === undefined ? [] : columnsFor('dedup')),
  ]
  // Where nothing scores, dedup says what is wrong with a row.
  return new Set([...columns.map(({ snake }) => snake), ...(dedup === undefined ? [] : ['error'])])
}

/**
 * @param keys columns of the input; none of ours are in what ingest makes
 * @throws FigsiftError BAD_PREDICATE, naming the section that is missing
 */
export function checkLacking(lacking: readonly LackingColumn[], keys: readonly string[]): void {
  const names = new Set(keys.map((key) => key.toLowerCase()))
  const found = lacking.find(({ name, column }) => !names.has(name.toLowerCase()) && !names.has(column.snake))
  if (found === undefined) return
  const { rule, expression, column } = found
  throw predicateError(rule, expression, `there is no column \`${column.snake}\`. ${remedyFor(column)}`)
}

function remedyFor({ group, snake, signals = [] }: OurColumn): string {
  if (group === 'filter') return `It says what the rules decided, so no rule can use it`
  if (group === 'split') return `\`figsift split\` writes it, which is no part of a recipe: use its output as \`input\``
  const [signal] = signals
  const isAsked = signals.length === 1 && (signal === 'words' || signal === 'clip')
  const section = isAsked ? `score: { signals: [${signal}] }` : `${group}:`
  return `Add \`${section}\` to the recipe, which writes \`${snake}\``
}
