import { columnByName } from '../dataset/names.js'
import type { ColumnUse } from './printExpression.js'

/** A table under short names of our own for its columns: no name of a stranger stands in what is evaluated. */
export function aliased(source: string, alias: string, columns: number): { from: string; names: string[] } {
  const names = Array.from({ length: columns }, (_, i) => `${alias}_${i}`)
  return { from: `${source} AS ${alias}(${names.join(', ')})`, names }
}

/** Which columns the rules name, and how they use each. */
export type ColumnUses = ReadonlyMap<string, ReadonlySet<ColumnUse>>

/** A column as SQL over `Relation.from`: typed, and as the text it is written as where that is not the same. */
export interface RelationColumn {
  sql: string
  text?: string
  /** Values are lists or structs. */
  isNested?: boolean
}

/** One source of columns after a look at all its rows. */
export interface Relation {
  /** What comes after FROM. */
  from: string
  rows: number
  /** By the name that the rules use; absent when there is no such column. */
  columns: ReadonlyMap<string, RelationColumn>
  /** All names in the source, to tell what there is when one is missing. Empty when no name was missing. */
  names: readonly string[]
}

/**
 * Finds the column that a rule means: the same name, else the snake_case form of a name of our API, else the only one
 * that differs in case alone.
 *
 * DuckDB takes names without regard to case, quoted or not; JSON keys do differ by case.
 */
export function findName(name: string, names: readonly string[]): string | undefined {
  if (names.includes(name)) return name
  const ours = columnByName(name)?.snake
  if (ours !== undefined && names.includes(ours)) return ours
  const near = names.filter((n) => n.toLowerCase() === name.toLowerCase())
  return near.length === 1 ? near[0] : undefined
}

/** NaN is no number that a rule could compare: DuckDB would take it for the largest of all, and a keep would pass it. */
export function nanToNull(sql: string): string {
  return `CASE WHEN isnan(${sql}) THEN NULL ELSE ${sql} END`
}

/** A column without a single value: it compares with everything, and every comparison is NULL. */
export const ALWAYS_NULL = 'CAST(NULL AS "NULL")'
