import { ArgumentError } from '../../errors.js'
import type { LongText } from '../../models/tokenWindows.js'
import { type Precision, resolveScoreOptions, type ScoreOptions, type Signal } from '../../score/scoreOptions.js'
import { checkKeys, checkString } from '../../validate.js'
import { checkRunOptions, RUN_OPTION_NAMES, type RunOptions } from '../options.js'

export interface RunScoreOptions extends RunOptions {
  /** `clip`, `words`, `image`, `text`, as in `ScoreOptions`. */
  signals?: readonly Signal[] | undefined
  /** `image`, `text` or single signals of theirs, which are then not computed. */
  skipSignals?: readonly string[] | undefined
  model?: string | undefined
  precision?: Precision | undefined
  device?: 'auto' | 'cpu' | 'cuda' | undefined
  longText?: LongText | undefined
  textPrefix?: string | undefined
  /** Images or texts in one call of the model; part of what the scores' last digits depend on. */
  batchSize?: number | undefined
  /**
   * Folder for the embeddings: embeddings.npy (images), text_embeddings.npy, ids.parquet, embeddings.json. They are
   * figsift-mini's where neither `model` nor `signals` is given.
   */
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

/** Options that a scorer takes as they are. */
export const SCORER_OPTIONS = [
  'signals',
  'skipSignals',
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

/** Options of `score` besides those of every run. */
export const SCORE_OPTION_NAMES: readonly string[] = [...SCORER_OPTIONS, 'embeddings', 'onNotice']

/** @throws ArgumentError */
export function checkScoreOptions(options: RunScoreOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...SCORE_OPTION_NAMES])
  checkRunOptions(options)
  // All that the scorer would refuse, before a recipe's ingest has worked for hours.
  resolveScoreOptions(Object.fromEntries(SCORER_OPTIONS.map((name) => [name, options[name]])) as ScoreOptions)
  const { embeddings, signals, model } = options
  if (embeddings === undefined) return
  checkString('embeddings', embeddings)
  if (model === undefined && signals !== undefined && !signals.includes('clip')) {
    throw new ArgumentError(
      'Expected `model` or "clip" in `signals` together with `embeddings` but received neither. ' +
        'Name the model whose embeddings are wanted (--model), or add clip to --signals for figsift-mini.',
    )
  }
}
