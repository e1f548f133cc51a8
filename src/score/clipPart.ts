import { CancelledError } from '../errors.js'
import type { EncodedText, PairEncoder, PreparedImage } from './pairEncoder.js'

/** What a row wants encoded, once it has been read. */
export interface ClipInput {
  images: readonly PreparedImage[]
  text: string | undefined
}

/** Its embeddings, each to be awaited on its own: one may fail without the other. */
export interface ClipOutput {
  images: readonly Promise<Float32Array>[]
  text: Promise<EncodedText> | undefined
}

/** A row's place in its part. Call `add` exactly once, with nothing where the row could not be read. */
export interface Turn {
  add(input: ClipInput): Promise<ClipOutput>
}

interface Pending<T, R> {
  input: T
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/**
 * Encodes the images and texts of consecutive rows in batches.
 *
 * Which rows share a batch decides the last digits of their numbers, so it depends on the rows alone: they are taken in
 * the order of `enter`, whatever is read first; a batch is closed when it is full and after each block of rows; and an
 * image or text that the part has met is not encoded again. A row that waits for its batch waits for the rest of the
 * block: keep at least `rowsUnderWay` rows in flight, and say `end` when no more come.
 */
export class ClipPart {
  readonly #encoder: PairEncoder
  readonly #images = new Map<string, Promise<Float32Array>>()
  readonly #texts = new Map<string, Promise<EncodedText>>()
  readonly #waiting = new Map<number, Pending<ClipInput, ClipOutput>>()
  #imageBatch: Pending<PreparedImage, Float32Array>[] = []
  #textBatch: Pending<string, EncodedText>[] = []
  #entered = 0
  #placed = 0
  #isPrompt = false
  #failure: unknown

  constructor(encoder: PairEncoder) {
    this.#encoder = encoder
  }

  static blockRows({ batchSize }: PairEncoder): number {
    return Math.max(batchSize, 32)
  }

  /** Two blocks, so that one is read while the other is encoded. */
  static rowsUnderWay(encoder: PairEncoder): number {
    return 2 * ClipPart.blockRows(encoder)
  }

  /** Takes the next row's place; rows enter in order and may be added in any. */
  enter(): Turn {
    this.#isPrompt = false
    const turn = this.#entered++
    return { add: (input) => this.#add(turn, input) }
  }

  /** No more rows come for now: what has entered is encoded without waiting for others. */
  end(): void {
    this.#isPrompt = true
    if (this.#placed === this.#entered) this.#flush()
  }

  /** Lets every row that waits fail: its results are not wanted any more, or cannot come. */
  stop(error: unknown = new CancelledError()): void {
    this.#failure ??= error
    for (const { reject } of [...this.#waiting.values(), ...this.#imageBatch, ...this.#textBatch]) reject(this.#failure)
    this.#waiting.clear()
    this.#imageBatch = []
    this.#textBatch = []
  }

  #add(turn: number, input: ClipInput): Promise<ClipOutput> {
    const output = new Promise<ClipOutput>((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure)
      else this.#waiting.set(turn, { input, resolve, reject })
    })
    for (let next = this.#waiting.get(this.#placed); next !== undefined; next = this.#waiting.get(this.#placed)) {
      this.#waiting.delete(this.#placed++)
      next.resolve(this.#place(next.input))
      const isBlockFull = this.#placed % ClipPart.blockRows(this.#encoder) === 0
      if (isBlockFull || (this.#isPrompt && this.#placed === this.#entered)) this.#flush()
    }
    return output
  }

  #place({ images, text }: ClipInput): ClipOutput {
    return {
      images: images.map((image) => this.#once(this.#images, image.sha256, () => this.#queueImage(image))),
      text: text === undefined ? undefined : this.#once(this.#texts, text, () => this.#queueText(text)),
    }
  }

  #once<R>(known: Map<string, Promise<R>>, key: string, encode: () => Promise<R>): Promise<R> {
    let result = known.get(key)
    if (result === undefined) {
      result = encode()
      // Whoever waits for it hears of a failure; nobody may, when its row failed otherwise.
      result.catch(() => {})
      known.set(key, result)
    }
    return result
  }

  #queueImage(input: PreparedImage): Promise<Float32Array> {
    const result = new Promise<Float32Array>((resolve, reject) => this.#imageBatch.push({ input, resolve, reject }))
    if (this.#imageBatch.length === this.#encoder.batchSize) this.#flushImages()
    return result
  }

  #queueText(input: string): Promise<EncodedText> {
    return new Promise((resolve, reject) => this.#textBatch.push({ input, resolve, reject }))
  }

  #flush(): void {
    this.#flushImages()
    const texts = this.#textBatch
    this.#textBatch = []
    settle(texts, (inputs) => this.#encoder.encodeTexts(inputs))
  }

  #flushImages(): void {
    const images = this.#imageBatch
    this.#imageBatch = []
    settle(images, (inputs) => this.#encoder.encodeImages(inputs))
  }
}

function settle<T, R>(
  batch: readonly Pending<T, R>[],
  encode: (inputs: readonly T[]) => Promise<readonly (R | Error)[]>,
): void {
  if (batch.length === 0) return
  encode(batch.map(({ input }) => input)).then(
    (results) => {
      for (const [i, { resolve, reject }] of batch.entries()) {
        const result = results[i]!
        if (result instanceof Error) reject(result)
        else resolve(result)
      }
    },
    (error) => {
      for (const { reject } of batch) reject(error)
    },
  )
}
