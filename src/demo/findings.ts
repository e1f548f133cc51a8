import type { RowError } from '../errors.js'
import { KIND_NAMES, KINDS, type Planted, type PlantedKind } from './kinds.js'
import type { SuspectCaption } from './suspectCaptions.js'

/** What the findings are drawn from: columns that score, dedup and filter wrote for one row. */
export interface DemoRow {
  id: string
  error: RowError | null
  phash: string | null
  dupCluster: number | null
  dupOf: string | null
  dupBy: string | null
  dupHammingBits: number | null
  /** The model's, where it scored the row. */
  cosine: number | null
  /** The rule that dropped the row; null where it was kept. */
  droppedBy: string | null
}

export interface DemoOutputs {
  rows: readonly DemoRow[]
  /** The list for review, most suspect first; undefined where no words were read. */
  suspects: readonly SuspectCaption[] | undefined
  phashRadius: number
}

export interface KindFindings {
  kind: PlantedKind
  planted: number
  /** undefined where the demo did not look, for want of words. */
  found: number | undefined
  /** What found them, with counts: `bytes`, `pixels`, `phash, 2 bits`, an error code, a rule, `review list`. */
  foundBy: Record<string, number>
  missed: { id: string; why: string }[]
}

export interface Findings {
  kinds: KindFindings[]
  /** Sound rows that were taken for broken, useless or duplicate ones. */
  falseAlarms: { id: string; what: string }[]
  /** The list for review: how many rows it has, and how many of them carry the caption of another figure. */
  review: { rows: number; swapped: number } | undefined
  /** Among the kept rows that the model scored, how many of the lowest carry the caption of another figure, and of all. */
  model: { scored: number; swapped: number; lowest: number; swappedAmongLowest: number } | undefined
  rows: number
  kept: number
  /** Kept rows that still carry a planted fault; of a missed duplicate, the copy. */
  keptWithFault: number
  /** Of these, captions on the list for review, and captions that were not looked at, for want of words. */
  keptListed: number
  keptUnlooked: number
  /** Copies that were found, and those of them that `dedup` finds without any flag, at hash radius 0. */
  duplicates: { planted: number; found: number; foundAtRadius0: number }
  phashRadius: number
}

/** Holds what score, dedup and filter found against what was planted; every planted fault is either found or missed. */
export function reportFindings(planted: readonly Planted[], outputs: DemoOutputs): Findings {
  const rows = new Map(outputs.rows.map((row) => [row.id, row]))
  const suspects = outputs.suspects && new Set(outputs.suspects.map((suspect) => suspect.id))
  const kinds = KIND_NAMES.map((kind): KindFindings => {
    const faults = planted.filter((fault) => fault.kind === kind)
    const findings: KindFindings = { kind, planted: faults.length, found: 0, foundBy: {}, missed: [] }
    if (KINDS[kind].group === 'caption' && suspects === undefined) return { ...findings, found: undefined }
    for (const fault of faults) {
      const { by, why } = judge(fault, rows, suspects, outputs.phashRadius)
      if (by === undefined) findings.missed.push({ id: fault.id, why })
      else {
        findings.found!++
        findings.foundBy[by] = (findings.foundBy[by] ?? 0) + 1
      }
    }
    return findings
  })
  const swapped = planted.filter((fault) => fault.kind === 'caption-swapped' && suspects?.has(fault.id)).length
  const still = planted.filter((fault) => isStillThere(fault, rows))
  const captions = still.filter(({ kind }) => KINDS[kind].group === 'caption')
  return {
    kinds,
    falseAlarms: falseAlarms(planted, outputs.rows),
    review: outputs.suspects && { rows: outputs.suspects.length, swapped },
    model: judgeModel(planted, outputs.rows),
    rows: rows.size,
    kept: outputs.rows.filter((row) => row.droppedBy === null).length,
    keptWithFault: still.length,
    keptListed: captions.filter(({ id }) => suspects?.has(id)).length,
    keptUnlooked: suspects === undefined ? captions.length : 0,
    duplicates: countDuplicates(kinds),
    phashRadius: outputs.phashRadius,
  }
}

/** Rows that the model is asked for, as long as the list for review. */
const LOWEST = 10

function judgeModel(planted: readonly Planted[], rows: readonly DemoRow[]): Findings['model'] {
  const swapped = new Set(planted.filter(({ kind }) => kind === 'caption-swapped').map(({ id }) => id))
  const scored = rows.filter(({ cosine, droppedBy }) => cosine !== null && droppedBy === null)
  if (scored.length === 0) return undefined
  const lowest = [...scored].sort((a, b) => a.cosine! - b.cosine!).slice(0, LOWEST)
  const count = (some: readonly DemoRow[]) => some.filter(({ id }) => swapped.has(id)).length
  return { scored: scored.length, swapped: count(scored), lowest: lowest.length, swappedAmongLowest: count(lowest) }
}

function countDuplicates(kinds: readonly KindFindings[]): Findings['duplicates'] {
  const counts = { planted: 0, found: 0, foundAtRadius0: 0 }
  for (const { kind, planted, found, foundBy } of kinds) {
    if (KINDS[kind].group !== 'duplicate') continue
    counts.planted += planted
    counts.found += found ?? 0
    for (const [by, count] of Object.entries(foundBy)) {
      if (!by.startsWith('phash') || by === phashAt(0)) counts.foundAtRadius0 += count
    }
  }
  return counts
}

type Verdict = { by: string; why?: never } | { by?: never; why: string }

function judge(
  fault: Planted,
  rows: ReadonlyMap<string, DemoRow>,
  suspects: ReadonlySet<string> | undefined,
  phashRadius: number,
): Verdict {
  const row = rows.get(fault.id)
  if (row === undefined) return { why: 'not in the output' }
  switch (KINDS[fault.kind].group) {
    case 'duplicate':
      return judgeDuplicate(row, rows.get(fault.partner!), phashRadius)
    case 'broken':
      return row.error === null ? { why: 'no error' } : { by: row.error.code }
    case 'useless':
      return row.droppedBy === null || row.droppedBy === DUPLICATE_RULE
        ? { why: 'no rule dropped it as such' }
        : { by: `rule ${row.droppedBy}` }
    case 'caption':
      return suspects?.has(row.id) ? { by: 'review list' } : { why: 'not on the review list' }
  }
}

/** The demo's rule for rows that `dedup` marked. */
export const DUPLICATE_RULE = 'duplicate'

function judgeDuplicate(copy: DemoRow, original: DemoRow | undefined, phashRadius: number): Verdict {
  if (original === undefined) return { why: 'its original is not in the output' }
  if (copy.dupCluster !== null && copy.dupCluster === original.dupCluster) {
    const { dupBy, dupHammingBits } = copy.dupOf === null ? original : copy
    return { by: dupBy === 'phash' ? phashAt(dupHammingBits ?? 0) : (dupBy ?? 'cluster') }
  }
  if (copy.phash === null || original.phash === null) return { why: 'no perceptual hash' }
  return { why: `hashes ${bits(hammingBits(copy.phash, original.phash))} apart, radius ${phashRadius}` }
}

const phashAt = (distance: number): string => `phash, ${bits(distance)}`

const bits = (count: number): string => `${count} ${count === 1 ? 'bit' : 'bits'}`

function hammingBits(a: string, b: string): number {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length
}

function falseAlarms(planted: readonly Planted[], rows: readonly DemoRow[]): Findings['falseAlarms'] {
  const groups = new Map(planted.map((fault) => [fault.id, KINDS[fault.kind].group]))
  const copyOf = new Map(planted.map((fault) => [fault.id, fault.partner]))
  const alarms: Findings['falseAlarms'] = []
  for (const { id, error, dupOf, droppedBy } of rows) {
    const group = groups.get(id)
    if (error !== null && group !== 'broken') alarms.push({ id, what: `error ${error.code}` })
    const isPlantedPair = dupOf !== null && (copyOf.get(id) === dupOf || copyOf.get(dupOf) === id)
    const isCopy = group === 'duplicate' || groups.get(dupOf ?? '') === 'duplicate'
    if (dupOf !== null && !(isPlantedPair && isCopy)) alarms.push({ id, what: `marked as a duplicate of ${dupOf}` })
    if (error === null && droppedBy !== null && droppedBy !== DUPLICATE_RULE && group !== 'useless') {
      alarms.push({ id, what: `dropped by rule ${droppedBy}` })
    }
  }
  return alarms
}

function isStillThere(fault: Planted, rows: ReadonlyMap<string, DemoRow>): boolean {
  const isKept = (id: string) => rows.has(id) && rows.get(id)!.droppedBy === null
  return isKept(fault.id) && (KINDS[fault.kind].group !== 'duplicate' || isKept(fault.partner!))
}
