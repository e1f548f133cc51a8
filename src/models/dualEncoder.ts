import { resolveThreads } from '../device.js'
import { DisposedError, FigsiftError } from '../errors.js'
import { checkBoolean, checkInteger, checkKeys, checkOneOf } from '../validate.js'
import { BatchBuffers } from './batchBuffers.js'
import { findModel } from './findModel.js'
import { FLUSH, type ImageInput, type ImageResult, imageStream, type StreamOptions } from './imageStream.js'
import { type Embedded, InferencePool } from './inferencePool.js'
import type { InferenceWorkerData } from './inferenceWorker.js'
import type { Logits } from './logits.js'
import type { ModelFolder, OpenModelFolderOptions } from './modelFolder.js'
import { type Runtime, requireRuntime } from './runtime.js'
import { type TextResult, type TextStreamOptions, textStream } from './textStream.js'
import { splitThreads, type ThreadSplit } from './threadSplit.js'
import { TokenizerThread } from './tokenizerThread.js'

export interface DualEncoderOptions extends OpenModelFolderOptions {
  /** Threads for inference; decoding and preprocessing share the same cores. Default: all. */
  threads?: number
  /** Default `auto`: CUDA where the runtime has it and it starts, else the CPU; `describe` says which. */
  device?: 'auto' | 'cpu' | 'cuda'
  /** Images at once. Default 8 (CPU), 32 (CUDA): larger ones leave the caches. */
  batchSize?: number
  /** Lets threads of one lane spin while they wait for each other: they take the cores that decode. Default: false. */
  allowSpinning?: boolean
}

const OPTIONS = ['precision', 'threads', 'device', 'batchSize', 'allowSpinning']
/** Of one batch in memory; there are two per lane, and one more. */
const MAX_BATCH_BYTES = 2 ** 28
/** Texts per image batch: a text costs about half of an image. */
const TEXTS_PER_IMAGE = 2

/**
 * Opens a dual encoder: finds the model, loads it into its worker threads, and starts its tokenizer.
 *
 * @param model name, path, or an opened folder
 * @throws FigsiftError PEER_NOT_INSTALLED, MODEL_NOT_FOUND, MODEL_INVALID; DEVICE_UNAVAILABLE for `device: 'cuda'`
 */
export async function openDualEncoder(
  model: string | ModelFolder,
  options: DualEncoderOptions = {},
): Promise<DualEncoder> {
  checkKeys('options', options, OPTIONS)
  const { device = 'auto', allowSpinning = false, precision } = options
  checkOneOf('device', device, ['auto', 'cpu', 'cuda'])
  checkBoolean('allowSpinning', allowSpinning)
  if (options.batchSize !== undefined) checkInteger('batchSize', options.batchSize, 1, 1024)
  const threads = resolveThreads(options.threads)
  const folder = typeof model === 'string' ? await findModel(model, { precision }) : model
  const runtime = requireRuntime()

  chooseBatchSize(folder, options.batchSize, 'cpu')
  const tokenizer = await TokenizerThread.open(folder)
  try {
    const opened = await openPool(folder, runtime, { device, threads, allowSpinning, padId: tokenizer.padId })
    const batchSize = chooseBatchSize(folder, options.batchSize, opened.device)
    return new DualEncoder(folder, tokenizer, { ...opened, batchSize, threads, allowSpinning, runtime })
  } catch (error) {
    await tokenizer.dispose()
    throw error
  }
}

interface Opened {
  pool: InferencePool
  device: 'cpu' | 'cuda'
  split: ThreadSplit
  /** Why it is not CUDA. */
  noCuda: string | undefined
}

async function openPool(
  folder: ModelFolder,
  runtime: Runtime,
  options: { device: 'auto' | 'cpu' | 'cuda'; threads: number; allowSpinning: boolean; padId: number },
): Promise<Opened> {
  const { graphs, imageSize, dims, text } = folder
  const bytes = 'joint' in graphs ? graphs.joint.bytes : graphs.vision.bytes + graphs.text.bytes
  const open = async (device: 'cpu' | 'cuda'): Promise<Omit<Opened, 'noCuda'>> => {
    const split = splitThreads(options.threads, bytes, device)
    const data: Omit<InferenceWorkerData, 'control'> = {
      runtime: runtime.path,
      graphs,
      device,
      threads: split.threadsPerLane,
      allowSpinning: options.allowSpinning,
      imageSize,
      dims,
      padId: options.padId,
      textLength: text.padding === 'fixed' ? text.length : Math.min(8, text.length),
    }
    return { pool: await InferencePool.open(split.lanes, data), device, split }
  }
  if (options.device === 'cpu') return { ...(await open('cpu')), noCuda: undefined }
  let reason = runtime.noCuda
  if (reason === undefined) {
    // The runtime throws where CUDA does not start, and never falls back by itself.
    try {
      return { ...(await open('cuda')), noCuda: undefined }
    } catch (error) {
      if (!(error instanceof FigsiftError)) throw error
      reason = error.message
    }
  }
  if (options.device === 'cuda') {
    throw new FigsiftError(
      'DEVICE_UNAVAILABLE',
      `Expected CUDA for the model but ${reason}. Use device "cpu", or install onnxruntime-node with its CUDA provider.`,
    )
  }
  return { ...(await open('cpu')), noCuda: reason }
}

/** What a graph of fixed batch takes, else what was asked for, else as many as fit. */
function chooseBatchSize(folder: ModelFolder, asked: number | undefined, device: 'cpu' | 'cuda'): number {
  const { graphs } = folder
  const fixed = ('joint' in graphs ? graphs.joint : graphs.vision).image!.batch ?? asked
  const fit = Math.max(1, Math.floor(MAX_BATCH_BYTES / imageBytes(folder)))
  if (fixed === undefined) return Math.min(device === 'cuda' ? 32 : 8, fit)
  if (fixed <= fit) return fixed
  throw new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected a batch of at most ${fit} images of this size but received ${fixed}. Use a smaller \`batchSize\`, or export the model with a free batch size.`,
  )
}

/** Of one image in a batch. */
function imageBytes({ imageSize: { width, height }, preprocess: { dtype } }: ModelFolder): number {
  return 3 * width * height * (dtype === 'float16' ? 2 : 4)
}

/** A model that embeds images and texts. It owns threads: dispose it. Use `openDualEncoder`. */
export class DualEncoder {
  readonly folder: ModelFolder
  /** Length of an embedding. */
  readonly dims: number
  /** Scale and bias of the logits; undefined where the folder has no joint graph to ask. */
  readonly logits: Logits | undefined
  /** What decides the numbers: equal descriptions, equal embeddings. */
  readonly describe: Readonly<Record<string, unknown>>
  /** How it runs, and why not on CUDA. */
  readonly execution: Readonly<ThreadSplit & { batchSize: number; allowSpinning: boolean; noCuda: string | undefined }>
  readonly #pool: InferencePool
  readonly #tokenizer: TokenizerThread
  readonly #buffers: BatchBuffers
  readonly #decodes: number
  #disposing: Promise<void> | undefined

  /** Use `openDualEncoder`. */
  constructor(
    folder: ModelFolder,
    tokenizer: TokenizerThread,
    opened: Opened & { batchSize: number; threads: number; allowSpinning: boolean; runtime: Runtime },
  ) {
    const { pool, device, split, noCuda, batchSize, threads, allowSpinning, runtime } = opened
    this.folder = folder
    this.dims = folder.dims
    this.logits = pool.logits
    this.#pool = pool
    this.#tokenizer = tokenizer
    // Two batches per lane under way, and one that is filled.
    this.#buffers = new BatchBuffers(pool.depth + 1, batchSize * imageBytes(folder))
    this.#decodes = threads + 1
    this.execution = Object.freeze({ ...split, batchSize, allowSpinning, noCuda })
    this.describe = Object.freeze({
      model: folder.name,
      sha256: folder.sha256,
      runtime: `onnxruntime-node ${runtime.version}`,
      device,
      precision: folder.precision,
      preprocess: folder.preprocess,
      textLength: folder.text.length,
      batchSize,
      threadsPerLane: split.threadsPerLane,
    })
  }

  /** How many images are read ahead of the consumer, at most. */
  get lookahead(): number {
    return (this.#pool.depth + 1) * this.execution.batchSize + this.#decodes
  }

  /**
   * Embeds images: one result per input, in order. Inputs are pulled up to `lookahead` ahead; FLUSH among them embeds what
   * is there without waiting for a full batch, and yields nothing.
   */
  images(
    inputs: Iterable<ImageInput | typeof FLUSH> | AsyncIterable<ImageInput | typeof FLUSH>,
    options?: StreamOptions,
  ): AsyncGenerator<ImageResult, void, undefined> {
    this.#checkLive()
    const { preprocess: spec } = this.folder
    const maker = { pool: this.#pool, buffers: this.#buffers, spec, batchSize: this.execution.batchSize }
    return imageStream(maker, this.#decodes, inputs, options)
  }

  /** Embeds texts: one result per input, in order. Up to 384 inputs are pulled ahead; FLUSH as for images. */
  texts(
    inputs: Iterable<unknown> | AsyncIterable<unknown>,
    options?: TextStreamOptions,
  ): AsyncGenerator<TextResult, void, undefined> {
    this.#checkLive()
    const fixedBatch = ('joint' in this.folder.graphs ? this.folder.graphs.joint : this.folder.graphs.text).text!.batch
    const batchSize = fixedBatch ?? this.execution.batchSize * TEXTS_PER_IMAGE
    const maker = { pool: this.#pool, tokenizer: this.#tokenizer, settings: this.folder.text, batchSize }
    return textStream(maker, inputs, options)
  }

  /**
   * Embeds pictures that are already preprocessed, in one run of the model.
   *
   * @param pixels [rows, 3, height, width], as `folder.preprocess` makes them; at most `execution.batchSize` rows
   */
  batch(pixels: SharedArrayBuffer, rows: number): Promise<Embedded> {
    this.#checkLive()
    return this.#pool.run({ tower: 'image', rows, pixels })
  }

  /** Finishes the batches under way, refuses the others, and ends the threads. May be called again. */
  dispose(): Promise<void> {
    this.#disposing ??= Promise.all([this.#pool.dispose(), this.#tokenizer.dispose()]).then(() => {})
    return this.#disposing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }

  #checkLive(): void {
    if (this.#disposing !== undefined) throw new DisposedError('encoder')
  }
}

export { FLUSH }
