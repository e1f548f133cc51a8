import { resolveIngestOptions } from '../../run/ingest/options.js'
import { runIngest } from '../../run/ingest.js'
import type { ErrorCounts, FailedRow } from '../../run/rowErrors.js'
import { errorTotals, type RunContext, type StageOutcome, stageKey } from '../runContext.js'
import { stampSource } from '../sourceStamp.js'
import type { StageRecord } from '../stageLedger.js'

const VERSION = 1
/** What ingest makes of papers, in the folder of the run. */
export const FIGURES = 'figures.jsonl'
const IMAGES = 'figures.images'
const REJECTED = `${FIGURES}.rejected.jsonl`
const MANIFEST = `${FIGURES}.manifest.json`

export interface IngestOutcome extends StageOutcome {
  /** Folder that image paths of the rows are relative to. */
  imageRoot: string
  input: { file: string; bytes: number; sha256: string }
}

interface IngestFacts {
  yield: object
  /** Named from the folder of the run. */
  imageRoot: string
  images: string | null
}

/** Makes the rows out of papers, by the command's own machinery: an ingest that was cut off is taken up by it. */
export async function ingestPapers({ recipe, folder, options }: RunContext): Promise<IngestOutcome> {
  const { source, ...section } = recipe.ingest!
  const { limit, maxErrors, threads, signal, onProgress, files } = options
  const found = await stampSource(source, folder.folder, signal)
  const ingest = { ...section, threads, limit, maxErrors, input: source, out: folder.at(FIGURES) }
  const { threads: _, ...settings } = { ...resolveIngestOptions(ingest), from: section.from, limit: limit ?? null }
  const key = stageKey('ingest', VERSION, settings, [found.sha256])
  const input = { file: folder.nameOf(source), bytes: found.bytes, sha256: found.sha256 }
  folder.keepFiles([IMAGES])
  const kept = await folder.findKept('ingest', key, found.stamp)
  const { imageRoot, images: folderName } = (kept?.facts ?? {}) as Partial<IngestFacts>
  const hasImages = !folderName || (await folder.files.stat(folder.at(folderName))) !== undefined
  if (kept !== undefined && hasImages) {
    return { ...outcomeOf(0, toldBy(kept)), record: kept, isKept: true, imageRoot: folder.at(imageRoot!), input }
  }
  await folder.begin(
    'ingest',
    [FIGURES, IMAGES, REJECTED, MANIFEST, `${FIGURES}.figsift`].map((name) => folder.at(name)),
  )
  const summary = await runIngest({ ...ingest, force: true, signal, onProgress, files })
  const { rows, errors, rejected, images, notes } = summary
  const outputs = [FIGURES, ...(rejected === undefined ? [] : [REJECTED]), MANIFEST]
  const facts: IngestFacts = {
    yield: summary.yield,
    imageRoot: folder.nameOf(summary.imageRoot),
    images: images === undefined ? null : IMAGES,
  }
  const record = await folder.recordStage(
    { name: 'ingest', key, settings, rows, errors: errorTotals(errors), facts, stamp: found.stamp, told: errors },
    outputs.map((name) => folder.at(name)),
  )
  return { ...outcomeOf(rows, errors), record, isKept: false, notes, imageRoot: summary.imageRoot, input }
}

const outcomeOf = (rows: number, errors: StageOutcome['errors']) => ({
  rowsKept: 0,
  rowsComputed: rows,
  errors,
  notes: [],
})

/** The errors of the call that did the work: a run says the same of its rows however often it is called. */
function toldBy({ errors, told }: StageRecord): ErrorCounts {
  const firstOf = (code: string): FailedRow[] => {
    const first: unknown = told !== undefined && Object.hasOwn(told, code) ? told[code]?.first : undefined
    return Array.isArray(first) ? first.filter(isFailedRow) : []
  }
  return Object.fromEntries(Object.entries(errors).map(([code, count]) => [code, { count, first: firstOf(code) }]))
}

/** The ledger may be a stranger's. */
function isFailedRow(value: unknown): value is FailedRow {
  const { row, id, message } = (value ?? {}) as Partial<FailedRow>
  return typeof row === 'number' && typeof id === 'string' && typeof message === 'string'
}
