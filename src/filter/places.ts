import { DenseIds } from './denseIds.js'
import { GrowingArray } from './growingArray.js'
import type { TableView } from './tableView.js'

/** Columns whose values a funnel is broken down by. */
export const LISTED = ['subject', 'source'] as const

export type ListedColumn = (typeof LISTED)[number]

/** Names under which the columns are looked for. */
export const PLACE_NAMES: readonly string[] = [...LISTED, 'paper_id', 'paperId']

/** Which of the columns a table has. */
export interface PlaceColumns {
  listed: readonly ListedColumn[]
  hasPapers: boolean
}

/** Where rows are from: each different set of paper, subject and source is a place, numbered as rows bring them. */
export interface Places extends PlaceColumns {
  /** [places] 1 + the number of the paper; 0 for none. Empty without papers. */
  papers: Uint32Array
  paperCount: number
  /** By listed column: [places] 1 + the number of the value; 0 for none. */
  values: Uint32Array[]
  valueCounts: number[]
}

export function placeColumns(view: TableView): PlaceColumns {
  return {
    listed: LISTED.filter((column) => placeText(view, column) !== undefined),
    hasPapers: placeText(view, 'paper_id') !== undefined,
  }
}

/** The text of a subject, source or paper, NULL for none; undefined when there is no such column, or it holds no texts. */
export function placeText(view: TableView, column: ListedColumn | 'paper_id'): string | undefined {
  const names = column === 'paper_id' ? ['paper_id', 'paperId'] : [column]
  const found = names.map((name) => (view.nested.has(name) ? undefined : view.column(name, 'text'))).find(Boolean)
  return found === undefined ? undefined : `nullif(CAST(${found} AS VARCHAR), '')`
}

/** A text as a number that JavaScript holds exactly; 0 for none. Two of a million texts meet once in ten thousand tables. */
export function keySql(text: string): string {
  return `(CASE WHEN ${text} IS NULL THEN 0 ELSE 1 + (hash(${text}) >> 12) END)::DOUBLE`
}

/** Longest name of a value. */
const MAX_NAME = 200

/** Names are kept as they come for so many values; the few that are listed are mostly among them. */
const MAX_NAMES = 10_000

/** A text as the name of a value. */
export const nameSql = (text: string): string => `left(${text}, ${MAX_NAME})`

/** What is selected for places: texts, and over them keys of the place, the paper and the listed values, and names. */
export function placeSelect(
  view: TableView,
  columns: PlaceColumns,
): { texts: string[]; keys: string[]; names: string[] } {
  const all = [...(columns.hasPapers ? (['paper_id'] as const) : []), ...columns.listed]
  if (all.length === 0) return { texts: [], keys: [], names: [] }
  const names = all.map((_, i) => `place${i}`)
  const whole = names.map((name) => `coalesce(${name}, '')`).join(', ')
  return {
    texts: all.map((column, i) => `${placeText(view, column)!} AS place${i}`),
    keys: [`(hash(${whole}) >> 11)::DOUBLE`, ...names.map(keySql)],
    names: names.slice(columns.hasPapers ? 1 : 0).map(nameSql),
  }
}

/** Numbers places, papers and values. */
export class PlaceIds {
  readonly #columns: PlaceColumns
  readonly #places = new DenseIds()
  readonly #papers = new DenseIds()
  readonly #values: DenseIds[]
  readonly #paperOf = new GrowingArray()
  readonly #valueOf: GrowingArray[]
  /** By listed column: the key of each value. */
  readonly keys: number[][]
  /** By listed column: the names of the first values. */
  readonly names: string[][]
  #lastKey = -1
  #lastPlace = -1

  constructor(columns: PlaceColumns) {
    this.#columns = columns
    this.#values = columns.listed.map(() => new DenseIds())
    this.#valueOf = columns.listed.map(() => new GrowingArray())
    this.keys = columns.listed.map(() => [])
    this.names = columns.listed.map(() => [])
  }

  /**
   * @param keys as `placeSelect` selects them, each with a value per row
   * @param nameAt the name of a row in a listed column
   */
  of(keys: readonly ArrayLike<number>[], row: number, nameAt: (column: number, row: number) => string): number {
    const key = keys[0]![row]!
    // Rows of a paper mostly follow one another.
    if (key === this.#lastKey) return this.#lastPlace
    const before = this.#places.count
    const place = this.#places.of(key)
    if (place === before) this.#add(keys, row, nameAt)
    this.#lastKey = key
    this.#lastPlace = place
    return place
  }

  #add(keys: readonly ArrayLike<number>[], row: number, nameAt: (column: number, row: number) => string): void {
    const { hasPapers } = this.#columns
    if (hasPapers) {
      const paper = keys[1]![row]!
      this.#paperOf.push(paper === 0 ? 0 : 1 + this.#papers.of(paper))
    }
    for (const [i, ids] of this.#values.entries()) {
      const value = keys[(hasPapers ? 2 : 1) + i]![row]!
      const id = value === 0 ? -1 : ids.of(value)
      this.#valueOf[i]!.push(id + 1)
      if (id !== this.keys[i]!.length) continue
      this.keys[i]!.push(value)
      if (id < MAX_NAMES) this.names[i]!.push(nameAt(i, row))
    }
  }

  finish(): Places {
    return {
      ...this.#columns,
      papers: this.#paperOf.values,
      paperCount: this.#papers.count,
      values: this.#valueOf.map(({ values }) => values),
      valueCounts: this.#values.map(({ count }) => count),
    }
  }
}
