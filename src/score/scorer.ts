import { DisposedError, FigsiftError, type Stage, toRowError } from '../errors.js'
import { decodeImage } from '../image/decode.js'
import { perceptualHash } from '../image/perceptualHash.js'
import { readImage } from '../image/readImage.js'
import { describe, throwIfAborted } from '../validate.js'
import { type FigureRow, imageSource, type PairScore, readRow, rowId, scoredText } from './figureRow.js'
import { Gate } from './gate.js'
import type { ResolvedOptions } from './scoreOptions.js'
import type { WordsReader } from './wordsReader.js'

/** Raised whenever the same row may get other numbers than before, so that finished parts of a run are made anew. */
const SCORE_VERSION = 1

/** What a row needs once its image is decoded and let go. */
interface Reading {
  text: string
  figureText: Promise<string>
}

/**
 * Scores rows one by one. It owns OCR workers: dispose it. Rows may be scored at the same time, up to `concurrency`,
 * in any order: a row's numbers depend on the row and the settings alone.
 */
export class PairScorer {
  /** Settings and versions that decide the numbers, and nothing else: equal descriptions, equal numbers. */
  readonly describe: Readonly<Record<string, unknown>>
  /** What is computed. */
  readonly signals: readonly ('words' | 'image')[]
  /** How many rows to have under way to keep every worker busy. */
  readonly concurrency: number
  readonly #options: ResolvedOptions
  readonly #words: WordsReader | undefined
  readonly #gate: Gate
  #disposing: Promise<void> | undefined
  #rows = 0

  /** Use `createScorer`. */
  constructor(options: ResolvedOptions, words: WordsReader | undefined) {
    this.#options = options
    this.#words = words
    this.#gate = new Gate(options.threads)
    this.signals = words === undefined ? ['image'] : ['words', 'image']
    // With words, rows wait behind a slow one, each with pictures of up to 5 MB.
    this.concurrency = words === undefined ? options.threads + 2 : options.threads * 4
    this.describe = Object.freeze({
      version: SCORE_VERSION,
      signals: this.signals,
      ...(words === undefined ? {} : { withContext: options.withContext, ...words.describe }),
    })
  }

  /** Images read by the engine, found in the cache, and met again; why the cache is not written to, where it is not. */
  get stats(): { read: number; cached: number; repeated: number; cacheError?: string } {
    return this.#words?.stats ?? { read: 0, cached: 0, repeated: 0 }
  }

  /**
   * Scores one row. What is wrong with the row becomes its `error`; what is wrong with the machine or the call is thrown.
   *
   * @param index the row's position, for its default id and for messages; counted when left out
   */
  async score(row: FigureRow, index: number = this.#rows++): Promise<PairScore> {
    if (this.#disposing !== undefined) throw new DisposedError('scorer')
    throwIfAborted(this.#options.signal)
    const result: PairScore = { id: rowId(row, index), score: null }
    const at: { stage: Stage } = { stage: 'read' }
    try {
      // Inside the gate is what holds decoded pixels; the words are waited for outside.
      const reading = await this.#gate.run(() => this.#lookAt(row, index, result, at))
      if (reading !== undefined) {
        Object.assign(result, this.#words!.score(reading.text, await reading.figureText))
        result.score = result.wordsScore!
      }
    } catch (error) {
      result.error = toRowError(error, at.stage)
    }
    return result
  }

  /** Fills in the image signals, and starts reading words where they are wanted. */
  async #lookAt(row: FigureRow, index: number, result: PairScore, at: { stage: Stage }): Promise<Reading | undefined> {
    if (typeof row !== 'object' || row === null) {
      throw new FigsiftError('BAD_ROW', `Expected an object for row ${index} but received ${describe(row)}.`, {
        row: index,
      })
    }
    const { imageRoot: root, allowOutside, signal, withContext } = this.#options
    throwIfAborted(signal)
    const cancel = signal === undefined ? {} : { signal }
    const file = await readImage(
      readRow(index, () => imageSource(row, index)),
      { root, allowOutside, ...cancel },
    )
    at.stage = 'decode'
    const pixels = await decodeImage(file, cancel)
    result.imageWidth = pixels.width
    result.imageHeight = pixels.height
    at.stage = 'hash'
    result.phash = (await perceptualHash(pixels)).phash
    if (this.#words === undefined) return undefined
    at.stage = 'score'
    const text = readRow(index, () => scoredText(row, index, withContext))
    at.stage = 'ocr'
    return { text, figureText: (await this.#words.start(file.sha256, pixels)).text }
  }

  /** Ends the workers; rows under way are refused with DisposedError. May be called again. */
  dispose(): Promise<void> {
    this.#disposing ??= this.#words?.dispose() ?? Promise.resolve()
    return this.#disposing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }
}
