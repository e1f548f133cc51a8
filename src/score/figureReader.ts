import { DisposedError, type RowError, type Stage, toRowError } from '../errors.js'
import { throwIfAborted } from '../validate.js'
import type { FigureRow, PairScore } from './figureRow.js'
import { RowReader } from './rowReader.js'
import { type ResolvedOptions, resolveScoreOptions, type ScoreOptions } from './scoreOptions.js'
import { wordsOf } from './words.js'
import { WordsReader } from './wordsReader.js'

/** What is written in the figure of a row. */
export interface ReadFigure {
  /** Distinct words, none where the image could not be read. */
  words: ReadonlySet<string>
  error?: RowError
}

export type FigureReaderOptions = Pick<ScoreOptions, 'imageRoot' | 'allowOutside' | 'ocrCache' | 'threads' | 'signal'>

/**
 * Reads the words in figures as the words signal does, through the same cache, without a text to hold them against. It
 * owns OCR workers: dispose it. Images may be read at the same time, up to `concurrency`.
 */
export class FigureReader {
  /** Settings and versions that decide what is read. */
  readonly describe: Readonly<Record<string, unknown>>
  readonly concurrency: number
  readonly #options: ResolvedOptions
  readonly #words: WordsReader
  readonly #reader: RowReader
  #isDisposed = false

  private constructor(options: ResolvedOptions, words: WordsReader) {
    this.#options = options
    this.#words = words
    this.#reader = new RowReader(options, words, undefined, new Set())
    this.concurrency = options.threads * 4
    const { ocr } = words.describe
    this.describe = Object.freeze({ ocr })
  }

  /** @throws FigsiftError PEER_NOT_INSTALLED; IO where a cache folder was named and cannot be used */
  static async open(options: FigureReaderOptions = {}): Promise<FigureReader> {
    const resolved = resolveScoreOptions({ ...options, signals: ['words'] })
    return new FigureReader(resolved, await WordsReader.open(resolved))
  }

  /** Images read by the engine, found in the cache, and met again. */
  get stats(): WordsReader['stats'] {
    return this.#words.stats
  }

  /** Reads all images of a row. What is wrong with them becomes its `error`; what is wrong with the machine is thrown. */
  async read({ image, ingestError }: Pick<FigureRow, 'image' | 'ingestError'>, index: number): Promise<ReadFigure> {
    if (this.#isDisposed) throw new DisposedError('figure reader')
    throwIfAborted(this.#options.signal)
    let error: RowError | undefined
    const fail = (cause: unknown, stage: Stage) => {
      const failure = toRowError(cause, stage)
      error ??= failure
    }
    const result: PairScore = { id: '', score: null }
    // Words are read only where there is a text to compare them with; any will do.
    const { words } = await this.#reader.read(
      { image, ingestError: ingestError ?? null, text: 'figure' },
      index,
      result,
      fail,
    )
    const texts = await Promise.all(words?.figureTexts ?? []).catch((cause: unknown) => {
      fail(cause, 'ocr')
      return []
    })
    const found = wordsOf(texts.join('\n')).words
    return error === undefined ? { words: found } : { words: found, error }
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    await this.#words.dispose()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }
}
