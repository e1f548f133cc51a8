import { resolve } from 'node:path'
import { checkOutput } from '../dataset/annotate.js'
import type { Dataset, DatasetRow } from '../dataset/dataset.js'
import { type Column, columnsFor } from '../dataset/names.js'
import { openDataset } from '../dataset/openDataset.js'
import { ArgumentError, toRowError } from '../errors.js'
import type { LongText } from '../models/tokenWindows.js'
import { findScoreModel, unfilledFields } from '../score/clipModel.js'
import { createScorer } from '../score/createScorer.js'
import { type DefaultSignals, defaultSignals } from '../score/defaultSignals.js'
import { scoredText } from '../score/figureRow.js'
import { buildIdf, type Idf } from '../score/idf.js'
import { estimateOcrSeconds, MAX_ROWS_FOR_DEFAULT_WORDS, type Precision, type Signal } from '../score/scoreOptions.js'
import type { PairScorer } from '../score/scorer.js'
import { checkKeys, checkOneOf, checkString } from '../validate.js'
import { describeFailure } from './describeFailure.js'
import { embeddingsFolderFiles, prepareEmbeddings } from './embeddingsFolder.js'
import { disk } from './fileSystem.js'
import { finishRun } from './finishRun.js'
import { stampInputs } from './inputs.js'
import {
  checkRunOptions,
  DEFAULT_PART_ROWS,
  RUN_OPTION_NAMES,
  type RunOptions,
  type RunSummary,
  threadsOf,
} from './options.js'
import { runParts } from './parts.js'
import { rejectedFile } from './rejectedLines.js'
import { RunFolder } from './runFolder.js'
import { pairOf, scoreStage } from './scoreStage.js'
import { summarize } from './summarize.js'

export interface RunScoreOptions extends RunOptions {
  /** `clip`, `words`, `image`, as in `ScoreOptions`. */
  signals?: readonly Signal[] | undefined
  model?: string | undefined
  precision?: Precision | undefined
  device?: 'auto' | 'cpu' | 'cuda' | undefined
  longText?: LongText | undefined
  textPrefix?: string | undefined
  /** Images or texts in one call of the model; part of what the scores' last digits depend on. */
  batchSize?: number | undefined
  /** Folder for the embeddings: embeddings.npy (images), text_embeddings.npy, ids.parquet, embeddings.json. */
  embeddings?: string | undefined
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
 * @throws FigsiftError MODEL_NOT_FOUND, MODEL_INVALID, PEER_NOT_INSTALLED, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED,
 *   TOO_MANY_ERRORS, IO and what the dataset throws
 */
export async function runScore(options: RunScoreOptions): Promise<ScoreSummary> {
  checkOptions(options)
  const { input, out, limit, signal, onProgress, onNotice, imageRoot, skipBadRows, embeddings } = options
  const dataset = await openDataset(input, { limit, imageRoot, skipBadRows, signal })
  try {
    const scan = await dataset.scan({ signal, onProgress })
    const rejected = rejectedFile(out, dataset, scan)
    const { signals, notes } = await chooseSignals(options, scan.rows)
    const columns = await columnsOf(options, signals)
    await checkOutput(dataset, scan, { ...options, columns })
    for (const note of notes) onNotice?.(note)
    if (embeddings !== undefined) await (options.files ?? disk).makeFolder(resolve(embeddings))
    const run = await RunFolder.open({
      command: 'score',
      out,
      otherOutputs: [
        ...(rejected === undefined ? [] : [rejected]),
        ...(embeddings === undefined ? [] : embeddingsFolderFiles(embeddings)),
      ],
      inputs: dataset.files,
      force: options.force ?? false,
      shardRows: options.shardRows,
      ...(options.files === undefined ? {} : { files: options.files }),
    })
    try {
      const stamp = await stampInputs(run.files, dataset.files)
      await using scorer = await openScorer(options, dataset, signals)
      const keepsEmbeddings = embeddings !== undefined
      const stage = scoreStage(options, { dataset, rows: scan.rows, scorer, columns, keepsEmbeddings })
      const { partRows = DEFAULT_PART_ROWS, maxErrors } = options
      const parts = await runParts(run, stage, { partRows, maxErrors, signal, onProgress })
      const outputs = [{ path: out, sidecars: parts.files, columns }]
      const facts = keepsEmbeddings ? { ...scorer.clip!.facts, signal } : undefined
      const besides = facts && (await prepareEmbeddings(run, embeddings!, parts.files, scan.rows, facts))
      const [result] = await finishRun(run, dataset, stamp, outputs, options, {
        command: 'score',
        rows: scan.rows,
        errors: parts.errors,
        parameters: { scorer: scorer.describe, limit },
        besides,
      })
      return {
        ...summarize('score', out, dataset, scan, {
          ...parts,
          rowsWritten: result!.rowsWritten,
          shardRows: options.shardRows,
        }),
        notes: [...notes, ...describeFailure(parts.errors, scan, dataset)],
        signals,
        scorer: scorer.describe,
      }
    } finally {
      await run.close()
    }
  } finally {
    dataset.dispose()
  }
}

function checkOptions(options: RunScoreOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...SCORER_OPTIONS, 'embeddings', 'onNotice'])
  checkRunOptions(options)
  const { idf, embeddings, signals, model } = options
  if (idf !== undefined) checkOneOf('idf', idf, ['english', 'dataset'])
  if (embeddings === undefined) return
  checkString('embeddings', embeddings)
  if (model === undefined && !signals?.includes('clip')) {
    throw new ArgumentError(
      'Expected `model` or "clip" in `signals` together with `embeddings` but received neither. ' +
        'Name the model whose embeddings are wanted (--model), or --signals clip for figsift-mini.',
    )
  }
}

/** What to compute, and what the user should know about it before it begins. */
async function chooseSignals(options: RunScoreOptions, rows: number): Promise<DefaultSignals> {
  const { signals, model } = options
  const threads = threadsOf(options)
  if (signals === undefined && model === undefined) return defaultSignals(rows, threads)
  if (signals === undefined) return { signals: ['clip'], notes: [] }
  const minutes = Math.ceil(estimateOcrSeconds(rows, threads) / 60)
  const isLong = signals.includes('words') && rows > MAX_ROWS_FOR_DEFAULT_WORDS
  const cost = `Reading the words of ${rows} figures takes about ${minutes} min on ${threads} threads, less where the cache has them.`
  return { signals: [...signals], notes: isLong ? [cost] : [] }
}

/** Only what the signals fill: a model without a bank, say, gives no percentiles. The model is looked at, not loaded. */
async function columnsOf(
  { model, precision }: RunScoreOptions,
  signals: readonly Signal[],
): Promise<readonly Column[]> {
  const columns = columnsFor(
    'score',
    signals.filter((name) => name !== 'image'),
  )
  if (!signals.includes('clip')) return columns
  const unfilled = unfilledFields(await findScoreModel(model, precision))
  return columns.filter(({ camel }) => !unfilled.has(camel))
}

const SCORER_OPTIONS = [
  'signals',
  'model',
  'precision',
  'device',
  'longText',
  'textPrefix',
  'batchSize',
  'idf',
  'withContext',
  'ocrCache',
] as const

async function openScorer(options: RunScoreOptions, dataset: Dataset, signals: readonly Signal[]): Promise<PairScorer> {
  const { withContext = false, threads, allowOutside, signal } = options
  const needsPass = signals.includes('words') && options.idf === 'dataset'
  const idf = needsPass ? await countWords(options, dataset, withContext) : 'english'
  const given = {
    threads,
    allowOutside,
    signal,
    ...Object.fromEntries(SCORER_OPTIONS.map((key) => [key, options[key]])),
  }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return createScorer({ ...known, idf, withContext, imageRoot: dataset.root, signals })
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

/** Undefined for a row that has no text to score: it is no document, and gets its error when it is scored. */
function textOf(row: DatasetRow, withContext: boolean): string | undefined {
  try {
    return scoredText(pairOf(row), row.index, withContext)
  } catch (error) {
    toRowError(error, 'score')
    return undefined
  }
}
