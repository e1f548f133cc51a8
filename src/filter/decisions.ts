import type { Answers } from './answers.js'
import { eachSlice } from './eachSlice.js'
import type { Decisions, Funnel } from './types.js'

/** The decisions about every row, in memory. */
export async function decisionsOf({ rows, rules, combinations, codes }: Answers, funnel: Funnel): Promise<Decisions> {
  const firstOf = Int32Array.from(combinations, ({ fired }) => fired[0] ?? -1)
  const firstRule = new Int32Array(rows)
  await eachSlice(rows, (begin, end) => {
    for (let row = begin; row < end; row++) firstRule[row] = firstOf[codes[row]!]!
  })
  return {
    rows,
    keep: await keepOf(rows, combinations, codes),
    firstRule,
    rules: rules.map(({ id, kind, reason }) => ({ id, kind, reason })),
    firedFor: (row) => [...combinations[codes[row]!]!.fired],
    funnel,
  }
}

/** [rows] 1 where no rule fires. */
export async function keepOf(
  rows: number,
  combinations: Answers['combinations'],
  codes: Uint32Array,
): Promise<Uint8Array> {
  const stays = Uint8Array.from(combinations, ({ fired }) => (fired.length === 0 ? 1 : 0))
  const keep = new Uint8Array(rows)
  await eachSlice(rows, (begin, end) => {
    for (let row = begin; row < end; row++) keep[row] = stays[codes[row]!]!
  })
  return keep
}
