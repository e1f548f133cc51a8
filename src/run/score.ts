import { checkOutput } from '../dataset/annotate.js'
import type { Dataset, DatasetRow } from '../dataset/dataset.js'
import { columnsFor } from '../dataset/names.js'
import { openDataset } from '../dataset/openDataset.js'
import { writeSidecar } from '../dataset/sidecar.js'
import { toRowError } from '../errors.js'
import { createScorer } from '../score/createScorer.js'
import { type FigureRow, type PairScore, scoredText } from '../score/figureRow.js'
import { buildIdf, type Idf } from '../score/idf.js'
import { findOcrPeers, OCR_INSTALL_COMMAND } from '../score/ocrPeers.js'
import { estimateOcrSeconds, MAX_ROWS_FOR_DEFAULT_WORDS, type Signal } from '../score/scoreOptions.js'
import type { PairScorer } from '../score/scorer.js'
import { checkKeys, checkOneOf } from '../validate.js'
import { describeFailure } from './describeFailure.js'
import { finishRun } from './finishRun.js'
import { stampRow } from './imageStamp.js'
import { stampInputs } from './inputs.js'
import {
  checkRunOptions,
  DEFAULT_PART_ROWS,
  RUN_OPTION_NAMES,
  type RunOptions,
  type RunSummary,
  threadsOf,
} from './options.js'
import { type PartStage, runParts } from './parts.js'
import { rejectedFile } from './rejectedLines.js'
import { RunFolder } from './runFolder.js'
import { libraryVersions } from './versions.js'

/** Raised whenever what is stored of a score changes its meaning. */
const STAGE_VERSION = 1

export interface RunScoreOptions extends RunOptions {
  /** `words`, `clip`, `image`. By default words for up to 1 000 rows, and only image signals above. */
  signals?: readonly Signal[] | undefined
  model?: string | undefined
  /** Where word rarities come from: the table of the package (default), or a first pass over the dataset's own texts. */
  idf?: 'english' | 'dataset' | undefined
  /** Scores words against text and context instead of text alone. */
  withContext?: boolean | undefined
  /** Folder of the OCR cache, or false for none. */
  ocrCache?: string | false | undefined
  /** Told at once, before the work begins, what the user should know about it. */
  onNotice?: ((text: string) => void) | undefined
}

export interface ScoreSummary extends RunSummary {
  signals: readonly Signal[]
  /** Settings, versions and hashes that the scores depend on. */
  scorer: object
}

/**
 * Scores every pair of a dataset and writes the dataset with the scores as further columns.
 *
 * @throws FigsiftError MODEL_UNAVAILABLE, PEER_NOT_INSTALLED, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED,
 *   TOO_MANY_ERRORS, IO and what the dataset throws
 */
export async function runScore(options: RunScoreOptions): Promise<ScoreSummary> {
  const own = ['signals', 'model', 'idf', 'withContext', 'ocrCache', 'onNotice']
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...own])
  checkRunOptions(options)
  if (options.idf !== undefined) checkOneOf('idf', options.idf, ['english', 'dataset'])
  const { input, out, limit, signal, onProgress, onNotice } = options

  const dataset = await openDataset(input, {
    limit,
    imageRoot: options.imageRoot,
    skipBadRows: options.skipBadRows,
    signal,
  })
  try {
    const scan = await dataset.scan({ signal, onProgress })
    const rejected = rejectedFile(out, dataset, scan)
    const { signals, notes } = chooseSignals(options, scan.rows)
    const columns = columnsFor(
      'score',
      signals.filter((name) => name !== 'image'),
    )
    await checkOutput(dataset, scan, { ...options, columns })
    for (const note of notes) onNotice?.(note)
    const run = await RunFolder.open({
      command: 'score',
      out,
      otherOutputs: rejected === undefined ? [] : [rejected],
      inputs: dataset.files,
      force: options.force ?? false,
      ...(options.files === undefined ? {} : { files: options.files }),
    })
    try {
      const stamp = await stampInputs(run.files, dataset.files)
      const scorer = await openScorer(options, dataset, signals)
      try {
        const stage = scoreStage(options, dataset, scan.rows, scorer, (path, results) =>
          writeSidecar(path, columns, results as unknown as Record<string, unknown>[]),
        )
        const { partRows = DEFAULT_PART_ROWS, maxErrors } = options
        const parts = await runParts(run, stage, { partRows, maxErrors, signal, onProgress })
        const outputs = [{ path: out, sidecars: parts.files, columns }]
        const [result] = await finishRun(run, dataset, stamp, outputs, options, {
          command: 'score',
          rows: scan.rows,
          errors: parts.errors,
          parameters: { scorer: scorer.describe, limit },
        })
        return {
          command: 'score',
          output: out,
          manifest: `${out}.manifest.json`,
          imageRoot: dataset.root,
          rows: scan.rows,
          badRows: scan.badRows,
          rejected,
          rowsWritten: result!.rowsWritten,
          rowsKept: parts.rowsKept,
          rowsComputed: parts.rowsComputed,
          errors: parts.errors,
          notes: [...notes, ...describeFailure(parts.errors, scan, dataset)],
          signals,
          scorer: scorer.describe,
        }
      } finally {
        await scorer.dispose()
      }
    } finally {
      await run.close()
    }
  } finally {
    dataset.dispose()
  }
}

/** What to compute, and what the user should know about it before it begins. */
function chooseSignals(options: RunScoreOptions, rows: number): { signals: readonly Signal[]; notes: string[] } {
  const { signals, model } = options
  const threads = threadsOf(options)
  const minutes = Math.ceil(estimateOcrSeconds(rows, threads) / 60)
  const cost = `Reading the words of ${rows} figures takes about ${minutes} min on ${threads} threads`
  const isLong = rows > MAX_ROWS_FOR_DEFAULT_WORDS
  if (signals !== undefined) {
    const notes = signals.includes('words') && isLong ? [`${cost}, less where the cache has them.`] : []
    return { signals, notes }
  }
  if (model !== undefined) return { signals: ['clip'], notes: [] }
  const peers = findOcrPeers()
  const reason =
    'missing' in peers
      ? `Figure words are not read: ${peers.missing}. Run: ${OCR_INSTALL_COMMAND}.`
      : `${cost}, so above ${MAX_ROWS_FOR_DEFAULT_WORDS} rows it is done only when asked for (--signals words).`
  if (!('missing' in peers) && !isLong) return { signals: ['words'], notes: [] }
  return { signals: ['image'], notes: [`${reason} Only image signals are computed; \`score\` stays empty.`] }
}

async function openScorer(options: RunScoreOptions, dataset: Dataset, signals: readonly Signal[]): Promise<PairScorer> {
  const { model, withContext = false, ocrCache, threads, allowOutside, signal } = options
  const needsPass = signals.includes('words') && options.idf === 'dataset'
  const idf = needsPass ? await countWords(options, dataset, withContext) : 'english'
  return createScorer({
    idf,
    withContext,
    imageRoot: dataset.root,
    signals,
    ...(model === undefined ? {} : { model }),
    ...(ocrCache === undefined ? {} : { ocrCache }),
    ...(threads === undefined ? {} : { threads }),
    ...(allowOutside === undefined ? {} : { allowOutside }),
    ...(signal === undefined ? {} : { signal }),
  })
}

/** The first pass of `idf: 'dataset'`: its table is the same whatever part of the run is being done. */
function countWords({ signal, onProgress }: RunScoreOptions, dataset: Dataset, withContext: boolean): Promise<Idf> {
  async function* texts() {
    let done = 0
    for await (const row of dataset.rows({ signal })) {
      const text = textOf(row, withContext)
      if (text !== undefined) yield text
      onProgress?.({ phase: 'count words', done: ++done, total: undefined })
    }
  }
  return buildIdf(texts(), { signal })
}

function scoreStage(
  options: RunScoreOptions,
  dataset: Dataset,
  rows: number,
  scorer: PairScorer,
  write: (path: string, results: PairScore[]) => Promise<void>,
): PartStage<DatasetRow, PairScore> {
  const { allowOutside = false, verify = false, signal } = options
  const imageOptions = { root: dataset.root, allowOutside, ...(signal === undefined ? {} : { signal }) }
  return {
    name: 'score',
    settings: { version: STAGE_VERSION, allowOutside, verify, scorer: scorer.describe, ...libraryVersions() },
    rows,
    read: (begin, end) => dataset.rows({ begin, end, signal }),
    stamp: (row) => stampRow(row, imageOptions, verify),
    async compute(row) {
      const score = await scorer.score(pairOf(row), row.index)
      // What was wrong with the row itself explains more than what followed from it.
      return row.error === undefined ? score : { ...score, error: row.error }
    },
    errorOf: ({ id, error }) => (error === undefined ? undefined : { id, error }),
    write,
    concurrency: scorer.concurrency,
  }
}

/** Undefined for a row that has no text to score: it is no document, and gets its error when it is scored. */
function textOf(row: DatasetRow, withContext: boolean): string | undefined {
  try {
    return scoredText(pairOf(row), row.index, withContext)
  } catch (error) {
    toRowError(error, 'score')
    return undefined
  }
}

/** The scorer answers for what is missing, with an error for the row. */
function pairOf({ record }: DatasetRow): FigureRow {
  return { ...record } as unknown as FigureRow
}
