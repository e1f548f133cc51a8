import { Matrix } from '../matrix.js'
import { type DualEncoder, openDualEncoder } from '../models/dualEncoder.js'
import { meanDirection } from '../models/embed.js'
import { findScoreModel } from './clipModel.js'
import { type ClipScale, clipScore } from './clipScore.js'
import type { PairScore } from './figureRow.js'
import { ModelBatches } from './modelBatches.js'
import type { EncodedText, PairEncoder } from './pairEncoder.js'
import type { ResolvedOptions } from './scoreOptions.js'

/** The clip signal with what it owns: the model's threads and its bank. */
export class ClipReader {
  readonly encoder: PairEncoder
  /** What decides the numbers: model, runtime, device, precision, preprocessing, batches. */
  readonly describe: Readonly<Record<string, unknown>>
  readonly #model: DualEncoder
  readonly #scale: ClipScale
  readonly #over: 'mean' | 'max'

  private constructor(model: DualEncoder, scale: ClipScale, { longText, textPrefix }: ResolvedOptions) {
    this.encoder = new ModelBatches(model, longText, textPrefix)
    this.describe = Object.freeze({ ...model.describe, longText, textPrefix })
    this.#model = model
    this.#scale = scale
    this.#over = longText === 'window-max' ? 'max' : 'mean'
  }

  /** @throws FigsiftError PEER_NOT_INSTALLED, MODEL_NOT_FOUND, MODEL_INVALID, DEVICE_UNAVAILABLE */
  static async open(options: ResolvedOptions): Promise<ClipReader> {
    const { model, precision, device, batchSize, threads } = options
    const folder = await findScoreModel(model, precision)
    const bank = folder.bank === undefined ? undefined : await readBank(folder.bank)
    const loaded = await openDualEncoder(folder, { device, threads, ...(batchSize === undefined ? {} : { batchSize }) })
    const scale = {
      ...(folder.family === 'siglip' && loaded.logits !== undefined ? { sigmoid: loaded.logits } : {}),
      ...(bank === undefined ? {} : { bank }),
    }
    return new ClipReader(loaded, scale, options)
  }

  /** Length of an embedding. */
  get dims(): number {
    return this.#model.dims
  }

  /** What `embeddings.json` says of them. */
  get facts(): { model: string; sha256: string; dims: number; precision: string; [fact: string]: unknown } {
    const { name, sha256, dims, precision, preprocess } = this.#model.folder
    return { model: name, sha256, dims, precision, preprocessing: preprocess, settings: this.describe }
  }

  score(images: readonly Float32Array[], text: EncodedText): Partial<PairScore> {
    const { tokens, tokensSeen, tokensKnown } = text
    const minKnown = this.#model.folder.figsift?.minKnownTokens
    const abstained = tokensKnown !== undefined && minKnown !== undefined ? tokensKnown < minKnown : undefined
    return {
      ...(abstained ? {} : clipScore(images, text.windows, this.#over, this.#scale)),
      textTokens: tokens,
      textTokensSeen: tokensSeen,
      ...(tokensKnown === undefined ? {} : { textTokensKnown: tokensKnown }),
      ...(abstained === undefined ? {} : { abstained }),
      textTruncated: tokensSeen < tokens,
      model: this.#model.folder.name,
    }
  }

  /** One embedding each, of unit length: the direction of the mean where there are several. */
  embeddings(
    images: readonly Float32Array[],
    text: EncodedText | undefined,
  ): { image?: Float32Array; text?: Float32Array } {
    return {
      ...(images.length === 0 ? {} : { image: meanDirection(images) }),
      ...(text === undefined ? {} : { text: meanDirection(text.windows) }),
    }
  }

  dispose(): Promise<void> {
    return this.#model.dispose()
  }
}

async function readBank(path: string): Promise<Float64Array> {
  using bank = await Matrix.open(path)
  return Float64Array.from(bank.data).sort()
}
