import type { Pixels } from '../image/pixels.js'

/** A picture as the model takes it, and the digest that tells it from others. */
export interface PreparedImage {
  sha256: string
  data: Float32Array | Uint16Array
}

/** What a text became. */
export interface EncodedText {
  /** One embedding of unit length per window; a single one unless long texts are read in windows. */
  windows: readonly Float32Array[]
  /** Start and end token included. */
  tokens: number
  tokensSeen: number
  /** Tokens that the model has learned; only of models that count them. */
  tokensKnown?: number
}

/** What the clip signal needs of a model. A failed picture or text is an error in its place, never the batch's. */
export interface PairEncoder {
  /** Pictures per batch. */
  readonly batchSize: number
  prepare(pixels: Pixels, sha256: string): Promise<PreparedImage>
  encodeImages(images: readonly PreparedImage[]): Promise<readonly (Float32Array | Error)[]>
  encodeTexts(texts: readonly string[]): Promise<readonly (EncodedText | Error)[]>
}
