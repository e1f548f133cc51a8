import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { Breather } from '../concurrency.js'
import { writeAtomically } from '../dataset/atomicFile.js'
import { resolveThreads } from '../device.js'
import { FigsiftError } from '../errors.js'
import { describe, throwIfAborted } from '../validate.js'
import { applyRules } from './applyRules.js'
import { chosenRows } from './chosenRows.js'
import { gather, openReportTable } from './gather.js'
import { openReportInput } from './input/openReportInput.js'
import type { ReportInput } from './input/reportInput.js'
import { makePictures, type Pictured } from './makePictures.js'
import { checkReportOptions, type ReportOptions } from './options.js'
import { pageParts } from './page/pageParts.js'
import { pageText } from './page/pageText.js'
import type { ReportData, Summary } from './reportData.js'
import type { ReportTable } from './reportTable.js'
import { shownRecords } from './shownRecords.js'
import { rowColumns, shownRow } from './shownRows.js'

/** What a written report holds. */
export interface ReportResult extends Summary {
  output: string
  /** Size of the file. */
  bytes: number
  /** Rows that are shown, and pictures among them; the others say why they have none. */
  shown: number
  pictures: number
  withoutPicture: number
}

const DEFAULTS = { gallerySize: 24, maxPictures: 2000, memoryLimitBytes: 2 ** 31, groupBy: ['subject', 'source'] }
const TIME_LIMIT_MS = 24 * 3600 * 1000

/**
 * Writes one HTML file that shows what scores, duplicates, rules and errors a dataset has, with pictures of the rows
 * worth a look. It opens from disk and asks the network for nothing. The same input gives the same bytes.
 *
 * @throws FigsiftError OUTPUT_EXISTS without `force`, FILE_NOT_FOUND, BAD_FORMAT, BAD_PREDICATE, OUT_OF_MEMORY,
 *   CANCELLED, IO
 */
export async function writeReport(options: ReportOptions): Promise<ReportResult> {
  checkReportOptions(options)
  const { out, force = false, limit, imageRoot, signal, rules } = options
  throwIfAborted(signal)
  if (!force) await refuseExisting(out)
  const opened = await openReportInput(options.input, { limit, imageRoot, signal })
  let ruled: Awaited<ReturnType<typeof applyRules>> | undefined
  try {
    if (rules !== undefined) ruled = await applyRules(opened, rules, options)
    return await reportOn(ruled?.input ?? opened, options)
  } finally {
    await ruled?.remove()
    opened.dispose()
  }
}

async function reportOn(input: ReportInput, options: ReportOptions): Promise<ReportResult> {
  const { out, title, signal, onProgress } = options
  const { gallerySize, groupBy, memoryLimitBytes } = { ...DEFAULTS, ...definedIn(options) }
  const settings = { title, gallerySize, groupBy, memoryLimitBytes, timeLimitMs: TIME_LIMIT_MS, signal, onProgress }
  const parts = await pageParts()
  const { table, thresholds } = await openReportTable(input, settings)
  try {
    const report = await gather(input, table, thresholds, settings)
    const rows = await pictured(input, table, chosenRows(report))
    const pictures = await picturesOf(input, rows, options)
    const sizes = [...pictures.values()].map(({ length }) => length)
    const withoutPicture = rows.length - pictures.size
    const data: ReportData = {
      ...report,
      pictures: { shown: pictures.size, bytes: sizes.reduce((sum, n) => sum + n, 0), failed: withoutPicture },
    }
    const shown = rows.map((row) => row.shown)
    const bytes = await writeAtomically(out, (temporary) =>
      writeText(temporary, pageText(parts, data, shown, pictures)),
    )
    return { ...report.summary, output: out, bytes, shown: rows.length, pictures: pictures.size, withoutPicture }
  } finally {
    table.dispose()
  }
}

/** The rows that parts show, in the parts' order. */
async function pictured(input: ReportInput, table: ReportTable, chosen: readonly number[]): Promise<Pictured[]> {
  const ascending = [...chosen].sort((a, b) => a - b)
  const columns = await rowColumns(table, ascending)
  const found = new Map<number, Pictured>()
  for await (const [row, shown] of shownRecords(input.dataset, ascending, input)) {
    found.set(row, { shown: shownRow(row, shown, columns.get(row)!), image: shown.record.image })
  }
  return chosen.flatMap((row) => found.get(row) ?? [])
}

async function picturesOf(input: ReportInput, rows: readonly Pictured[], options: ReportOptions) {
  const { pictures = true, maxPictures = DEFAULTS.maxPictures, allowOutside = false, signal, onProgress } = options
  if (!pictures) {
    for (const { shown } of rows) shown.noPicture = 'the report was made without pictures'
    return new Map<number, Buffer>()
  }
  const threads = resolveThreads(options.threads)
  return makePictures(rows, { root: input.dataset.root, allowOutside, threads, most: maxPictures, signal, onProgress })
}

async function writeText(path: string, pieces: Iterable<string>): Promise<number> {
  const stream = createWriteStream(path, { flags: 'wx' })
  const done = finished(stream)
  // An error is thrown where it is awaited below.
  done.catch(() => {})
  const breather = new Breather()
  for (const piece of pieces) {
    if (stream.errored) break
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
    if (breather.isDue) await breather.breathe()
  }
  stream.end()
  await done
  return stream.bytesWritten
}

async function refuseExisting(out: string): Promise<void> {
  const isThere = await access(out).then(
    () => true,
    () => false,
  )
  if (!isThere) return
  throw new FigsiftError(
    'OUTPUT_EXISTS',
    `Expected no file at ${describe(out)} but there is one. Pass \`force\` (--force) to replace it.`,
    {
      file: out,
    },
  )
}

/** Options that were given as undefined count as not given. */
function definedIn(options: ReportOptions) {
  const { gallerySize, groupBy, memoryLimitBytes } = options
  return {
    ...(gallerySize === undefined ? {} : { gallerySize }),
    ...(groupBy === undefined ? {} : { groupBy }),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  }
}
