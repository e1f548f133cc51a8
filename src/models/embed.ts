import { Breather, type Progress } from '../concurrency.js'
import { type RowError, type Stage, toRowError } from '../errors.js'
import { decodeImage } from '../image/decode.js'
import { readImage } from '../image/readImage.js'
import type { Matrix } from '../matrix.js'
import { isTarMember, type TarMember } from '../tarMember.js'
import { argumentError, checkFunction, checkKeys, checkOneOf, checkSignal } from '../validate.js'
import { DualEncoder, type DualEncoderOptions, openDualEncoder } from './dualEncoder.js'
import type { ImageInput } from './imageStream.js'
import type { ModelFolder } from './modelFolder.js'
import { RowCollector } from './rowCollector.js'

/**
 * A path, the bytes of an image file, either in an object (bytes win), or a member of a tar archive below `imageRoot`. Never
 * fetched from a network.
 */
export type ImageSource = string | Uint8Array | { bytes?: Uint8Array; path?: string } | TarMember

export interface EmbedOptions extends DualEncoderOptions {
  /** Name, path, an opened folder, or an open encoder, which stays open. Default: `figsift-mini`. */
  model?: string | ModelFolder | DualEncoder
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  /** `throw` stops at the first row that fails. Default: `record`. */
  onError?: 'record' | 'throw'
}

export interface EmbedImagesOptions extends EmbedOptions {
  /** Relative paths are resolved against this folder, and must stay inside it. Default: the working directory. */
  imageRoot?: string
  /** Lets paths leave `imageRoot`. Default: false. */
  allowOutside?: boolean
}

export interface EmbedTextsOptions extends EmbedOptions {
  /** Longer texts than the model reads: cut, or the mean of the embeddings of half-overlapping windows. Default `truncate`. */
  longText?: 'truncate' | 'window-mean'
  /** Put before every text. */
  textPrefix?: string
}

export interface ImageEmbeddings {
  /** [n, dims] float32, unit length; rows with errors are zero. */
  embeddings: Matrix
  /** Per row: what failed, or null. */
  errors: (RowError | null)[]
  /** Model, runtime, device, precision and preprocessing that made them. */
  describe: Readonly<Record<string, unknown>>
}

export interface TextEmbeddings extends ImageEmbeddings {
  /** Tokens of each text, start and end token included. */
  textTokens: Int32Array
  /** Tokens that the model saw. */
  textTokensSeen: Int32Array
}

const ENCODER_OPTIONS = ['model', 'precision', 'threads', 'device', 'batchSize', 'allowSpinning']
const OPTIONS = [...ENCODER_OPTIONS, 'signal', 'onProgress', 'onError']

/**
 * Embeds images with a dual encoder.
 *
 * embeddings[i] = v / |v|, v the vision tower's projection of the preprocessed picture
 *
 * @param images paths, bytes or tar members; a file that comes again is embedded once
 * @returns one row per image, in order; one bad image loses no other
 * @throws FigsiftError PEER_NOT_INSTALLED, MODEL_NOT_FOUND, MODEL_INVALID, DEVICE_UNAVAILABLE; CancelledError through `signal`
 */
export async function embedImages(
  images: Iterable<ImageSource> | AsyncIterable<ImageSource>,
  options: EmbedImagesOptions = {},
): Promise<ImageEmbeddings> {
  checkOptions(options, [...OPTIONS, 'imageRoot', 'allowOutside'])
  checkIterable('images', images)
  const { imageRoot: root, allowOutside, signal, onProgress, onError } = options
  return withEncoder(options, async (encoder) => {
    const rows = new RowCollector(encoder.dims, lengthOf(images), { onProgress, onError })
    const read = (source: ImageSource): ImageInput => {
      return async () => {
        const file = await readImage(imageOf(source), { root, allowOutside, signal })
        return { key: file.sha256, pixels: () => decodeImage(file, { signal }) }
      }
    }
    for await (const result of encoder.images(mapped(images, read), { signal })) {
      if (result.error !== undefined) rows.fail(failed(result.error, result.stage))
      else rows.add((result as { embedding: Float32Array }).embedding)
    }
    return { ...(await rows.finish()), describe: encoder.describe }
  })
}

/**
 * Embeds texts with a dual encoder.
 *
 * embeddings[i] = v / |v|, v the text tower's projection; with `window-mean` the mean of the windows' unit vectors
 *
 * @param texts texts over 64 kB are cut there; a text that comes again is embedded once; empty ones are TEXT_MISSING
 * @throws as `embedImages`
 */
export async function embedTexts(
  texts: Iterable<string> | AsyncIterable<string>,
  options: EmbedTextsOptions = {},
): Promise<TextEmbeddings> {
  checkOptions(options, [...OPTIONS, 'longText', 'textPrefix'])
  checkIterable('texts', texts)
  const { longText = 'truncate', textPrefix = '', signal, onProgress, onError } = options
  checkOneOf('longText', longText, ['truncate', 'window-mean'])
  if (typeof textPrefix !== 'string') throw argumentError('textPrefix', 'a string', textPrefix)
  return withEncoder(options, async (encoder) => {
    const rows = new RowCollector(encoder.dims, lengthOf(texts), { onProgress, onError })
    const tokens: number[] = []
    const seen: number[] = []
    for await (const result of encoder.texts(texts, { signal, longText, textPrefix })) {
      if (result.error !== undefined || !('windows' in result)) rows.fail(failed(result.error, 'embed'))
      else rows.add(meanDirection(result.windows))
      tokens.push('tokens' in result ? result.tokens : 0)
      seen.push('seen' in result ? result.seen : 0)
    }
    return {
      ...(await rows.finish()),
      describe: encoder.describe,
      textTokens: Int32Array.from(tokens),
      textTokensSeen: Int32Array.from(seen),
    }
  })
}

/** The mean of unit vectors, scaled to unit length; zero where they cancel. */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  if (vectors.length === 1) return vectors[0]!
  const sum = new Float64Array(vectors[0]!.length)
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!
  const norm = Math.hypot(...sum)
  return Float32Array.from(sum, (value) => (norm > 0 ? value / norm : 0))
}

async function withEncoder<T>(options: EmbedOptions, work: (encoder: DualEncoder) => Promise<T>): Promise<T> {
  const { model = 'figsift-mini' } = options
  if (model instanceof DualEncoder) return work(model)
  const { precision, threads, device, batchSize, allowSpinning } = options
  const encoder = await openDualEncoder(model, {
    ...(precision !== undefined && { precision }),
    ...(threads !== undefined && { threads }),
    ...(device !== undefined && { device }),
    ...(batchSize !== undefined && { batchSize }),
    ...(allowSpinning !== undefined && { allowSpinning }),
  })
  try {
    return await work(encoder)
  } finally {
    await encoder.dispose()
  }
}

function failed(error: unknown, stage: Stage): RowError {
  return toRowError(error, stage)
}

async function* mapped<T, R>(items: Iterable<T> | AsyncIterable<T>, map: (item: T) => R): AsyncGenerator<R> {
  const breather = new Breather()
  for await (const item of items) {
    yield map(item)
    if (breather.isDue) await breather.breathe()
  }
}

function imageOf(source: ImageSource): string | Uint8Array | TarMember {
  if (typeof source === 'string' || source instanceof Uint8Array || isTarMember(source)) return source
  const { bytes, path } = Object(source ?? {}) as { bytes?: unknown; path?: unknown }
  if (bytes instanceof Uint8Array) return bytes
  if (typeof path === 'string') return path
  throw argumentError('images', 'a path, bytes, { bytes, path } or a tar member', source)
}

function checkOptions(options: EmbedOptions, allowed: readonly string[]): void {
  checkKeys('options', options, allowed)
  checkSignal(options.signal)
  checkFunction('onProgress', options.onProgress)
  if (options.onError !== undefined) checkOneOf('onError', options.onError, ['record', 'throw'])
}

function checkIterable(name: string, value: unknown): void {
  const iterable = value as { [Symbol.iterator]?: unknown; [Symbol.asyncIterator]?: unknown } | null | undefined
  const isIterable = iterable?.[Symbol.asyncIterator] !== undefined || iterable?.[Symbol.iterator] !== undefined
  if (!isIterable || typeof value === 'string') throw argumentError(name, 'an array or iterable', value)
}

function lengthOf(items: unknown): number | undefined {
  return Array.isArray(items) ? items.length : undefined
}
