import { groupName } from './formatBreakdown.js'
import { clean, percent } from './tableText.js'
import type { Funnel, FunnelBreakdown, Share } from './types.js'

/** The funnel as LaTeX tables for the package booktabs: the rules, then what stayed of each subject and source. */
export function latexFunnel(funnel: Funnel): string {
  const tables = [rulesTable(funnel)]
  for (const breakdown of [funnel.bySubject, funnel.bySource]) {
    if (breakdown !== undefined) tables.push(breakdownTable(breakdown))
  }
  return `% Needs \\usepackage{booktabs} and UTF-8.\n${intervalComment(funnel)}\n${tables.join('\n')}`
}

function intervalComment({ papers }: Funnel): string {
  return papers === undefined
    ? '% Intervals: Wilson, 95 %, rows taken as independent.'
    : `% Intervals: Wilson, 95 %, over the effective number of rows in ${papers} papers.`
}

function rulesTable(funnel: Funnel): string {
  const rows = funnel.rules.map((rule) => [
    escapeLatex(rule.id),
    number(rule.rowsIn),
    number(rule.dropped),
    ...shareCells(rule.share),
    number(rule.nulls),
    number(rule.overlap),
    number(rule.marginal),
  ])
  const kept = ['kept', number(funnel.rows), number(funnel.kept), ...shareCells(funnel.keptShare), '', '', '']
  return table(
    'lrrrlrrr',
    ['rule', 'rows in', 'dropped', '\\%', '95\\,\\%', 'NULL', 'overlap', 'alone'],
    [...rows, [], kept],
  )
}

function breakdownTable({ column, groups }: FunnelBreakdown): string {
  const rows = groups.map((group) => [
    escapeLatex(groupName(group)),
    number(group.rows),
    number(group.kept),
    ...shareCells(group.keptShare),
  ])
  return table('lrrrl', [escapeLatex(column), 'rows', 'kept', '\\%', '95\\,\\%'], rows)
}

/** @param rows an empty one is a rule between lines */
function table(columns: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => (row.length === 0 ? '\\midrule' : `${row.join(' & ')} \\\\`))
  return [
    `\\begin{tabular}{${columns}}`,
    '\\toprule',
    `${head.join(' & ')} \\\\`,
    '\\midrule',
    ...body,
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n')
}

function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '\\,')
}

function shareCells(share: Share | null): string[] {
  return share === null ? ['--', ''] : [percent(share.value), `{}[${percent(share.low)}, ${percent(share.high)}]`]
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  // At the head of a cell a bracket would be an argument of the line break before it, and so would a star.
  '[': '{[}',
  '*': '{*}',
  ']': '{]}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
  '`': '\\textasciigrave{}',
}

/** Text that LaTeX prints and never obeys. */
export function escapeLatex(text: string): string {
  const escaped = clean(text).replace(/[\\{}$&#%_^~[\]*<>|"`]/g, (char) => ESCAPES[char]!)
  // Two hyphens would be printed as a dash.
  return escaped.replace(/-(?=-)/g, '-{}')
}
