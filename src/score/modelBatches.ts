import type { FigsiftError } from '../errors.js'
import type { Pixels } from '../image/pixels.js'
import { preprocess } from '../image/preprocess.js'
import type { DualEncoder } from '../models/dualEncoder.js'
import { notFinite } from '../models/imageStream.js'
import type { LongText } from '../models/tokenWindows.js'
import type { EncodedText, PairEncoder, PreparedImage } from './pairEncoder.js'

/** Encodes what a part has put together, with a loaded model. */
export class ModelBatches implements PairEncoder {
  readonly batchSize: number
  readonly #model: DualEncoder
  readonly #longText: LongText
  readonly #textPrefix: string

  constructor(model: DualEncoder, longText: LongText, textPrefix: string) {
    this.batchSize = model.execution.batchSize
    this.#model = model
    this.#longText = longText
    this.#textPrefix = textPrefix
  }

  async prepare(pixels: Pixels, sha256: string): Promise<PreparedImage> {
    return { sha256, data: await preprocess([pixels], this.#model.folder.preprocess, undefined, { threads: 1 }) }
  }

  async encodeImages(images: readonly PreparedImage[]): Promise<(Float32Array | FigsiftError)[]> {
    const { dims, folder } = this.#model
    const place = images[0]!.data.length
    const isHalf = folder.preprocess.dtype === 'float16'
    const pixels = new SharedArrayBuffer(images.length * place * (isHalf ? 2 : 4))
    const values = isHalf ? new Uint16Array(pixels) : new Float32Array(pixels)
    for (const [i, { data }] of images.entries()) values.set(data, i * place)
    const { embeddings, broken } = await this.#model.batch(pixels, images.length)
    return images.map((_, i) => (broken.includes(i) ? notFinite('image') : embeddings.slice(i * dims, (i + 1) * dims)))
  }

  async encodeTexts(texts: readonly string[]): Promise<(EncodedText | Error)[]> {
    const results: (EncodedText | Error)[] = []
    const options = { longText: this.#longText, textPrefix: this.#textPrefix }
    for await (const result of this.#model.texts(texts, options)) {
      if ('windows' in result) {
        const { windows, tokens, seen, known } = result
        results.push({ windows, tokens, tokensSeen: seen, ...(known === undefined ? {} : { tokensKnown: known }) })
      } else results.push(result.error as Error)
    }
    return results
  }
}
