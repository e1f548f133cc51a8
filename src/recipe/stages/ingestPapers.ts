import { resolveIngestOptions } from '../../run/ingest/options.js'
import { runIngest } from '../../run/ingest.js'
import { errorTotals, type RunContext, type StageOutcome, stageKey } from '../runContext.js'
import { stampSource } from '../sourceStamp.js'

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
    const errors = Object.fromEntries(Object.entries(kept.errors).map(([code, count]) => [code, { count, first: [] }]))
    return { ...outcomeOf(0, errors), record: kept, isKept: true, imageRoot: folder.at(imageRoot!), input }
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
    { name: 'ingest', key, settings, rows, errors: errorTotals(errors), facts, stamp: found.stamp },
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
