import { readFileSync } from 'node:fs'
import type { ReportData, ShownRow } from '../../../src/report/reportData.js'

/** What a report's file carries. */
export interface ReadReport {
  html: string
  report: ReportData
  rows: Map<number, ShownRow>
  /** Data URLs by row. */
  pictures: Map<number, string>
}

export function readReport(path: string): ReadReport {
  const html = readFileSync(path, 'utf8')
  const blocks = (name: string): unknown[] =>
    [...html.matchAll(new RegExp(`<script type="application/json" class="${name}"[^>]*>([^<]*)</script>`, 'g'))].map(
      ([, json]) => JSON.parse(json!),
    )
  const rows = blocks('rows').flat() as ShownRow[]
  return {
    html,
    report: blocks('report')[0] as ReportData,
    rows: new Map(rows.map((row) => [row.row, row])),
    pictures: new Map(
      blocks('pictures').flatMap((block) =>
        Object.entries(block as Record<string, string>).map(([row, url]) => [Number(row), url] as const),
      ),
    ),
  }
}

/** The part, or a failure that says why it is empty. */
export function present<T extends object>(part: T | { missing: { why: string } }): Exclude<T, { missing: object }> {
  const { missing } = part as { missing?: { why: string } }
  if (missing !== undefined) throw new Error(`Expected a part but it is empty: ${missing.why}`)
  return part as Exclude<T, { missing: object }>
}
