import { mapOrdered, onAbort } from '../concurrency.js'
import { CancelledError, FigsiftError, type Stage } from '../errors.js'
import type { Pixels } from '../image/pixels.js'
import { type BatchMaker, ImageBatch } from './imageBatch.js'
import { runAhead } from './runAhead.js'

/** In a stream of inputs: embed now what is there, without waiting for a full batch. */
export const FLUSH: unique symbol = Symbol('flush')

/** Reads one image; called ahead of its turn. What it throws becomes the row's `error`. */
export type ImageInput = () => Promise<{
  /** Equal keys mean equal pictures: the hash of the file. */
  key: string
  /** Decodes; not called for a picture that was met before. */
  pixels: () => Promise<Pixels>
}>

/** The embedding, unit length; or what went wrong, and where. */
export type ImageResult = { embedding: Float32Array; error?: undefined } | { error: unknown; stage: Stage }

export interface StreamOptions {
  /** Batches and the memory of repeats end every so many rows: they never reach over the parts of a run. Default 1024. */
  scope?: number
  signal?: AbortSignal | undefined
}

export const DEFAULT_SCOPE = 1024

interface Loaded {
  key: string
  /** Undefined for a picture that was under way already. */
  pixels: Pixels | undefined
  decode: () => Promise<Pixels>
}

/**
 * Embeds images in order. Batches are made of consecutive rows, and a picture that comes again inside a scope is
 * decoded and embedded once, so the numbers do not depend on what is fast.
 */
export function imageStream(
  maker: BatchMaker,
  decodes: number,
  inputs: Iterable<ImageInput | typeof FLUSH> | AsyncIterable<ImageInput | typeof FLUSH>,
  { scope = DEFAULT_SCOPE, signal }: StreamOptions = {},
): AsyncGenerator<ImageResult, void, undefined> {
  const ahead = (maker.pool.depth + 1) * maker.batchSize + decodes
  return runAhead((ending) => started(maker, decodes, inputs, scope, ending), ahead, signal)
}

async function* started(
  maker: BatchMaker,
  decodes: number,
  inputs: Iterable<ImageInput | typeof FLUSH> | AsyncIterable<ImageInput | typeof FLUSH>,
  scope: number,
  signal: AbortSignal,
): AsyncGenerator<{ result: Promise<ImageResult> }, void, undefined> {
  const met = new Map<string, Promise<ImageResult>>()
  const preparing: Promise<unknown>[] = []
  let batch: ImageBatch | undefined
  let row = 0
  const send = () => {
    void batch?.send().catch(() => {})
    batch = undefined
  }
  const load = async (input: ImageInput | typeof FLUSH): Promise<Loaded | typeof FLUSH | ImageResult> => {
    if (input === FLUSH) return FLUSH
    let stage: Stage = 'read'
    try {
      const { key, pixels: decode } = await input()
      stage = 'decode'
      return { key, decode, pixels: met.has(key) ? undefined : await decode() }
    } catch (error) {
      return { error, stage }
    }
  }
  const forget = onAbort(signal, () => batch?.abandon(new CancelledError(signal.reason)))
  try {
    for await (const loaded of mapOrdered(inputs, load, { concurrency: decodes, signal })) {
      if (loaded === FLUSH) {
        send()
        continue
      }
      if (row > 0 && row % scope === 0) {
        send()
        met.clear()
      }
      row++
      if (!('key' in loaded)) {
        yield { result: Promise.resolve(loaded) }
        continue
      }
      let result = met.get(loaded.key)
      if (result === undefined) {
        // A picture that was under way when it was loaded, and whose scope ended meanwhile.
        const again =
          loaded.pixels === undefined ? await load(async () => ({ key: loaded.key, pixels: loaded.decode })) : loaded
        if (again === FLUSH || !('key' in again)) {
          yield { result: Promise.resolve(again as ImageResult) }
          continue
        }
        batch ??= await ImageBatch.open(maker)
        const { prepared, embedded } = batch.add(again.pixels!)
        // So many decoded pictures wait for the preprocessing, and no more.
        preparing.push(prepared.catch(() => {}))
        if (preparing.length >= decodes) await preparing.shift()
        result = toResult(prepared, embedded)
        // Of a picture that nobody waits for any more.
        result.catch(() => {})
        met.set(loaded.key, result)
        if (batch.isFull) send()
      }
      yield { result }
    }
    send()
  } finally {
    forget()
    batch?.abandon(new CancelledError(signal.reason))
  }
}

/** What the preprocessing refuses, or the model makes NaN of, is the row's; a model that fails is everybody's. */
async function toResult(prepared: Promise<unknown>, embedded: Promise<Float32Array | undefined>): Promise<ImageResult> {
  try {
    await prepared
  } catch (error) {
    return { error, stage: 'embed' }
  }
  const embedding = await embedded
  return embedding === undefined ? { error: notFinite('image'), stage: 'embed' } : { embedding }
}

export function notFinite(what: 'image' | 'text'): FigsiftError {
  return new FigsiftError(
    'NON_FINITE',
    `Expected finite numbers from the model but received NaN, infinity or only zeros for this ${what}. Try precision "fp32".`,
  )
}
