import type { JoinExplanation, JoinReport } from '../binding.js'

const BASES = [
  'the leading directions of a sample, mixed',
  'a basis of the whole space',
  'the coordinates as they are',
] as const

/** The numbers of a join as one sentence and its stages in order. */
export function explainJoin(report: JoinReport): JoinExplanation {
  const { screens, recheck, tiles, tilesSkipped, rowsCollapsed, zeroRows } = report
  const widths = screens.map(({ width }) => width)
  const expected = `expected ${report.expectedMs.toPrecision(2)} ms on ${report.threads} threads`
  const plan =
    screens.length === 0
      ? `Every pair by the float64 law: too few, or too many that are similar, for screens; ${expected}.`
      : `${widths.length === 1 ? 'One screen' : 'Screens'} of ${widths.join(', then ')} int8 columns in ${BASES[report.basis]}; ${expected}, ${screens.map(({ expectedShare }) => expectedShare.toExponential(1)).join(', then ')} of the pairs let through.`
  const none = { width: 0, pairs: 0, candidates: 0 }
  return {
    plan,
    stages: [
      { name: 'plan', ...none, ms: report.planMs },
      { name: 'code rows', ...none, ms: report.codingMs },
      ...screens.map(({ width, pairs, candidates, ms }) => ({ name: 'screen', width, pairs, candidates, ms })),
      { name: 'recheck', width: 0, pairs: recheck.pairs, candidates: recheck.candidates, ms: recheck.ms },
    ],
    tiles,
    tilesSkipped,
    rowsCollapsed,
    zeroRows,
  }
}
