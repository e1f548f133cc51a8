import { eachRow } from '../../concurrency.js'
import { ArgumentError } from '../../errors.js'
import { exactSplits, type SplitUnit, stableSplits } from '../../split/assignSplits.js'
import { NO_GROUP } from '../../split/paperGroups.js'
import type { Share } from '../../split/shares.js'
import type { RunSplitOptions } from './splitOptions.js'
import type { SplitTable } from './splitTable.js'

/** As many as fit a row's bits. */
const MAX_GIVEN_PARTS = 32

export interface Parts {
  names: readonly string[]
  /** [n] `names.length` for a row in no part. */
  parts: Uint8Array
  /** The groups that have rows. */
  units: readonly SplitUnit[]
}

/** Puts every group of a table into one of the shares. */
export async function makeParts(table: SplitTable, shares: readonly Share[], options: RunSplitOptions): Promise<Parts> {
  const { exact = false, seed = 1 } = options
  const { units, unitOf } = await unitsOf(table)
  const assign = exact ? exactSplits : stableSplits
  const assigned = await assign(units, shares, seed)
  const parts = new Uint8Array(table.rows).fill(shares.length)
  await eachRow(table.rows, (row) => {
    if (unitOf[row] !== NO_GROUP) parts[row] = assigned[unitOf[row]!]!
  })
  return { names: shares.map(({ name }) => name), parts, units }
}

/** The groups with their sizes and strata: of several strata the one with most rows, then the first by name. */
async function unitsOf(table: SplitTable): Promise<{ units: SplitUnit[]; unitOf: Uint32Array }> {
  const { group, groups, strata, rows } = table
  const unitOf = new Uint32Array(rows).fill(NO_GROUP)
  const numbers = new Map<number, number>()
  const counts: { name: string; rows: number; strata: Map<number, number> }[] = []
  await eachRow(rows, (row) => {
    const key = group[row]!
    if (key === NO_GROUP) return
    let unit = numbers.get(key)
    if (unit === undefined) {
      unit = counts.length
      numbers.set(key, unit)
      counts.push({ name: groups.nameOf(key), rows: 0, strata: new Map() })
    }
    unitOf[row] = unit
    const count = counts[unit]!
    count.rows++
    count.strata.set(strata.of[row]!, (count.strata.get(strata.of[row]!) ?? 0) + 1)
  })
  const names = [...strata.values()]
  const mostly = (some: Map<number, number>): string =>
    [...some]
      .map(([value, n]) => ({ name: names[value] ?? '', n }))
      .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1))[0]!.name
  return { units: counts.map((count) => ({ ...count, stratum: mostly(count.strata) })), unitOf }
}

/** The parts that the column for `check` names. */
export async function givenParts(table: SplitTable): Promise<Parts> {
  const names = [...table.parts.values()]
  if (names.length < 2 || names.length > MAX_GIVEN_PARTS) {
    const some = names.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 40)))
    throw new ArgumentError(
      `Expected a column with 2 to ${MAX_GIVEN_PARTS} different values for \`check\` but it has ${names.length}: ${some.join(', ') || 'none'}.`,
    )
  }
  const parts = new Uint8Array(table.rows)
  await eachRow(table.rows, (row) => {
    parts[row] = Math.min(table.parts.of[row]!, names.length)
  })
  return { names, parts, units: (await unitsOf(table)).units }
}
