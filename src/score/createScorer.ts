import { argumentError } from '../validate.js'
import { findOcrPeers, OCR_INSTALL_COMMAND } from './ocrPeers.js'
import {
  estimateOcrSeconds,
  MAX_ROWS_FOR_DEFAULT_WORDS,
  type ResolvedOptions,
  resolveScoreOptions,
  type ScoreOptions,
} from './scoreOptions.js'
import { PairScorer } from './scorer.js'
import { WordsReader } from './wordsReader.js'

export interface ScorerOptions extends ScoreOptions {
  /** How many rows are to come, where that is known: decides whether words run unasked. */
  expectedRows?: number
}

/**
 * Opens a scorer for rows that come one by one, or from many places: OCR workers, cache and idf table are opened once.
 *
 * @throws ArgumentError on a wrong option, or for `idf: 'dataset'`, which needs all texts first: see `buildIdf`
 * @throws FigsiftError PEER_NOT_INSTALLED if words are asked for without their packages, MODEL_UNAVAILABLE for a model
 */
export async function createScorer(options: ScorerOptions = {}): Promise<PairScorer> {
  if (typeof options !== 'object' || options === null) throw argumentError('options', 'an object', options)
  const { expectedRows, ...rest } = options
  return openScorer(resolveScoreOptions(rest), expectedRows)
}

/** Opens a scorer from options that are already checked. */
export async function openScorer(options: ResolvedOptions, expectedRows: number | undefined): Promise<PairScorer> {
  const wantsWords = options.signals?.includes('words') ?? wordsRunUnasked(expectedRows, options.threads)
  return new PairScorer(options, wantsWords ? await WordsReader.open(options) : undefined)
}

function wordsRunUnasked(expectedRows: number | undefined, threads: number): boolean {
  const peers = findOcrPeers()
  if ('missing' in peers) {
    warnOnce(`${peers.missing}. Run: ${OCR_INSTALL_COMMAND}`)
    return false
  }
  if (expectedRows !== undefined && expectedRows <= MAX_ROWS_FOR_DEFAULT_WORDS) return true
  const cost =
    expectedRows === undefined
      ? 'how many rows will come is not known'
      : `${expectedRows} rows would take about ${Math.ceil(estimateOcrSeconds(expectedRows, threads) / 60)} minutes`
  warnOnce(`${cost}. Ask for them with signals: ['words'].`)
  return false
}

const warned = new Set<string>()

/** A null `score` that nobody asked for needs a word of explanation; one per reason and process. */
function warnOnce(reason: string): void {
  if (warned.has(reason)) return
  warned.add(reason)
  process.emitWarning(`Rows get image signals and no score: ${reason}`, { code: 'FIGSIFT_WORDS_SKIPPED' })
}
