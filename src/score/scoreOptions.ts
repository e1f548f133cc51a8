import os from 'node:os'
import type { Progress } from '../concurrency.js'
import { ArgumentError, FigsiftError } from '../errors.js'
import {
  argumentError,
  checkBoolean,
  checkFunction,
  checkInteger,
  checkKeys,
  checkOneOf,
  checkSignal,
  checkString,
  describe,
} from '../validate.js'
import { Idf } from './idf.js'

export type Signal = 'words' | 'clip' | 'image'

export interface ScoreOptions {
  /**
   * What to compute. `image` (size and perceptual hash) always is. Left out: words too, where tesseract.js is installed
   * and the rows are known to be at most 1 000; reading words takes about 0.7 s per figure and core.
   */
  signals?: readonly Signal[]
  /** A model for the `clip` signal. This version runs none. */
  model?: string
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

/** The options with everything decided that does not need the rows. */
export interface ResolvedOptions {
  signals: readonly ('words' | 'image')[] | undefined
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

const KEYS: readonly (keyof ScoreOptions)[] = [
  'signals',
  'model',
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
const SIGNALS: readonly Signal[] = ['words', 'clip', 'image']
const MAX_THREADS = 256

/** @throws ArgumentError on a wrong or misspelled option; FigsiftError MODEL_UNAVAILABLE when a model is asked for */
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
  return { signals, imageRoot, allowOutside, idf, withContext, ocrCache, threads, onError, signal, onProgress }
}

function resolveSignals({ signals, model }: ScoreOptions): ResolvedOptions['signals'] {
  if (signals !== undefined) {
    if (!Array.isArray(signals) || signals.length === 0) throw argumentError('signals', 'a non-empty array', signals)
    signals.forEach((signal, i) => {
      checkOneOf(`signals[${i}]`, signal, SIGNALS)
    })
  }
  if (model !== undefined) checkString('model', model)
  if (model !== undefined || signals?.includes('clip')) {
    const asked = model === undefined ? "signals: ['clip']" : `model: ${describe(model)}`
    throw new FigsiftError(
      'MODEL_UNAVAILABLE',
      `Expected no model, since this version of figsift runs none, but received \`${asked}\`. ` +
        "Use signals: ['words'], which needs no weights.",
    )
  }
  return signals as ResolvedOptions['signals']
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
