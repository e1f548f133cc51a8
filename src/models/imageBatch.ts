import type { Pixels } from '../image/pixels.js'
import { type PreprocessSpec, preprocess } from '../image/preprocess.js'
import type { BatchBuffers } from './batchBuffers.js'
import type { Embedded, InferencePool } from './inferencePool.js'

/** What a batch is made with. */
export interface BatchMaker {
  pool: InferencePool
  buffers: BatchBuffers
  spec: PreprocessSpec
  batchSize: number
}

/** Pictures that are preprocessed into one piece of shared memory, and then embedded together. */
export class ImageBatch {
  readonly #maker: BatchMaker
  readonly #shared: SharedArrayBuffer
  readonly #values: Float32Array | Uint16Array
  readonly #prepared: Promise<unknown>[] = []
  readonly #embedded: Promise<Embedded>
  #settle!: { resolve(embedded: Promise<Embedded>): void; reject(error: unknown): void }
  #isSent = false

  private constructor(maker: BatchMaker, shared: SharedArrayBuffer) {
    this.#maker = maker
    this.#shared = shared
    this.#values = maker.spec.dtype === 'float16' ? new Uint16Array(shared) : new Float32Array(shared)
    this.#embedded = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    // Told to each picture of the batch; a batch whose pictures nobody waits for must not count as unhandled.
    this.#embedded.catch(() => {})
  }

  /** Waits for memory that is free. */
  static async open(maker: BatchMaker): Promise<ImageBatch> {
    return new ImageBatch(maker, await maker.buffers.acquire())
  }

  get isFull(): boolean {
    return this.#prepared.length >= this.#maker.batchSize
  }

  /**
   * Takes the next place.
   *
   * @returns `prepared` when the pixels are not needed any more, or were refused; `embedded` the picture's row, undefined
   *   where the model's numbers are not finite
   */
  add(pixels: Pixels): { prepared: Promise<unknown>; embedded: Promise<Float32Array | undefined> } {
    const slot = this.#prepared.length
    const prepared = preprocess([pixels], this.#maker.spec, { data: this.#values, slot }, { threads: 1 })
    prepared.catch(() => {})
    this.#prepared.push(prepared)
    const embedded = prepared.then(async () => {
      const { embeddings, broken } = await this.#embedded
      const dims = embeddings.length / this.#prepared.length
      return broken.includes(slot) ? undefined : embeddings.slice(slot * dims, (slot + 1) * dims)
    })
    embedded.catch(() => {})
    return { prepared, embedded }
  }

  /** Runs the model on what is there, once all of it is preprocessed. */
  send(): Promise<unknown> {
    this.#isSent = true
    this.#settle.resolve(this.#run())
    return this.#embedded
  }

  /** Gives up a batch that was not sent. */
  abandon(error: unknown): void {
    if (this.#isSent) return
    this.#isSent = true
    this.#settle.reject(error)
    void Promise.allSettled(this.#prepared).then(() => this.#maker.buffers.release(this.#shared))
  }

  async #run(): Promise<Embedded> {
    try {
      await Promise.allSettled(this.#prepared)
      return await this.#maker.pool.run({ tower: 'image', rows: this.#prepared.length, pixels: this.#shared })
    } finally {
      this.#maker.buffers.release(this.#shared)
    }
  }
}
