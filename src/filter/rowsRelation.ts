import { Breather } from '../concurrency.js'
import { COLUMNS, columnByName } from '../dataset/names.js'
import { ArgumentError } from '../errors.js'
import { argumentError, describe } from '../validate.js'
import { jsonRelation } from './jsonRelation.js'
import { loadRows, ROWS_TABLE } from './loadRows.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { ALWAYS_NULL, type ColumnUses, findName, type Relation } from './relation.js'

/** The fields that rules name, of rows in memory, as a table. NaN, infinities and `undefined` are NULL. */
export async function rowsRelation(
  database: LockedDatabase,
  rows: readonly object[],
  uses: ColumnUses,
): Promise<Relation> {
  const { fields, allFailed } = await columnFields(database, rows)
  const names = [...fields.keys()]
  const used = usedColumns(uses, names)
  const asked = new Set([...used].flatMap(([name, column]) => (uses.get(name)!.size > 0 ? [column] : [])))
  const loaded = [...new Set(used.values())].map((column) => ({
    column,
    field: fieldOf(fields, column),
    isOptional: !asked.has(column) && column !== 'error',
  }))
  await loadRows(database, rows as readonly Record<string, unknown>[], loaded)
  const found = underRuleNames(await jsonRelation(database, ROWS_TABLE, usesOfColumns(uses, used)), used, names)
  const empty = emptyColumns(uses, names, allFailed).filter((name) => !found.columns.has(name))
  return {
    ...found,
    columns: new Map([...found.columns, ...empty.map((name) => [name, { sql: ALWAYS_NULL }] as const)]),
  }
}

/**
 * Columns that rules name and scored rows leave out because none has a value: of failed rows the image's size, else
 * `error`. A signal that was not asked for stays missing: a rule over it would drop everything and look right.
 */
function emptyColumns(uses: ColumnUses, names: readonly string[], allFailed: boolean): string[] {
  if (!names.includes('score')) return []
  const isThere = (signal: string) =>
    COLUMNS.some((c) => c.signals?.includes(signal as never) && names.includes(c.snake))
  return [...uses.keys()].filter((name) => {
    const ours = COLUMNS.find((column) => column === columnByName(name))
    if (ours?.group !== 'score' || uses.get(name)!.size === 0) return false
    return ours.signals === undefined || allFailed || ours.signals.some(isThere)
  })
}

/** Columns by the name that rules use. `error` is meant to the letter: it is looked for without being asked for. */
export function usedColumns(uses: ColumnUses, names: readonly string[]): Map<string, string> {
  return new Map(
    [...uses].flatMap(([name, use]) => {
      const column = use.size > 0 ? findName(name, names) : names.includes(name) ? name : undefined
      return column === undefined ? [] : [[name, column] as const]
    }),
  )
}

export function usesOfColumns(uses: ColumnUses, used: ReadonlyMap<string, string>): ColumnUses {
  return new Map([...used].map(([name, column]) => [column, uses.get(name)!]))
}

export function underRuleNames(
  relation: Relation,
  used: ReadonlyMap<string, string>,
  names: readonly string[],
): Relation {
  const columns = [...used].flatMap(([name, column]) => {
    const found = relation.columns.get(column)
    return found === undefined ? [] : [[name, found] as const]
  })
  return { ...relation, names, columns: new Map(columns) }
}

/** Which fields give each column: the name table's for names of ours, else the field's own name. */
async function columnFields(
  database: LockedDatabase,
  rows: readonly object[],
): Promise<{ fields: Map<string, Set<string>>; allFailed: boolean }> {
  const fields = new Map<string, Set<string>>()
  const seen = new Set<string>()
  const breather = new Breather()
  let failed = 0
  for (const [i, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null) throw argumentError(`rows[${i}]`, 'an object', row)
    if ((row as { error?: unknown }).error) failed++
    for (const field of Object.keys(row)) {
      if (seen.has(field)) continue
      seen.add(field)
      const column = columnByName(field)?.snake ?? field
      fields.set(column, (fields.get(column) ?? new Set()).add(field))
    }
    if (breather.isDue) {
      database.throwIfOver()
      await breather.breathe()
    }
  }
  return { fields, allFailed: failed === rows.length }
}

function fieldOf(fields: Map<string, Set<string>>, column: string): string {
  const names = [...fields.get(column)!]
  if (names.length === 1) return names[0]!
  throw new ArgumentError(
    `Expected one field for the column \`${column}\` but received rows with ${names.map(describe).join(' and ')}. Leave one out.`,
  )
}
