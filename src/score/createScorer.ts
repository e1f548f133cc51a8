import { argumentError } from '../validate.js'
import { ClipReader } from './clipReader.js'
import { type DefaultSignals, defaultSignals } from './defaultSignals.js'
import { type ResolvedOptions, resolveScoreOptions, type ScoreOptions } from './scoreOptions.js'
import { PairScorer } from './scorer.js'
import { WordsReader } from './wordsReader.js'

export interface ScorerOptions extends ScoreOptions {
  /** How many rows are to come, where that is known: decides whether words run unasked. */
  expectedRows?: number
}

/**
 * Opens a scorer for rows that come one by one, or from many places: model, OCR workers, cache and idf table are opened
 * once.
 *
 * @throws ArgumentError on a wrong option, or for `idf: 'dataset'`, which needs all texts first: see `buildIdf`
 * @throws FigsiftError PEER_NOT_INSTALLED if a signal is asked for without its packages; MODEL_NOT_FOUND, MODEL_INVALID,
 *   DEVICE_UNAVAILABLE for a model
 */
export async function createScorer(options: ScorerOptions = {}): Promise<PairScorer> {
  if (typeof options !== 'object' || options === null) throw argumentError('options', 'an object', options)
  const { expectedRows, ...rest } = options
  return openScorer(resolveScoreOptions(rest), expectedRows)
}

/** Opens a scorer from options that are already checked. */
export async function openScorer(options: ResolvedOptions, expectedRows: number | undefined): Promise<PairScorer> {
  let { signals } = options
  if (signals === undefined) {
    const chosen: DefaultSignals = await defaultSignals(expectedRows, options.threads)
    signals = chosen.signals
    for (const note of chosen.notes) warnOnce(note)
  }
  const words = signals.includes('words') ? await WordsReader.open(options) : undefined
  try {
    const clip = signals.includes('clip') ? await ClipReader.open(options) : undefined
    return new PairScorer(options, signals, { words, clip })
  } catch (error) {
    await words?.dispose()
    throw error
  }
}

const warned = new Set<string>()

/** What nobody asked for, or what is missing unasked, needs a word of explanation; one per reason and process. */
function warnOnce(reason: string): void {
  if (warned.has(reason)) return
  warned.add(reason)
  process.emitWarning(reason, { code: 'FIGSIFT_DEFAULT_SIGNALS' })
}
