import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Funnel } from '../../src/filter/types.js'
import type { ReportData } from '../../src/report/reportData.js'
import { writeReport } from '../../src/report/writeReport.js'
import { runFilter } from '../../src/run/filter.js'
import { imageRoot, scoredRows, temporaryFolder, writeRows } from './support/figures.js'
import { present, readReport } from './support/readReport.js'

type Headline = (report: Pick<ReportData, 'summary' | 'funnel'>) => string
const page = new URL('../../assets/report/js/parts/summary.js', import.meta.url).href
const { headline: spaced } = (await import(page)) as { headline: Headline }
const headline: Headline = (report) => spaced(report).replaceAll(/\s/g, ' ')

/** The report of what `where` keeps, the dropped rows being written nowhere. */
async function reportOf(rows: readonly object[], where: string, limit?: number) {
  const home = temporaryFolder()
  const [out, report] = [join(home, 'kept.jsonl'), join(home, 'report.html')]
  await runFilter({ input: writeRows(home, rows), out, where })
  const result = await writeReport({ input: out, out: report, imageRoot, gallerySize: 4, limit })
  return { result, ...readReport(report) }
}

describe('a report of kept rows without the dropped ones', () => {
  const rows = scoredRows(21).slice(0, 20)

  it('says what the rules kept, and that the others are elsewhere', async () => {
    const { report } = await reportOf(rows, 'dup_keep')
    expect(headline(report)).toBe('1 rule kept 14 of 20 rows; the 6 dropped rows are not in this file.')
    expect(report.dropped.missing?.why).toMatch(/not in the input/)
    expect(report.borderline.missing?.why).toMatch(/No rule compares/)
  })

  it.each(['dup_keep', 'image_width >= 224'])('shows pictures of the best and the worst by %s', async (where) => {
    const { report, result } = await reportOf(rows, where)
    const last = report.summary.rows - 1
    expect(present(report.best).gallery.rows).toEqual([last, last - 1, last - 2, last - 3])
    expect(present(report.worst).gallery.rows).toEqual([0, 1, 2, 3])
    expect(result.pictures).toBeGreaterThanOrEqual(8)
  })

  it.each([
    'dup_keep',
    'image_width >= 224',
  ])('shows rows from all over the table where none is scored, by %s', async (where) => {
    const unscored = rows.map((row) => ({ ...row, score: null, cosine: null, words_score: null }))
    const { report, result } = await reportOf(unscored, where)
    const total = report.summary.rows
    expect(report.best.missing?.why).toMatch(/no score/)
    expect(report.sample).toMatchObject({ rows: [0, 1, 2, 3].map((i) => Math.floor((i * total) / 4)), total })
    expect(result.pictures).toBeGreaterThanOrEqual(4)
  })

  it('counts the rule that drops rows with errors where it did', async () => {
    const { report } = await reportOf(scoredRows(20), 'dup_keep')
    expect(headline(report)).toBe('2 rules kept 13 of 20 rows; the 7 dropped rows are not in this file.')
  })

  it('shows those of a threshold that are there', async () => {
    const { report } = await reportOf(rows, 'image_width >= 224')
    const [border] = present(report.borderline).borderlines
    expect(border).toMatchObject({ below: { rows: [] }, above: { rows: [0, 1] } })
  })

  it('counts one row, none and a part of them as such', async () => {
    const one = await reportOf(rows, "id <> 'fig-3'")
    expect(headline(one.report)).toBe('1 rule kept 19 of 20 rows; the 1 dropped row is not in this file.')
    expect(headline((await reportOf(rows, 'true')).report)).toBe('1 rule kept 20 of 20 rows.')
    const first = await reportOf(rows, 'dup_keep', 5)
    expect(headline(first.report)).toMatch(/^1 rule kept 14 of 20 rows; .* This report is of 5 rows\.$/)
  })
})

describe('the headline', () => {
  const counts = { keptShare: null, errorShare: null, duplicates: null, suspects: null }
  const bare = { ...counts, rows: 3, kept: null, dropped: null, errors: 0 }
  const none = { missing: { why: '', command: null } }
  const funnel = { rows: 4, kept: 0, dropped: 4, rules: [{}, {}] } as unknown as Funnel

  it('knows rows without rules, no rows, and rules that left none', () => {
    expect(headline({ summary: bare, funnel: none })).toBe('3 rows; no rules were applied.')
    expect(headline({ summary: { ...bare, errors: 1 }, funnel: none })).toMatch(/ 1 row carries an error\.$/)
    expect(headline({ summary: { ...bare, rows: 0 }, funnel: none })).toBe('The table has no rows.')
    const left = '2 rules kept 0 of 4 rows; the 4 dropped rows are not in this file.'
    expect(headline({ summary: { ...bare, rows: 0 }, funnel: { funnel } })).toBe(left)
  })
})
