import type { Counters } from './counters.js'
import type { LabelTable } from './labelTable.js'

/** Displays with one number, and those with one per row. */
const SINGLE = new Set(['equation', 'multline', 'dmath', 'subeqnarray'])
const ROWS = new Set(['align', 'gather', 'eqnarray', 'alignat', 'flalign', 'IEEEeqnarray', 'dgroup'])
const LABEL = /\\label\s*\{([^{}]{1,200})\}/g

/** Counts the numbers of a displayed formula, and records its labels. */
export function countEquations(environment: string, source: string, counters: Counters, labels: LabelTable): void {
  if (!SINGLE.has(environment) && !ROWS.has(environment)) return
  const rows = SINGLE.has(environment) ? [source] : source.split('\\\\')
  if (rows.length > 1 && rows.at(-1)?.trim() === '') rows.pop()
  for (const row of rows) {
    const own = /\\tag\s*\{([^{}]{1,40})\}/.exec(row)?.[1]
    const silent = /\\(?:nonumber|notag)(?![A-Za-z])/.test(row)
    const number = own ?? (silent ? null : counters.step('equation'))
    for (const [, label] of row.matchAll(LABEL)) {
      labels.set((label as string).trim(), { key: null, number, name: 'Equation', panel: null })
    }
  }
}
