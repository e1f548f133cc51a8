import { createHash } from 'node:crypto'
import { eachRow } from '../concurrency.js'
import type { Share } from './shares.js'
import { sortInTurns } from './sortInTurns.js'

/** What is split: connected rows, never parted. */
export interface SplitUnit {
  /** The same in every version of the dataset that holds it. */
  readonly name: string
  readonly rows: number
  /** Units of one stratum are split apart from the others; only `exactSplits` looks at it. */
  readonly stratum?: string | undefined
}

/**
 * A number in [0, 1) that depends on the name and the seed alone: the first 52 bits of sha256(seed, line feed, name).
 */
export function unitPosition(name: string, seed: number): number {
  const digest = createHash('sha256').update(`${seed}\n${name}`).digest()
  return Number(digest.readBigUInt64BE() >> 12n) / 2 ** 52
}

/**
 * Puts every unit where its name and the seed put it: whatever units come or go, the others stay.
 *
 * The shares are those of a draw: of n units a part with share s gets n s of them, give or take sqrt(n s (1 - s)).
 *
 * @returns [units] index into `shares`
 */
export async function stableSplits(
  units: readonly SplitUnit[],
  shares: readonly Share[],
  seed: number,
): Promise<Uint8Array> {
  const ends = endsOf(shares)
  const part = new Uint8Array(units.length)
  await eachRow(units.length, (i) => {
    const position = unitPosition(units[i]!.name, seed)
    part[i] = ends.findIndex((end) => position < end)
  })
  return part
}

/**
 * Lines the units up by their positions and cuts the line where the shares end, one stratum after the other. A unit that
 * lies across a cut goes to the side that has more of it, and what a stratum has too little of a part the next ones give,
 * so each part has its share of all rows within one unit.
 *
 * Where units come or go the cuts move, and with them the few units beside a cut.
 *
 * @returns [units] index into `shares`
 */
export async function exactSplits(
  units: readonly SplitUnit[],
  shares: readonly Share[],
  seed: number,
): Promise<Uint8Array> {
  const ends = endsOf(shares)
  const part = new Uint8Array(units.length)
  /** Rows so far: of all parts, and of the first parts up to each. */
  let all = 0
  const upTo = ends.map(() => 0)
  for (const line of await linesOf(units, seed)) {
    let rows = 0
    await eachRow(line.length, (i) => {
      rows += units[line[i]!]!.rows
    })
    const cuts = ends.map((end, i) => (Number.isFinite(end) ? end * (all + rows) - upTo[i]! : end))
    let before = 0
    await eachRow(line.length, (i) => {
      const unit = line[i]!
      const size = units[unit]!.rows
      part[unit] = cuts.findIndex((cut) => before + size / 2 < cut)
      for (let p = part[unit]!; p < upTo.length; p++) upTo[p]! += size
      before += size
    })
    all += rows
  }
  return part
}

/** The units of each stratum in the order of their positions; strata in the order of their names. */
async function linesOf(units: readonly SplitUnit[], seed: number): Promise<number[][]> {
  const strata = new Map<string, number[]>()
  const positions = new Float64Array(units.length)
  await eachRow(units.length, (unit) => {
    const { name, stratum = '' } = units[unit]!
    positions[unit] = unitPosition(name, seed)
    const line = strata.get(stratum)
    if (line === undefined) strata.set(stratum, [unit])
    else line.push(unit)
  })
  const byPosition = (a: number, b: number) =>
    positions[a]! - positions[b]! || (units[a]!.name < units[b]!.name ? -1 : 1)
  const lines = [...strata].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  for (const line of lines) await sortInTurns(line, byPosition)
  return lines
}

/** Where each share ends on [0, 1]; the last one takes what rounding leaves. */
function endsOf(shares: readonly Share[]): number[] {
  let end = 0
  const ends = shares.map(({ share }) => {
    end += share
    return end
  })
  ends[ends.length - 1] = Number.POSITIVE_INFINITY
  return ends
}
