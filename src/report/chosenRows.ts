import type { ReportData } from './reportData.js'

/** Every row that a part shows, in the order in which the page shows them. */
export function chosenRows(report: Omit<ReportData, 'pictures'>): number[] {
  const { best, worst, sample, borderline, dropped, duplicates, swaps, errors } = report
  const rows = new Set<number>()
  const add = (some: readonly number[]) => some.forEach((row) => void rows.add(row))
  for (const part of [best, worst]) if (part.missing === undefined) add(part.gallery.rows)
  if (sample !== null) add(sample.rows)
  if (borderline.missing === undefined) {
    for (const { below, above } of borderline.borderlines) add([...below.rows, ...above.rows])
  }
  if (dropped.missing === undefined) for (const gallery of dropped.galleries) add(gallery.rows)
  if (duplicates.missing === undefined) {
    for (const cluster of [...duplicates.largest, ...duplicates.leastAlike]) add(cluster.rows)
  }
  if (swaps.missing === undefined) {
    for (const { row, captionRow } of swaps.pairs) add(captionRow === null ? [row] : [row, captionRow])
  }
  if (errors.missing === undefined) add(errors.rows)
  return [...rows]
}
