import { type Column, columnsFor } from '../../dataset/names.js'
import { findScoreModel, unfilledFields } from '../../score/clipModel.js'
import { type DefaultSignals, defaultSignals, requireEmbeddedModel } from '../../score/defaultSignals.js'
import type { PairScore } from '../../score/figureRow.js'
import { estimateOcrSeconds, MAX_ROWS_FOR_DEFAULT_WORDS, type Signal } from '../../score/scoreOptions.js'
import { cheapFields, cheapGroups, isCheap } from '../../score/signals/cheapSignals.js'
import { threadsOf } from '../options.js'
import type { RunScoreOptions } from './scoreOptions.js'

/** What scoring a dataset will compute and write, known before it begins. */
export interface ScorePlan {
  signals: readonly Signal[]
  columns: readonly Column[]
  /** What the user should know about it. */
  notes: string[]
}

/**
 * Looks at the model, does not load it.
 *
 * @throws FigsiftError PEER_NOT_INSTALLED, MODEL_NOT_FOUND, MODEL_INVALID
 */
export async function planScore(rows: number, options: RunScoreOptions): Promise<ScorePlan> {
  const { signals, notes } = await chooseSignals(rows, options)
  return { signals, columns: await columnsOf(options, signals), notes }
}

async function chooseSignals(rows: number, options: RunScoreOptions): Promise<DefaultSignals> {
  const { signals, model, embeddings } = options
  const threads = threadsOf(options)
  if (signals === undefined && model === undefined) {
    // Embeddings need the embedded model: where it cannot run, that is no reason to score without it.
    if (embeddings !== undefined) await requireEmbeddedModel()
    return defaultSignals(rows, threads)
  }
  if (signals === undefined) return { signals: ['clip'], notes: [] }
  const minutes = Math.ceil(estimateOcrSeconds(rows, threads) / 60)
  const isLong = signals.includes('words') && rows > MAX_ROWS_FOR_DEFAULT_WORDS
  const cost = `Reading the words of ${rows} figures takes about ${minutes} min on ${threads} threads, less where the cache has them.`
  return { signals: [...signals], notes: isLong ? [cost] : [] }
}

/** Only what the signals fill: a model without a bank, say, gives no percentiles. */
async function columnsOf(
  { model, precision, skipSignals }: RunScoreOptions,
  signals: readonly Signal[],
): Promise<readonly Column[]> {
  const all = cheapFields()
  const kept = cheapFields(skipSignals)
  const dear = signals.filter((name) => !isCheap(name))
  const columns = columnsFor('score', [...dear, ...cheapGroups(kept)]).filter(
    ({ camel }) => !all.has(camel as keyof PairScore) || kept.has(camel as keyof PairScore),
  )
  if (!signals.includes('clip')) return columns
  const unfilled = unfilledFields(await findScoreModel(model, precision))
  return columns.filter(({ camel }) => !unfilled.has(camel))
}
