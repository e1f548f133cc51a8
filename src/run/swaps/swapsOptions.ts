import { ArgumentError } from '../../errors.js'
import { checkBoolean, checkInteger, checkKeys, checkNumber, checkString } from '../../validate.js'
import { checkRunOptions, RUN_OPTION_NAMES, type RunOptions } from '../options.js'

export interface RunSwapsOptions extends RunOptions {
  /** Column that names the paper; `paper_id` by default. */
  by?: string | undefined
  /** Reads the words in figures and compares them with captions; true by default. */
  words?: boolean | undefined
  /** Compares captions together with the passages that cite the figure. */
  withContext?: boolean | undefined
  /** A folder that `score --embeddings` wrote: embeddings of images and of texts. */
  embeddings?: string | undefined
  /** Exchanges that chance makes at most so often are suspected; 0.2 by default. */
  maxChance?: number | undefined
  /** Of the draws that say what chance makes; 1 by default. */
  seed?: number | undefined
  /** Folder of the OCR cache, or false for none. */
  ocrCache?: string | false | undefined
}

/** Options of `swaps` besides those of every run. */
export const SWAPS_OPTION_NAMES = ['by', 'words', 'withContext', 'embeddings', 'maxChance', 'seed', 'ocrCache'] as const

/** @throws ArgumentError */
export function checkSwapsOptions(options: RunSwapsOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...SWAPS_OPTION_NAMES])
  checkRunOptions(options)
  const { by, words, withContext, embeddings, maxChance, seed, ocrCache } = options
  for (const [name, value] of Object.entries({ by, embeddings })) if (value !== undefined) checkString(name, value)
  for (const [name, value] of Object.entries({ words, withContext })) if (value !== undefined) checkBoolean(name, value)
  if (maxChance !== undefined) checkNumber('maxChance', maxChance, 0, 1)
  if (seed !== undefined) checkInteger('seed', seed, 0, 2 ** 32 - 1)
  if (ocrCache !== undefined && ocrCache !== false) checkString('ocrCache', ocrCache)
  if (words === false && embeddings === undefined) {
    throw new ArgumentError('Expected `embeddings` where `words` is false, since nothing else is left to compare by.')
  }
}
