import { Breather, type Progress } from '../concurrency.js'
import { sqlName } from '../dataset/duckdb.js'
import { FigsiftError } from '../errors.js'
import type { Answers, KnownAnswers } from './answers.js'
import { boundPredicate, errorPredicate } from './bindPredicate.js'
import type { CheckedRule } from './checkRules.js'
import { type Combination, Combinations } from './combinations.js'
import { findLabels } from './labels.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { bitsOf, type MaskShape, maskSelect, maskShape, type TruthSql } from './maskShape.js'
import { evaluationError } from './messages.js'
import { parsePredicate } from './parsePredicate.js'
import { PLACE_NAMES, PlaceIds, placeColumns, placeSelect } from './places.js'
import { type ColumnUse, printExpression } from './printExpression.js'
import type { ColumnUses } from './relation.js'
import type { SyntaxNode } from './syntaxTree.js'
import type { TableView } from './tableView.js'

export interface EvaluateOptions {
  rules: readonly CheckedRule[]
  /** Opens the table once it is known which columns the rules use, and how. */
  openView: (uses: ColumnUses) => Promise<TableView>
  /** What an earlier call found over the same table. */
  known?: KnownAnswers | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

interface ParsedRule extends CheckedRule {
  index: number
  tree: SyntaxNode | undefined
  /** What the rule says, in a form that depends neither on spaces nor on the other rules. */
  key: string
}

/** Evaluates the rules that are not known in one pass over a table: parse, look at the columns, bind, stream. */
export async function evaluate(
  database: LockedDatabase,
  { rules, openView, known, onProgress }: EvaluateOptions,
): Promise<Answers> {
  const parsed: ParsedRule[] = []
  for (const [index, rule] of rules.entries()) {
    const tree = rule.expression === null ? undefined : await parsePredicate(database, rule.id, rule.expression)
    parsed.push({ ...rule, index, tree, key: keyOf(rule, tree) })
  }
  const fresh = parsed.filter(({ key }) => !known?.rules.includes(key))
  const common = {
    rules,
    keys: parsed.map(({ key }) => key),
    known: parsed.flatMap(({ key, index }) => (known?.rules.includes(key) ? [index] : [])),
  }
  const shape = maskShape(fresh.length)
  const combinations = new Combinations(1 + 2 * shape.words, shape.bits, combinationOf(parsed, fresh, shape, known))
  if (known !== undefined && fresh.length === 0) {
    const codes = await combineAll(combinations, known, shape)
    return { ...common, rows: known.rows, combinations: combinations.found, codes, ...placesOf(known) }
  }

  const view = await openView(columnUses(fresh, known === undefined))
  const predicates: string[] = []
  for (const rule of fresh) predicates.push(await bind(database, view, rule))
  const columns = known === undefined ? placeColumns(view) : { listed: [], hasPapers: false }
  const { texts, keys, names } = placeSelect(view, columns)
  const places = keys.length === 0 ? undefined : new PlaceIds(columns)
  const { rows } = view
  const codes = new Uint32Array(rows)
  const placeOf = new Uint32Array(places === undefined ? 0 : rows)
  const breather = new Breather()
  let row = 0
  onProgress?.({ phase: 'filter', done: 0, total: rows })
  try {
    const selected = streamSql(view, fresh, predicates, shape, texts, [...keys, ...names])
    for await (const chunk of rows === 0 ? [] : database.stream(selected)) {
      const count = chunk.rowCount
      if (row + count > rows) throw rowsChanged(rows, row + count)
      const vectors = Array.from({ length: 2 * shape.words + keys.length }, (_, i) => numbersOf(chunk, i))
      const earlier = known?.codes.subarray(row, row + count) ?? new Uint8Array(count)
      const words = [earlier, ...vectors.slice(0, 2 * shape.words)]
      const own = vectors.slice(2 * shape.words)
      const nameAt = (column: number, i: number) => String(chunk.getColumnVector(vectors.length + column).getItem(i))
      for (let i = 0; i < count; i++) {
        codes[row + i] = combinations.codeOf(words, i)
        if (places !== undefined) placeOf[row + i] = places.of(own, i, nameAt)
      }
      row += count
      onProgress?.({ phase: 'filter', done: row, total: rows })
      if (breather.isDue) await breather.breathe()
    }
  } catch (error) {
    if (error instanceof FigsiftError) throw error
    throw evaluationError(error, view, await culprit(database, view, fresh, predicates))
  }
  if (row !== rows || (known !== undefined && known.rows !== rows)) throw rowsChanged(known?.rows ?? rows, row)
  const answers = { ...common, rows, combinations: combinations.found, codes }
  if (known !== undefined) return { ...answers, ...placesOf(known) }
  if (places === undefined) return answers
  const finished = places.finish()
  return { ...answers, places: finished, placeOf, labels: await findLabels(database, view, places, finished, placeOf) }
}

function placesOf({ places, placeOf, labels }: KnownAnswers): Pick<Answers, 'places' | 'placeOf' | 'labels'> {
  return places === undefined || placeOf === undefined ? {} : { places, placeOf, labels: labels ?? {} }
}

function keyOf(rule: CheckedRule, tree: SyntaxNode | undefined): string {
  const sql = tree === undefined ? '' : printExpression(tree, (name) => sqlName(name)).sql
  return `${rule.kind}: ${sql}`
}

/** What the values of a row mean: first the number of what was known, then the words of the fresh rules. */
function combinationOf(
  rules: readonly ParsedRule[],
  fresh: readonly ParsedRule[],
  shape: MaskShape,
  known: KnownAnswers | undefined,
): (values: readonly number[]) => Combination {
  // An earlier rule may be asked for twice now, under two ids.
  const now = (known?.rules ?? []).map((key) => rules.flatMap((rule) => (rule.key === key ? [rule.index] : [])))
  const ascending = (of: number[]) => of.sort((a, b) => a - b)
  return (values) => {
    const before = known?.combinations[values[0]!]
    const of = (earlier: readonly number[], from: number) =>
      ascending([
        ...earlier.flatMap((rule) => now[rule]!),
        ...bitsOf(shape, (word) => values[from + word]!).map((bit) => fresh[bit]!.index),
      ])
    return { fired: of(before?.fired ?? [], 1), nulls: of(before?.nulls ?? [], 1 + shape.words) }
  }
}

/** All rules are known: what each earlier combination means for the rules of this call. */
async function combineAll(combinations: Combinations, known: KnownAnswers, shape: MaskShape): Promise<Uint32Array> {
  const words = Array.from({ length: 2 * shape.words }, () => new Uint8Array(known.combinations.length))
  const places = known.combinations.map((_, i) => i)
  const codeOf = Uint32Array.from(places, (i) => combinations.codeOf([places, ...words], i))
  const codes = new Uint32Array(known.rows)
  const breather = new Breather()
  for (let row = 0; row < known.rows; row++) {
    codes[row] = codeOf[known.codes[row]!]!
    if (row % 65_536 === 0 && breather.isDue) await breather.breathe()
  }
  return codes
}

async function bind(database: LockedDatabase, view: TableView, rule: ParsedRule): Promise<string> {
  if (rule.tree === undefined) return errorPredicate(database, view)
  return view.rows === 0 ? 'FALSE' : boundPredicate(database, view, rule, rule.tree)
}

/** Every predicate is computed once, by its name in an inner SELECT; the bits look at it twice. */
function streamSql(
  view: TableView,
  rules: readonly CheckedRule[],
  predicates: readonly string[],
  shape: MaskShape,
  texts: readonly string[],
  keys: readonly string[],
): string {
  const truths = rules.map(
    ({ kind }, i): TruthSql => ({
      // NULL fires a keep: what is not known to be wanted goes.
      fires: kind === 'keep' ? `(r${i} IS NULL OR r${i})` : `r${i}`,
      isNull: `r${i} IS NULL`,
    }),
  )
  const inner = [...predicates.map((sql, i) => `CAST(${sql} AS BOOLEAN) AS r${i}`), ...texts]
  const outer = [...maskSelect(shape, truths), ...keys]
  return `SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ') || '1 AS one'} FROM ${view.from})`
}

/** The values of a column of numbers without a NULL; they live as long as the chunk. */
function numbersOf(chunk: { getColumnVector(index: number): unknown }, column: number): ArrayLike<number> {
  return (chunk.getColumnVector(column) as { items: ArrayLike<number> }).items
}

/** A recorded use of no kind means: looked for, and may be missing. */
function columnUses(rules: readonly ParsedRule[], withPlaces: boolean): ColumnUses {
  const uses = new Map<string, Set<ColumnUse>>()
  const usesOf = (name: string) => {
    const found = uses.get(name) ?? new Set<ColumnUse>()
    uses.set(name, found)
    return found
  }
  for (const { kind, tree } of rules) {
    if (kind === 'error') usesOf('error')
    if (tree === undefined) continue
    printExpression(tree, (name, use) => {
      usesOf(name).add(use)
      return name
    })
  }
  if (withPlaces) for (const name of PLACE_NAMES) usesOf(name)
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

function rowsChanged(expected: number, received: number): FigsiftError {
  return new FigsiftError(
    'IO',
    `Expected ${expected} rows, as counted before, but received ${received}. The input changed while it was read; run again.`,
  )
}
