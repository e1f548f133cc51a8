import type { Dataset, DatasetRow } from '../../dataset/dataset.js'
import { toRowError } from '../../errors.js'
import { createScorer } from '../../score/createScorer.js'
import { scoredText } from '../../score/figureRow.js'
import { buildIdf, type Idf } from '../../score/idf.js'
import type { Signal } from '../../score/scoreOptions.js'
import type { PairScorer } from '../../score/scorer.js'
import type { EmbeddingFacts } from '../embeddingsFolder.js'
import type { Table } from '../openTable.js'
import { DEFAULT_PART_ROWS } from '../options.js'
import type { PartStore } from '../partStore.js'
import { type PartsResult, runParts } from '../parts.js'
import { pairOf, scoreStage } from '../scoreStage.js'
import type { ScorePlan } from './planScore.js'
import { type RunScoreOptions, SCORER_OPTIONS } from './scoreOptions.js'

export interface ScoredRows extends PartsResult {
  /** Settings, versions and hashes that the scores depend on. */
  scorer: object
  /** Of the embeddings beside the parts, when `embeddings` asks for them. */
  embeddings: EmbeddingFacts | undefined
}

/** Scores the rows of a table into parts: side-cars with the columns of the plan. */
export async function scoreRows(
  store: PartStore,
  { dataset, scan }: Table,
  { signals, columns }: ScorePlan,
  options: RunScoreOptions,
): Promise<ScoredRows> {
  const { partRows = DEFAULT_PART_ROWS, maxErrors, signal, onProgress } = options
  await using scorer = await openScorer(options, dataset, signals)
  const keepsEmbeddings = options.embeddings !== undefined
  const stage = scoreStage(options, { dataset, rows: scan.rows, scorer, columns, keepsEmbeddings })
  const parts = await runParts(store, stage, { partRows, maxErrors, signal, onProgress })
  return { ...parts, scorer: scorer.describe, embeddings: keepsEmbeddings ? { ...scorer.clip!.facts } : undefined }
}

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
