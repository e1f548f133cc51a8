import { clean, count, padTo, shareText, textWidth } from './tableText.js'
import type { FunnelBreakdown, FunnelGroup } from './types.js'

export interface FormatBreakdownOptions {
  /** Columns of the terminal. Default 100. */
  width?: number | undefined
  /** Groups shown, the largest first. All by default. */
  groups?: number | undefined
}

const NAME_WIDTH = 40

/** What stayed of each subject or source, as lines of text, ending in a line break. */
export function formatBreakdown(breakdown: FunnelBreakdown, options: FormatBreakdownOptions = {}): string {
  const { width = 100, groups = breakdown.groups.length } = options
  const shown = breakdown.groups.slice(0, groups)
  const head = [breakdown.column, 'rows', 'kept', 'share [95 %]']
  const cells = [head, ...shown.map(cellsOf)]
  const widths = head.map((_, i) => Math.max(...cells.map((row) => textWidth(row[i]!))))
  const others = widths.slice(1).reduce((sum, w) => sum + w + 2, 0)
  widths[0] = Math.max(8, Math.min(NAME_WIDTH, widths[0]!, width - others))
  const lines = cells.map((row) =>
    row.map((cell, i) => (i === 0 ? padTo(cell, widths[0]!) : cell.padStart(widths[i]!))).join('  '),
  )
  const hidden = breakdown.groups.length - shown.length
  const more = hidden > 0 ? [`… and ${count(hidden)} more`] : []
  return `${[...lines, ...more].map((line) => line.trimEnd()).join('\n')}\n`
}

/** A group's name; what is no value is in brackets. */
export function groupName({ kind, name }: FunnelGroup): string {
  if (kind === 'value') return clean(name!)
  return kind === 'rest' ? '(others)' : '(none)'
}

function cellsOf(group: FunnelGroup): string[] {
  const share = group.keptShare === null ? '-' : shareText(group.keptShare)
  return [groupName(group), count(group.rows), count(group.kept), share]
}
