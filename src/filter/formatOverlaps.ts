import { clean, count } from './tableText.js'
import type { Funnel } from './types.js'

/** The pairs of rules that fire together most, as lines of text ending in a line break; empty where none do. */
export function formatOverlaps({ rules, overlaps }: Funnel, pairs = 20): string {
  const found = rules.flatMap((a, i) =>
    rules.slice(i + 1).map((b, j) => ({ a: a.id, b: b.id, rows: overlaps[i]?.[i + 1 + j] ?? 0 })),
  )
  const largest = found.filter(({ rows }) => rows > 0).sort((x, y) => y.rows - x.rows)
  return largest
    .slice(0, pairs)
    .map(({ a, b, rows }) => `${count(rows)} rows fire both ${clean(a)} and ${clean(b)}\n`)
    .join('')
}
