import os from 'node:os'
import type { Progress } from '../concurrency.js'
import { ArgumentError } from '../errors.js'
import type { LongText } from '../models/tokenWindows.js'
import {
  argumentError,
  checkBoolean,
  checkFunction,
  checkInteger,
  checkKeys,
  checkOneOf,
  checkSignal,
  checkString,
} from '../validate.js'
import { Idf } from './idf.js'
import { type CheapFields, cheapFields, isCheap } from './signals/cheapSignals.js'

export type Signal = 'words' | 'clip' | 'image' | 'text'

export interface ScoreOptions {
  /**
   * What to compute; of `clip` and `words` the first named decides `score`. `image` and `text`, which cost little beside
   * decoding, always are, but for what `skipSignals` leaves out.
   * Left out: `clip` where a model is given, else `clip` with the embedded figsift-mini, and words too for up to 1 000
   * rows, as far as onnxruntime-node and tesseract.js are installed; reading words takes about 0.7 s (`WORDS_SECONDS`) per figure and core.
   */
  signals?: readonly Signal[]
  /**
   * Leaves out `image` or `text`, or single signals of theirs such as `textLanguage`. Where nothing is wanted of images,
   * they are not read.
   */
  skipSignals?: readonly string[]
  /** For the `clip` signal: `figsift-mini` (default), a model folder, or `org/name` in the local Hugging Face cache. */
  model?: string
  /** Of the files that a model folder has: the most exact one by default. */
  precision?: Precision
  device?: 'auto' | 'cpu' | 'cuda'
  /**
   * Texts longer than the model's window: cut (`truncate`, default), or read in windows that overlap by half, the pair's
   * cosine being the mean or the best of theirs. Every score says how many tokens it had and saw.
   */
  longText?: LongText
  /** Put before every text the model sees. CLIPScore is defined with "A photo depicts ". */
  textPrefix?: string
  /** Images or texts in one call of the model. */
  batchSize?: number
  /** Folder that relative image paths start from and that images must lie in; the working directory by default. */
  imageRoot?: string
  /** Lets images lie anywhere. Off by default. */
  allowOutside?: boolean
  /** How rare words are: the shipped table (default), a count over the given texts, or a table from `buildIdf`. */
  idf?: 'english' | 'dataset' | Idf
  /** Scores text and context together. Off by default. */
  withContext?: boolean
  /** Folder for what was read in images, by default below the user's cache folder; false keeps nothing. */
  ocrCache?: string | false
  /** OCR workers and images decoded at a time; by default the cores available. Never changes a number. */
  threads?: number
  /** `row` (default) puts a row's failure into its `error`; `throw` ends the call at the first. */
  onError?: 'row' | 'throw'
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

export type Precision = 'auto' | 'fp32' | 'fp16' | 'int8'

/** The options with everything decided that does not need the rows. */
export interface ResolvedOptions {
  signals: readonly Signal[] | undefined
  /** Fields of the image and text signals that are computed. */
  cheap: CheapFields
  model: string | undefined
  precision: Precision
  device: 'auto' | 'cpu' | 'cuda'
  longText: LongText
  textPrefix: string
  batchSize: number | undefined
  imageRoot: string
  allowOutside: boolean
  idf: 'english' | 'dataset' | Idf
  withContext: boolean
  ocrCache: string | false | undefined
  threads: number
  onError: 'row' | 'throw'
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
}

/** Options that mean something to the `clip` signal only. */
const MODEL_KEYS = ['precision', 'device', 'longText', 'textPrefix', 'batchSize'] as const
const KEYS: readonly (keyof ScoreOptions)[] = [
  'signals',
  'skipSignals',
  'model',
  ...MODEL_KEYS,
  'imageRoot',
  'allowOutside',
  'idf',
  'withContext',
  'ocrCache',
  'threads',
  'onError',
  'signal',
  'onProgress',
]
const SIGNALS: readonly Signal[] = ['words', 'clip', 'image', 'text']
const MAX_THREADS = 256

const MAX_BATCH = 1024
const MAX_PREFIX_CHARS = 1000

/** @throws ArgumentError on a wrong or misspelled option, or one of the model's without the `clip` signal */
export function resolveScoreOptions(options: ScoreOptions = {}): ResolvedOptions {
  checkKeys('options', options, KEYS)
  const { imageRoot = process.cwd(), allowOutside = false, withContext = false, onError = 'row' } = options
  const { idf = 'english', ocrCache, threads = os.availableParallelism(), signal, onProgress } = options
  checkString('imageRoot', imageRoot)
  checkBoolean('allowOutside', allowOutside)
  checkBoolean('withContext', withContext)
  checkOneOf('onError', onError, ['row', 'throw'])
  checkInteger('threads', threads, 1, MAX_THREADS)
  if (!(idf instanceof Idf)) checkOneOf('idf', idf, ['english', 'dataset'])
  if (ocrCache !== undefined && ocrCache !== false) checkString('ocrCache', ocrCache)
  checkSignal(signal)
  checkFunction('onProgress', onProgress)
  const signals = resolveSignals(options)
  const cheap = resolveCheap(options, signals)
  const model = resolveModelOptions(options, signals)
  return {
    signals,
    cheap,
    ...model,
    imageRoot,
    allowOutside,
    idf,
    withContext,
    ocrCache,
    threads,
    onError,
    signal,
    onProgress,
  }
}

function resolveSignals({ signals, model }: ScoreOptions): ResolvedOptions['signals'] {
  if (signals === undefined) return model === undefined ? undefined : ['clip']
  if (!Array.isArray(signals) || signals.length === 0) throw argumentError('signals', 'a non-empty array', signals)
  signals.forEach((signal, i) => {
    checkOneOf(`signals[${i}]`, signal, SIGNALS)
  })
  return [...new Set(signals)]
}

function resolveCheap({ skipSignals }: ScoreOptions, signals: ResolvedOptions['signals']): CheapFields {
  const cheap = cheapFields(skipSignals)
  const isDear = signals === undefined || signals.some((name) => !isCheap(name))
  if (cheap.size === 0 && !isDear) {
    throw new ArgumentError('Expected a signal to compute but `skipSignals` leaves out all that `signals` names.')
  }
  return cheap
}

function resolveModelOptions(options: ScoreOptions, signals: ResolvedOptions['signals']) {
  const { model, precision = 'auto', device = 'auto', longText = 'truncate', textPrefix = '', batchSize } = options
  if (model !== undefined) checkString('model', model)
  checkOneOf('precision', precision, ['auto', 'fp32', 'fp16', 'int8'])
  checkOneOf('device', device, ['auto', 'cpu', 'cuda'])
  checkOneOf('longText', longText, ['truncate', 'window-max', 'window-mean'])
  if (typeof textPrefix !== 'string' || textPrefix.length > MAX_PREFIX_CHARS) {
    throw argumentError('textPrefix', `text of at most ${MAX_PREFIX_CHARS} characters`, textPrefix)
  }
  if (batchSize !== undefined) checkInteger('batchSize', batchSize, 1, MAX_BATCH)
  const idle = (['model', ...MODEL_KEYS] as const).find((name) => options[name] !== undefined)
  if (idle !== undefined && signals !== undefined && !signals.includes('clip')) {
    throw new ArgumentError(
      `Expected "clip" in \`signals\` together with \`${idle}\` but received ${signals.map((s) => `"${s}"`).join(', ')}.`,
    )
  }
  return { model, precision, device, longText, textPrefix, batchSize }
}

/** The words signal runs unasked up to this many rows: a few minutes on two cores. */
export const MAX_ROWS_FOR_DEFAULT_WORDS = 1000

/** Processor seconds that reading one figure takes; measured on 310 real figures, see `docs/numerics.md`. */
const OCR_SECONDS_PER_FIGURE = 0.7

/** About how many seconds the words of `figures` images take on `threads` cores, where none is cached. */
export function estimateOcrSeconds(figures: number, threads: number = os.availableParallelism()): number {
  return (figures * OCR_SECONDS_PER_FIGURE) / Math.max(1, Math.min(threads, figures))
}

/** The remedy where `idf: 'dataset'` cannot be counted, because the rows are not all there yet. */
export function datasetIdfError(where: string): ArgumentError {
  return new ArgumentError(
    `Expected a counted table for \`idf\` in ${where} but received "dataset". ` +
      'Count it over the texts first: `idf: await buildIdf(texts)`.',
  )
}
