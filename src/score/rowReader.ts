import { FigsiftError, type Stage } from '../errors.js'
import { type DecodedImage, decodeImage } from '../image/decode.js'
import type { Pixels } from '../image/pixels.js'
import { type ImageFile, readImage } from '../image/readImage.js'
import type { TarMember } from '../tarMember.js'
import { describe, throwIfAborted } from '../validate.js'
import { type FigureRow, imageSources, type PairScore, readRow, scoredText } from './figureRow.js'
import { Gate } from './gate.js'
import type { PairEncoder, PreparedImage } from './pairEncoder.js'
import type { ResolvedOptions } from './scoreOptions.js'
import type { CheapFields } from './signals/cheapSignals.js'
import { fillImageSignals } from './signals/imageSignals.js'
import type { WordsReader } from './wordsReader.js'

/** What is left of a row once its images are decoded and let go. */
export interface Reading {
  /** As the model takes them: all of the row's, or none where one of them failed. */
  images: readonly PreparedImage[]
  /** The text that the model sees. */
  text: string | undefined
  /** What is being read in each image, and the text to compare it with; absent without words, or where that failed. */
  words: { text: string; figureTexts: readonly Promise<string>[] } | undefined
}

/** Makes a failure the row's error; throws when it is no fault of the row's. */
export type Fail = (error: unknown, stage: Stage) => void

/** Reads rows: every image is decoded once, for its signals, its words and the model. */
export class RowReader {
  readonly #options: ResolvedOptions
  readonly #words: WordsReader | undefined
  readonly #encoder: PairEncoder | undefined
  readonly #wanted: CheapFields
  readonly #gate: Gate
  readonly #wordsGate: Gate

  /** @param wanted image signals of the first image */
  constructor(
    options: ResolvedOptions,
    words: WordsReader | undefined,
    encoder: PairEncoder | undefined,
    wanted: CheapFields,
  ) {
    this.#options = options
    this.#words = words
    this.#encoder = encoder
    this.#wanted = wanted
    // Inside is what holds decoded pixels; words and embeddings are waited for outside.
    this.#gate = new Gate(options.threads)
    // Rows wait behind a slow one, each with pictures of up to 5 MB for the engine.
    this.#wordsGate = new Gate(options.threads * 4)
  }

  /** Fills in the image signals, prepares what the model sees, and starts reading words. */
  async read(row: FigureRow, index: number, result: PairScore, fail: Fail): Promise<Reading> {
    const needsImages = this.#wanted.size > 0 || this.#words !== undefined || this.#encoder !== undefined
    if (!needsImages) return { images: [], text: undefined, words: undefined }
    return this.#gate.run(async () => {
      const images: PreparedImage[] = []
      const figureTexts: Promise<string>[] = []
      let texts: { model: string | undefined; words: string | undefined } | undefined
      let stage: Stage = 'read'
      try {
        for (const [i, source] of sourcesOf(row, index).entries()) {
          stage = 'read'
          throwIfAborted(this.#options.signal)
          const { file, pixels } = await this.#decode(source, () => {
            stage = 'decode'
          })
          if (i === 0) {
            stage = 'hash'
            await fillImageSignals(result, this.#wanted, file, pixels)
            // After the first image, whose failure says more than a missing text.
            texts = this.#textsOf(row, index, fail)
          }
          stage = 'embed'
          if (this.#encoder !== undefined) images.push(await this.#encoder.prepare(pixels, file.sha256))
          stage = 'ocr'
          if (texts?.words !== undefined) figureTexts.push((await this.#startWords(file, pixels)).text)
        }
      } catch (error) {
        fail(error, stage)
        return { images: [], text: undefined, words: undefined }
      }
      const words = texts?.words === undefined ? undefined : { text: texts.words, figureTexts }
      return { images, text: texts?.model, words }
    })
  }

  async #decode(
    source: string | Uint8Array | TarMember,
    onRead: () => void,
  ): Promise<{ file: ImageFile; pixels: DecodedImage }> {
    const { imageRoot: root, allowOutside, signal } = this.#options
    const cancel = signal === undefined ? {} : { signal }
    const file = await readImage(source, { root, allowOutside, ...cancel })
    onRead()
    return { file, pixels: await decodeImage(file, cancel) }
  }

  /** What each signal makes of the row's text; undefined where it has none, which fails the row but not its image. */
  #textsOf(row: FigureRow, index: number, fail: Fail): { model: string | undefined; words: string | undefined } {
    const read = (withContext: boolean) => {
      try {
        return readRow(index, () => scoredText(row, index, withContext))
      } catch (error) {
        fail(error, 'score')
        return undefined
      }
    }
    return {
      model: this.#encoder === undefined ? undefined : read(false),
      words: this.#words === undefined ? undefined : read(this.#options.withContext),
    }
  }

  /** Resolves when the pixels are not needed any more. */
  #startWords(file: ImageFile, pixels: Pixels): Promise<{ text: Promise<string> }> {
    return new Promise((resolve, reject) => {
      const start = async () => {
        const started = await this.#words!.start(file.sha256, pixels)
        resolve(started)
        // A failure is heard of when the row's turn comes.
        await started.text.catch(() => {})
      }
      this.#wordsGate.run(start).catch(reject)
    })
  }
}

function sourcesOf(row: unknown, index: number): (string | Uint8Array | TarMember)[] {
  if (typeof row !== 'object' || row === null) {
    throw new FigsiftError('BAD_ROW', `Expected an object for row ${index} but received ${describe(row)}.`, {
      row: index,
    })
  }
  return readRow(index, () => imageSources(row as FigureRow, index))
}
