import { DisposedError, toRowError } from '../errors.js'
import { throwIfAborted } from '../validate.js'
import { type ClipOutput, ClipPart } from './clipPart.js'
import type { ClipReader } from './clipReader.js'
import { type FigureRow, type PairScore, plainText, readRow, rowId } from './figureRow.js'
import { type Fail, type Reading, RowReader } from './rowReader.js'
import type { ResolvedOptions, Signal } from './scoreOptions.js'
import { cheapGroups, cheapVersions, fieldsOf, isCheap } from './signals/cheapSignals.js'
import { TextReader } from './textReader.js'
import type { WordsReader } from './wordsReader.js'

/** Raised whenever the same row may get other numbers than before, so that finished parts of a run are made anew. */
const SCORE_VERSION = 2

/** A row's scores, and with the clip signal its embeddings, of unit length. */
export interface ScoredRow {
  score: PairScore
  image?: Float32Array
  text?: Float32Array
}

/** Rows whose model batches are shared. */
export interface ScorerPart {
  /**
   * Call in the order of the rows, without waiting for each other.
   *
   * @param ready what to wait for before the row's images are read
   */
  score(row: FigureRow, index: number, ready?: Promise<unknown>): Promise<ScoredRow>
  /** No more rows come for now. Until then a row may wait for its batch to fill. */
  end(): void
  /** Lets rows that wait fail. */
  stop(error?: unknown): void
}

/**
 * Scores rows one by one. It owns OCR workers and a model: dispose it. Rows may be scored at the same time, up to
 * `concurrency`, in any order. Words and image signals of a row depend on the row and the settings alone; a model's
 * numbers do too but for their last digits (int8: more), which depend on the batch: here each row is its own.
 */
export class PairScorer {
  /** Settings and versions that decide the numbers, and nothing else: equal descriptions, equal numbers. */
  readonly describe: Readonly<Record<string, unknown>>
  /** What is computed; the first decides `score`. */
  readonly signals: readonly Signal[]
  /** How many rows to have under way to keep every worker busy. */
  readonly concurrency: number
  /** @internal */
  readonly clip: ClipReader | undefined
  readonly #options: ResolvedOptions
  readonly #words: WordsReader | undefined
  readonly #reader: RowReader
  readonly #texts: TextReader | undefined
  #disposing: Promise<void> | undefined
  #rows = 0

  /** Use `createScorer`. */
  constructor(
    options: ResolvedOptions,
    signals: readonly Signal[],
    { words, clip }: { words: WordsReader | undefined; clip: ClipReader | undefined },
  ) {
    this.#options = options
    this.#words = words
    this.clip = clip
    this.#reader = new RowReader(options, words, clip?.encoder, fieldsOf(options.cheap, 'image'))
    const texts = fieldsOf(options.cheap, 'text')
    this.#texts = texts.size === 0 ? undefined : new TextReader(texts)
    this.signals = [...signals.filter((name) => !isCheap(name)), ...cheapGroups(options.cheap)]
    const reading = words === undefined ? options.threads + 2 : options.threads * 4
    this.concurrency = reading + (clip === undefined ? 0 : ClipPart.rowsUnderWay(clip.encoder))
    this.describe = Object.freeze({
      version: SCORE_VERSION,
      signals: this.signals,
      cheap: cheapVersions(options.cheap),
      ...(clip === undefined ? {} : { clip: clip.describe }),
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
    const part = this.openPart()
    const scored = part.score(row, index)
    part.end()
    return (await scored).score
  }

  /**
   * Begins rows whose images and texts are encoded in common batches, and only once where they repeat.
   *
   * @internal
   */
  openPart(): ScorerPart {
    const part = this.clip === undefined ? undefined : new ClipPart(this.clip.encoder)
    return {
      score: (row, index, ready) =>
        this.#score(row, index, part, ready).catch((error: unknown) => {
          part?.stop(error)
          throw error
        }),
      end: () => part?.end(),
      stop: (error) => part?.stop(error),
    }
  }

  async #score(
    row: FigureRow,
    index: number,
    part: ClipPart | undefined,
    ready: Promise<unknown> | undefined,
  ): Promise<ScoredRow> {
    const turn = part?.enter()
    await ready
    if (this.#disposing !== undefined) throw new DisposedError('scorer')
    throwIfAborted(this.#options.signal)
    const result: PairScore = { id: rowId(row, index), score: null }
    const fail: Fail = (error, stage) => {
      const rowError = toRowError(error, stage)
      result.error ??= rowError
    }
    const said = this.#readText(row, index)
    const reading = await this.#reader.read(row, index, result, fail)
    const encoded = await turn?.add(reading)
    const embeddings = encoded === undefined ? {} : await this.#scoreClip(encoded, result, fail)
    await this.#scoreWords(reading, result, fail)
    await this.#addText(said, result, fail)
    result.score = this.#primary(result)
    return { score: result, ...embeddings }
  }

  async #scoreClip(
    { images, text }: ClipOutput,
    result: PairScore,
    fail: Fail,
  ): Promise<Pick<ScoredRow, 'image' | 'text'>> {
    const settled = <T>(work: Promise<T>): Promise<T | undefined> =>
      work.catch((error: unknown) => {
        fail(error, 'embed')
        return undefined
      })
    const pictures = (await settled(Promise.all(images))) ?? []
    const encoded = text && (await settled(text))
    if (pictures.length > 0 && encoded !== undefined) Object.assign(result, this.clip!.score(pictures, encoded))
    return this.clip!.embeddings(pictures, encoded)
  }

  async #scoreWords({ words }: Reading, result: PairScore, fail: Fail): Promise<void> {
    if (words === undefined) return
    try {
      const { textTruncated = false } = result
      const scores = this.#words!.score(words.text, (await Promise.all(words.figureTexts)).join('\n'))
      Object.assign(result, scores, { textTruncated: scores.textTruncated || textTruncated })
    } catch (error) {
      fail(error, 'ocr')
    }
  }

  /** The signals of the row's own text; a row without one has a text of no characters. */
  #readText(row: FigureRow, index: number): Promise<Partial<PairScore>> | undefined {
    if (this.#texts === undefined) return undefined
    const reading = (async () => this.#texts!.read(readRow(index, () => plainText(row, index)) ?? ''))()
    // It is heard of when the row's image has been.
    reading.catch(() => {})
    return reading
  }

  async #addText(said: Promise<Partial<PairScore>> | undefined, result: PairScore, fail: Fail): Promise<void> {
    try {
      const { textTruncated = false, ...signals } = (await said) ?? {}
      Object.assign(result, signals)
      if (said !== undefined) result.textTruncated = textTruncated || (result.textTruncated ?? false)
    } catch (error) {
      fail(error, 'score')
    }
  }

  #primary({ wordsScore, probability, cosine }: PairScore): number | null {
    const signal = this.signals.find((name) => !isCheap(name))
    const value = signal === 'words' ? wordsScore : signal === 'clip' ? (probability ?? cosine) : undefined
    return value ?? null
  }

  /** Ends the workers; rows under way are refused with DisposedError. May be called again. */
  dispose(): Promise<void> {
    this.#disposing ??= Promise.all([this.#texts?.dispose(), this.#words?.dispose(), this.clip?.dispose()]).then(
      () => {},
    )
    return this.#disposing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }
}
