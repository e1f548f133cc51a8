import type { Progress } from '../concurrency.js'
import { COLUMNS } from '../dataset/names.js'
import { RECORD_NAMES } from '../dataset/record.js'
import { FigsiftError } from '../errors.js'
import { LockedDatabase } from '../filter/lockedDatabase.js'
import type { Funnel } from '../filter/types.js'
import { figsiftVersion } from '../version.js'
import { FAULT_COLUMNS } from './faults.js'
import type { ReportInput } from './input/reportInput.js'
import { throughOurReader } from './input/sourceOf.js'
import { duplicateClusters } from './parts/duplicates.js'
import { borderlines, droppedGalleries, extremes, primaryScore } from './parts/galleries.js'
import { groupTable } from './parts/groups.js'
import { histograms } from './parts/histograms.js'
import { rowErrors } from './parts/rowErrors.js'
import { summarize } from './parts/summary.js'
import { suspectedSwaps } from './parts/swaps.js'
import type { Part, ReportData, Threshold } from './reportData.js'
import { ReportTable, type ReportTableOptions } from './reportTable.js'
import { findThresholds } from './thresholds.js'

export interface GatherOptions extends ReportTableOptions {
  title: string | undefined
  gallerySize: number
  groupBy: readonly string[]
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Passages and abstracts are most of a row, and no query of the report reads them. */
const UNREAD = new Set(['context', 'abstract', 'text', 'caption', 'title', 'image', 'image_path', 'img', 'file_name'])

/** Opens the rows of a report with the columns that its parts read. */
export async function openReportTable(
  { source, dataset, funnel }: ReportInput,
  options: GatherOptions,
): Promise<{ table: ReportTable; thresholds: Threshold[] }> {
  const thresholds = await thresholdsOf(funnel, options)
  const ours = COLUMNS.map((column) => column.snake)
  const records = RECORD_NAMES.filter((name) => !UNREAD.has(name))
  const names = [
    ...new Set([...ours, ...FAULT_COLUMNS, ...records, ...options.groupBy, ...thresholds.map(({ column }) => column)]),
  ]
  const openOurs = async () => ReportTable.open(await throughOurReader(dataset, source, options.signal), names, options)
  if (dataset.format === 'tar') return { table: await openOurs(), thresholds }
  try {
    return { table: await ReportTable.open(source, names, options), thresholds }
  } catch (error) {
    const isRefused = error instanceof FigsiftError && error.code === 'BAD_FORMAT'
    if (!isRefused || source.format === 'parquet' || source.fallback !== undefined) throw error
    return { table: await openOurs(), thresholds }
  }
}

async function thresholdsOf(funnel: Funnel | undefined, options: GatherOptions): Promise<Threshold[]> {
  if (funnel === undefined) return []
  const database = await LockedDatabase.open({ ...options, files: [], threads: 1 })
  try {
    return await findThresholds(database, funnel.rules)
  } finally {
    database.dispose()
  }
}

/** Everything the page shows but the rows themselves. */
export async function gather(
  input: ReportInput,
  table: ReportTable,
  thresholds: readonly Threshold[],
  options: GatherOptions,
): Promise<Omit<ReportData, 'pictures'>> {
  const { funnel, name, provenance } = input
  const { gallerySize: size, groupBy, title, onProgress } = options
  let done = 0
  const step = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    onProgress?.({ phase: 'report', done: ++done, total: 8 + groupBy.length })
    return result
  }
  // All at once: the table runs as many of their queries as it can, and the next is always at hand.
  const [summary, charts, { best, worst, sample }, borderline, dropped, duplicates, swaps, errors, ...groups] =
    await Promise.all([
      step(summarize(table, funnel)),
      step(histograms(table, thresholds)),
      step(extremes(table, size)),
      step(borderlines(table, thresholds, funnel, Math.max(1, Math.ceil(size / 2)))),
      step(droppedGalleries(table, funnel, size)),
      step(duplicateClusters(table, size)),
      step(suspectedSwaps(table, size)),
      step(rowErrors(table, 2 * size)),
      ...groupBy.map((column) => step(groupTable(table, column, funnel).then((found) => ({ column, table: found })))),
    ])
  return {
    tool: `figsift ${figsiftVersion}`,
    title: title ?? name,
    hasRowNumbers: input.hasRowNumbers,
    summary,
    primary: primaryScore(table) ?? null,
    funnel: funnelPart(funnel, table),
    histograms: charts,
    groups,
    best,
    worst,
    sample,
    borderline,
    dropped,
    duplicates,
    swaps,
    errors,
    provenance,
  }
}

function funnelPart(funnel: Funnel | undefined, table: ReportTable): Part<{ funnel: Funnel }> {
  if (funnel !== undefined) return { funnel }
  if (table.has('dropped_by')) {
    return {
      missing: {
        why: 'The rows say which rule dropped them, but the rules themselves are not known here.',
        command: 'figsift report INPUT --out report.html --rules rules.yaml',
      },
    }
  }
  return {
    missing: {
      why: 'No rules were applied to these rows.',
      command: 'figsift filter INPUT --out kept.jsonl --rules rules.yaml --dropped dropped.jsonl',
    },
  }
}
