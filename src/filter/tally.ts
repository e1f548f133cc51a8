import { eachRow } from '../concurrency.js'
import type { Answers } from './answers.js'
import type { Combination } from './combinations.js'
import { DenseIds } from './denseIds.js'
import { eachSlice } from './eachSlice.js'

/** What one rule did to the rows of one cell. */
export interface RuleTally {
  rowsIn: number
  dropped: number
  nulls: number
  fired: number
  marginal: number
}

/** Some of the rows: all, or those of one subject or source. */
export interface Cell {
  rows: number
  kept: number
  rules: RuleTally[]
}

export interface Tally {
  all: Cell
  /** overlaps[i][j]: rows for which rules i and j both fire. */
  overlaps: number[][]
  /** By grouping, then by code. */
  groups: Cell[][]
}

/** A way to count rows apart: [places] a small code. */
export interface Grouping {
  codeOf: Uint8Array
  codes: number
}

/** Counts what the rules did, over all rows and apart by each grouping. */
export async function tallyOf(
  { rows, rules, combinations, codes, placeOf }: Answers,
  groupings: readonly Grouping[],
): Promise<Tally> {
  const counts = new Float64Array(combinations.length)
  await eachSlice(rows, (begin, end) => {
    for (let row = begin; row < end; row++) counts[codes[row]!]!++
  })
  const all = emptyCell(rules.length)
  const overlaps = rules.map(() => rules.map(() => 0))
  await eachRow(combinations.length, (code) => {
    const combination = combinations[code]!
    addToCell(all, counts[code]!, combination)
    for (const i of combination.fired) for (const j of combination.fired) overlaps[i]![j]! += counts[code]!
  })
  const groups: Cell[][] = []
  for (const grouping of groupings) groups.push(await groupCells(rules.length, combinations, codes, placeOf!, grouping))
  return { all, overlaps, groups }
}

/** Up to so many pairs of combination and code are counted in place; more are found by their key. */
const MAX_PAIRS = 2 ** 22

async function groupCells(
  rules: number,
  combinations: readonly Combination[],
  codes: Uint32Array,
  placeOf: Uint32Array,
  { codeOf, codes: width }: Grouping,
): Promise<Cell[]> {
  const cells = Array.from({ length: width }, () => emptyCell(rules))
  const pairs = combinations.length * width
  const ids = pairs > MAX_PAIRS ? new DenseIds() : undefined
  const counts = new Float64Array(ids === undefined ? pairs : codes.length)
  const keys = new Float64Array(ids === undefined ? 0 : codes.length)
  await eachSlice(codes.length, (begin, end) => {
    for (let row = begin; row < end; row++) {
      const pair = codes[row]! * width + codeOf[placeOf[row]!]!
      const at = ids === undefined ? pair : ids.of(pair)
      if (ids !== undefined) keys[at] = pair
      counts[at]!++
    }
  })
  await eachSlice(ids?.count ?? pairs, (begin, end) => {
    for (let at = begin; at < end; at++) {
      if (counts[at] === 0) continue
      const pair = ids === undefined ? at : keys[at]!
      addToCell(cells[pair % width]!, counts[at]!, combinations[Math.floor(pair / width)]!)
    }
  })
  return cells
}

function emptyCell(rules: number): Cell {
  const zero = () => ({ rowsIn: 0, dropped: 0, nulls: 0, fired: 0, marginal: 0 })
  return { rows: 0, kept: 0, rules: Array.from({ length: rules }, zero) }
}

function addToCell(cell: Cell, rows: number, { fired, nulls }: Combination): void {
  const { rules } = cell
  const first = fired[0] ?? rules.length
  cell.rows += rows
  if (fired.length === 0) cell.kept += rows
  else rules[first]!.dropped += rows
  for (let r = 0; r <= first && r < rules.length; r++) rules[r]!.rowsIn += rows
  for (const r of nulls) if (r <= first) rules[r]!.nulls += rows
  for (const r of fired) rules[r]!.fired += rows
  if (fired.length === 1) rules[first]!.marginal += rows
}
