import { wilson } from '../stats/wilson.js'
import type { Findings, KindFindings } from './findings.js'
import { KINDS } from './kinds.js'

/** The findings as text: a table of planted, found and missed, then every miss and every false alarm by name. */
export function formatFindings(findings: Findings): string {
  const lines = table(findings.kinds)
  const missed = findings.kinds.flatMap(({ kind, missed }) => missed.map((miss) => ({ kind, ...miss })))
  if (missed.length > 0) {
    lines.push('', `Missed (${missed.length}):`)
    for (const { kind, id, why } of missed) lines.push(`  ${id}: ${KINDS[kind].label}; ${why}`)
  }
  const review = (findings.review?.rows ?? 0) > 0 ? '; the review list has its own line' : ''
  lines.push('', `False alarms among the rows that were dropped: ${findings.falseAlarms.length || 'none'}${review}`)
  for (const { id, what } of findings.falseAlarms) lines.push(`  ${id}: ${what}`)
  lines.push('', ...summary(findings))
  return lines.join('\n')
}

function table(kinds: readonly KindFindings[]): string[] {
  const rows = kinds.map(({ kind, planted, found, foundBy, missed }) => [
    KINDS[kind].label,
    String(planted),
    found === undefined ? '-' : String(found),
    found === undefined ? '-' : String(missed.length),
    found === undefined ? 'not looked for: no words were read' : listOf(foundBy),
  ])
  const header = ['planted fault', 'planted', 'found', 'missed', 'found by']
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, k) => (k > 0 && k < 4 ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!))).join('  ')}`.trimEnd()
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}

function listOf(foundBy: Readonly<Record<string, number>>): string {
  return Object.entries(foundBy)
    .map(([by, count]) => `${by}: ${count}`)
    .sort()
    .join('; ')
}

function summary(findings: Findings): string[] {
  const { kinds, duplicates, phashRadius, review, model, rows, kept, keptWithFault } = findings
  const lines: string[] = []
  const looked = kinds.filter((kind) => kind.found !== undefined)
  const planted = looked.reduce((sum, kind) => sum + kind.planted, 0)
  const found = looked.reduce((sum, kind) => sum + kind.found!, 0)
  if (planted > 0) lines.push(`Found ${found} of ${planted} planted faults${interval(found, planted)}.`)
  if (duplicates.planted > 0) {
    lines.push(
      `Copies: ${duplicates.found} of ${duplicates.planted} found at hash radius ${phashRadius}; ` +
        `\`figsift dedup\` without flags (radius 0) finds ${duplicates.foundAtRadius0}.`,
    )
  }
  if (review !== undefined && review.rows > 0) {
    lines.push(
      `Review list: ${review.swapped} of its ${review.rows} captions belong to another figure` +
        `${interval(review.swapped, review.rows)}. It is a list to look at; nothing was dropped for it.`,
    )
  }
  if (model !== undefined && model.swapped > 0) {
    const { scored, swapped, lowest, swappedAmongLowest } = model
    lines.push(
      `figsift-mini alone: ${swappedAmongLowest} of the ${swapped} swapped captions are among its ${lowest} lowest of ` +
        `${scored} (chance ${((lowest * swapped) / scored).toFixed(1)}). It judges figure kind and domain, coarsely.`,
    )
  }
  lines.push(`Kept ${kept} of ${rows} rows, ${keptWithFault} of them with a planted fault${stillThere(findings)}.`)
  return lines
}

/** Why the faults that are left are left. */
function stillThere({ keptWithFault, keptListed, keptUnlooked }: Findings): string {
  const parts = [
    [keptWithFault - keptListed - keptUnlooked, 'missed'],
    [keptListed, 'only listed for review'],
    [keptUnlooked, 'not looked for'],
  ].flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]))
  return parts.length === 0 ? '' : `: ${parts.join(' and ')}`
}

function interval(count: number, n: number): string {
  const { low, high } = wilson(count, n)
  return ` (${percent(count / n)}, 95 % interval ${percent(low)} to ${percent(high)})`
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
