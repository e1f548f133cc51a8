import os from 'node:os'
import { FigsiftError } from '../errors.js'
import { EMBEDDED_MODEL, findModel } from '../models/findModel.js'
import { findRuntime, RUNTIME_INSTALL_COMMAND, requireRuntime } from '../models/runtime.js'
import { findOcrPeers, OCR_INSTALL_COMMAND } from './ocrPeers.js'
import { estimateOcrSeconds, MAX_ROWS_FOR_DEFAULT_WORDS, type Signal } from './scoreOptions.js'

/** What is computed when nothing was asked for, and what the user should know about it. */
export interface DefaultSignals {
  signals: Signal[]
  /** Sentences. */
  notes: string[]
}

/** What the embedded model is, and what to take for more than it can do. */
export const EMBEDDED_MODEL_NOTE: string =
  `Scored with ${EMBEDDED_MODEL}, a small model that comes with figsift: a coarse match of figure kind and domain, no ` +
  'judge of details. For those give a real CLIP or SigLIP folder, such as an ONNX export of ' +
  'openai/clip-vit-base-patch32: --model FOLDER (`figsift models list` shows what is here).'

/**
 * The embedded model where it can run, and words for up to 1 000 rows where they can be read.
 *
 * @param rows undefined where it is not known
 */
export async function defaultSignals(
  rows: number | undefined,
  threads: number = os.availableParallelism(),
): Promise<DefaultSignals> {
  const notes: string[] = []
  const missingModel = await whyNoModel()
  if (missingModel === undefined) notes.push(EMBEDDED_MODEL_NOTE)
  else notes.push(`No model scores the pairs: ${missingModel}`)
  const missingWords = whyNoWords(rows, threads)
  if (missingWords !== undefined) notes.push(`Figure words are not read: ${missingWords}`)
  const signals: Signal[] = [
    ...(missingModel === undefined ? (['clip'] as const) : []),
    ...(missingWords === undefined ? (['words'] as const) : []),
  ]
  if (signals.length > 0) return { signals, notes }
  return { signals: ['image'], notes: [...notes, 'Only image and text signals are computed; `score` stays empty.'] }
}

function whyNoWords(rows: number | undefined, threads: number): string | undefined {
  const peers = findOcrPeers()
  if ('missing' in peers) return `${peers.missing}. Run: ${OCR_INSTALL_COMMAND}.`
  if (rows === undefined) return "how many rows will come is not known. Ask for them with signals: ['words']."
  if (rows <= MAX_ROWS_FOR_DEFAULT_WORDS) return undefined
  const minutes = Math.ceil(estimateOcrSeconds(rows, threads) / 60)
  return (
    `reading ${rows} figures takes about ${minutes} min on ${threads} threads, so above ${MAX_ROWS_FOR_DEFAULT_WORDS} ` +
    "rows it is done only when asked for: --signals clip,words (signals: ['clip', 'words'])."
  )
}

/** Why the embedded model cannot run, in a sentence with the remedy; undefined where it can. */
export async function whyNoModel(): Promise<string | undefined> {
  const runtime = findRuntime()
  if ('missing' in runtime) return `${runtime.missing}. Run: ${RUNTIME_INSTALL_COMMAND}.`
  try {
    await findModel(EMBEDDED_MODEL)
    return undefined
  } catch (error) {
    if (error instanceof FigsiftError) return error.message
    throw error
  }
}

/**
 * What `whyNoModel` asks, for what cannot do without the model.
 *
 * @throws FigsiftError PEER_NOT_INSTALLED, MODEL_NOT_FOUND, MODEL_INVALID
 */
export async function requireEmbeddedModel(): Promise<void> {
  requireRuntime()
  await findModel(EMBEDDED_MODEL)
}
