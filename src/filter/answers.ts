import type { CheckedRule } from './checkRules.js'
import type { Combination } from './combinations.js'
import type { ListedColumn, Places } from './places.js'

/** The names of the largest values of each listed column, by the value's number. */
export type Labels = Partial<Record<ListedColumn, Readonly<Record<number, string>>>>

/** What the rules say about every row. */
export interface Answers {
  rows: number
  rules: readonly CheckedRule[]
  /** What each rule says; equal keys are equal rules. */
  keys: readonly string[]
  /** Indices of rules that an earlier call had answered. */
  known: readonly number[]
  combinations: readonly Combination[]
  /** [rows] index into `combinations`. */
  codes: Uint32Array
  /** Where rows are from, when they say so. */
  places?: Places
  /** [rows] the place of each row. */
  placeOf?: Uint32Array
  labels?: Labels
}

/** What an earlier call kept. */
export interface KnownAnswers extends Pick<Answers, 'rows' | 'combinations' | 'places' | 'placeOf' | 'labels'> {
  /** Keys of the rules, in the order of their indices in `combinations`. */
  rules: readonly string[]
  codes: Uint8Array | Uint16Array | Uint32Array
}
