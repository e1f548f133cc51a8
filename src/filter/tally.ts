import { FigsiftError } from '../errors.js'
import { wilson } from '../stats/wilson.js'
import type { CheckedRule } from './checkRules.js'
import type { Decisions, RuleFunnel, Share } from './types.js'

/** Counts what the rules say, row by row, in the order of the rows. */
export class Tally {
  /** Rows so far. */
  rows = 0
  readonly #rules: readonly CheckedRule[]
  readonly #keep: Uint8Array
  readonly #firstRule: Int32Array
  /** One bit per row and rule. */
  readonly #fired: Uint8Array
  readonly #bytesPerRow: number
  readonly #counts: { rowsIn: number; dropped: number; nulls: number; fired: number; marginal: number }[]
  readonly #pairs: number[][]
  #kept = 0

  constructor(rules: readonly CheckedRule[], rows: number) {
    this.#rules = rules
    this.#keep = new Uint8Array(rows)
    this.#firstRule = new Int32Array(rows)
    this.#bytesPerRow = Math.ceil(rules.length / 8)
    this.#fired = new Uint8Array(rows * this.#bytesPerRow)
    this.#pairs = rules.map(() => rules.map(() => 0))
    this.#counts = rules.map(() => ({ rowsIn: 0, dropped: 0, nulls: 0, fired: 0, marginal: 0 }))
  }

  /** @param values per rule [count]: 1 true, 0 false, 2 NULL, of the predicate that drops */
  add(count: number, values: readonly Uint8Array[]): void {
    if (this.rows + count > this.#keep.length) throw rowsChanged(this.#keep.length, this.rows + count)
    for (let i = 0; i < count; i++) this.#addRow(values, i)
  }

  #addRow(values: readonly Uint8Array[], i: number): void {
    const row = this.rows++
    let first = -1
    let last = -1
    let fires = 0
    for (let r = 0; r < values.length; r++) {
      const value = values[r]![i]!
      const counts = this.#counts[r]!
      if (first < 0) {
        counts.rowsIn++
        if (value === 2) counts.nulls++
      }
      // NULL fires a keep: what is not known to be wanted goes.
      if (value === 1 || (value === 2 && this.#rules[r]!.kind === 'keep')) {
        counts.fired++
        fires++
        last = r
        this.#fired[row * this.#bytesPerRow + (r >> 3)]! |= 1 << (r & 7)
        if (first < 0) {
          first = r
          counts.dropped++
        }
      }
    }
    if (fires === 1) this.#counts[last]!.marginal++
    if (fires > 0) this.#addPairs(row)
    this.#firstRule[row] = first
    if (first < 0) {
      this.#keep[row] = 1
      this.#kept++
    }
  }

  #firedFor(row: number): number[] {
    return this.#rules.flatMap((_, r) => (this.#fired[row * this.#bytesPerRow + (r >> 3)]! & (1 << (r & 7)) ? [r] : []))
  }

  #addPairs(row: number): void {
    const fired = this.#firedFor(row)
    for (const i of fired) for (const j of fired) this.#pairs[i]![j]!++
  }

  finish(): Decisions {
    if (this.rows !== this.#keep.length) throw rowsChanged(this.#keep.length, this.rows)
    const rules: RuleFunnel[] = this.#rules.map((rule, r) => {
      const counts = this.#counts[r]!
      return {
        id: rule.id,
        kind: rule.kind,
        expression: rule.expression,
        reason: rule.givenReason,
        source: rule.source,
        rowsIn: counts.rowsIn,
        dropped: counts.dropped,
        share: share(counts.dropped, counts.rowsIn),
        nulls: counts.nulls,
        fired: counts.fired,
        overlap: counts.fired - counts.marginal,
        marginal: counts.marginal,
      }
    })
    const total = this.rows
    return {
      rows: total,
      keep: this.#keep,
      firstRule: this.#firstRule,
      rules: this.#rules.map(({ id, kind, reason }) => ({ id, kind, reason })),
      firedFor: (row) => this.#firedFor(row),
      funnel: {
        rows: total,
        kept: this.#kept,
        dropped: total - this.#kept,
        keptShare: share(this.#kept, total),
        rules,
        overlaps: this.#pairs,
      },
    }
  }
}

function share(part: number, whole: number): Share | null {
  return whole === 0 ? null : { value: part / whole, ...wilson(part, whole), n: whole, effective: whole }
}

function rowsChanged(expected: number, received: number): FigsiftError {
  return new FigsiftError(
    'IO',
    `Expected ${expected} rows, as counted before, but received ${received}. The input changed while it was read; run again.`,
  )
}
