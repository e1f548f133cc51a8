import { clean, count, padTo, shareText, textWidth } from './tableText.js'
import type { Funnel, RuleFunnel } from './types.js'

export interface FormatFunnelOptions {
  /** Columns of the terminal. Default 100. */
  width?: number | undefined
  /** Bold and dim text; leave it off when the output is piped. Default false. */
  color?: boolean | undefined
}

const MIN_WIDTH = 40
const HEAD = ['rule', 'rows in', 'dropped', 'share [95 %]', 'NULL', 'overlap', 'alone']

/**
 * The funnel as a table for a terminal, ending in a line break. For machines, `Funnel` itself is plain JSON.
 *
 * Columns that do not fit the width are left out from the right; a rule's reason follows below when it fits nowhere
 * else. Control characters of ids and reasons are stripped.
 */
export function formatFunnel(funnel: Funnel, { width = 100, color = false }: FormatFunnelOptions = {}): string {
  const room = Math.max(MIN_WIDTH, width)
  const style = (code: number, text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text)
  const cells = [HEAD, ...funnel.rules.map(cellsOf)]
  const widths = HEAD.map((_, i) => Math.max(...cells.map((c) => textWidth(c[i]!))))
  const idWidth = Math.min(24, widths[0]!, Math.max(8, room - widths[1]! - widths[2]! - 4))
  widths[0] = idWidth
  let shown = HEAD.length
  const lineWidth = () => widths.slice(0, shown).reduce((sum, w) => sum + w + 2, -2)
  while (shown > 3 && lineWidth() > room) shown--
  const line = (row: string[]) =>
    row
      .slice(0, shown)
      .map((cell, i) => (i === 0 ? padTo(cell, idWidth) : cell.padStart(widths[i]!)))
      .join('  ')
  const body = funnel.rules.map((rule, i) => {
    const said = clean(rule.reason ?? rule.expression ?? 'the row carries an error')
    const beside = room - lineWidth() - 2
    if (textWidth(said) <= beside) return `${line(cells[i + 1]!)}  ${style(2, said)}`
    return `${line(cells[i + 1]!)}\n${style(2, `  ${padTo(said, room - 2).trimEnd()}`)}`
  })
  const kept = `kept ${count(funnel.kept)} of ${count(funnel.rows)}`
  const share = funnel.keptShare === null ? '' : `, ${shareText(funnel.keptShare)}`
  const total = kept.length + share.length <= room ? kept + share : `${kept}\n${share.slice(2)}`
  return `${[style(1, line(HEAD)), ...body, style(1, total)].join('\n')}\n`
}

function cellsOf(rule: RuleFunnel): string[] {
  const share = rule.share === null ? '-' : shareText(rule.share)
  return [
    clean(rule.id),
    ...[rule.rowsIn, rule.dropped].map(count),
    share,
    ...[rule.nulls, rule.overlap, rule.marginal].map(count),
  ]
}
