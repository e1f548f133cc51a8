import type { Worker } from 'node:worker_threads'
import { afterSlices } from '../concurrency.js'
import { CancelledError, DisposedError, FigsiftError } from '../errors.js'
import { startThread } from '../startThread.js'
import type { OcrPeers } from './ocrPeers.js'
import { OCR_INSTALL_COMMAND } from './ocrPeers.js'
import { OCR_PARAMETERS } from './ocrSettings.js'
import type { OcrAnswer, OcrWorkerData } from './ocrWorker.js'

export interface OcrPoolOptions {
  peers: OcrPeers
  /** Workers at most; each keeps one core busy and holds about 150 MB. */
  threads: number
  signal?: AbortSignal | undefined
  /** One image may take this long; then its worker is ended and the row gets an error. */
  timeoutMs?: number
  /** A worker is replaced after this many images, since the engine's memory only ever grows. */
  recycleAfter?: number
}

/** The slowest of 310 real figures took some 10 s; pictures made to be slow take minutes. */
const TIMEOUT_MS = 300_000
/** A worker starts in a second and grew by 1.5 MB per figure, from 170 to 395 MB in 151 figures. */
const RECYCLE_AFTER = 100
/** A picture that ends two workers is at fault, not the worker. */
const ATTEMPTS = 2

interface Job {
  pictures: readonly Uint8Array[]
  attempts: number
  resolve(text: string): void
  reject(error: unknown): void
}

interface Slot {
  worker: Worker
  isReady: boolean
  images: number
  job: Job | undefined
  stopTimer: (() => void) | undefined
}

/**
 * Reads text in pictures, on worker threads that start when there is work.
 *
 * A worker that dies takes nobody with it: its picture is tried once more on a fresh worker. Idle workers do not keep
 * the process alive. Ending a worker in the middle of a picture is safe: the engine is WebAssembly.
 */
export class OcrPool {
  readonly #peers: OcrPeers
  readonly #threads: number
  readonly #timeoutMs: number
  readonly #recycleAfter: number
  readonly #signal: AbortSignal | undefined
  readonly #onAbort = (): void => this.#stop(new CancelledError(this.#signal?.reason))
  readonly #slots = new Set<Slot>()
  readonly #endings = new Set<Promise<unknown>>()
  #queue: Job[] = []
  #stopped: FigsiftError | undefined

  constructor({ peers, threads, signal, timeoutMs, recycleAfter }: OcrPoolOptions) {
    this.#peers = peers
    this.#threads = threads
    this.#timeoutMs = timeoutMs ?? TIMEOUT_MS
    this.#recycleAfter = recycleAfter ?? RECYCLE_AFTER
    this.#signal = signal
    if (signal?.aborted) this.#onAbort()
    signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** Live workers; for tests and `describe`. */
  get workers(): number {
    return this.#slots.size
  }

  /**
   * Text that the engine sees in the pictures of one image, one below the other.
   *
   * @param pictures encoded; in shared memory they are not copied
   * @throws FigsiftError OCR_FAILED if a picture ends two workers or the engine refuses it, LIMIT_EXCEEDED after `timeoutMs`
   */
  recognize(pictures: readonly Uint8Array[]): Promise<string> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    return new Promise((resolve, reject) => {
      this.#queue.push({ pictures, attempts: 0, resolve, reject })
      this.#dispatch()
    })
  }

  /** Ends the workers; pictures under way are refused with DisposedError. */
  async dispose(): Promise<void> {
    this.#stop(new DisposedError('OCR pool'))
    await Promise.all(this.#endings)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }

  #dispatch(): void {
    let idle = [...this.#slots].filter((slot) => slot.job === undefined)
    while (this.#queue.length > 0) {
      const slot = idle.shift() ?? (this.#slots.size < this.#threads ? this.#start() : undefined)
      if (slot === undefined) return
      slot.job = this.#queue.shift()!
      slot.worker.ref()
      if (slot.isReady) this.#send(slot)
      idle = idle.filter((other) => other !== slot)
    }
  }

  #send(slot: Slot): void {
    slot.worker.postMessage(slot.job!.pictures)
    slot.stopTimer = afterSlices(this.#timeoutMs, () => {
      const message = `Expected the words of the image within ${this.#timeoutMs / 1000} s but they were not read.`
      this.#end(slot)?.reject(new FigsiftError('LIMIT_EXCEEDED', message))
      this.#dispatch()
    })
  }

  #start(): Slot {
    const { enginePath, dataFolder } = this.#peers
    const worker = startThread('ocrWorker', import.meta.url, {
      enginePath,
      dataFolder,
      parameters: OCR_PARAMETERS,
    } satisfies OcrWorkerData)
    const slot: Slot = { worker, isReady: false, images: 0, job: undefined, stopTimer: undefined }
    this.#slots.add(slot)
    worker.unref()
    let reason = ''
    worker.on('message', (answer: OcrAnswer) => this.#onAnswer(slot, answer))
    worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', () => this.#onDeath(slot, reason))
    return slot
  }

  #onAnswer(slot: Slot, answer: OcrAnswer): void {
    if (!this.#slots.has(slot)) return
    if ('ready' in answer) {
      slot.isReady = true
      if (slot.job !== undefined) this.#send(slot)
      return
    }
    slot.stopTimer?.()
    const job = slot.job!
    slot.job = undefined
    slot.worker.unref()
    if (++slot.images >= this.#recycleAfter) this.#end(slot)
    if ('text' in answer) job.resolve(answer.text)
    else job.reject(new FigsiftError('OCR_FAILED', `The OCR engine refused the image: ${answer.failure}`))
    this.#dispatch()
  }

  #onDeath(slot: Slot, reason: string): void {
    if (!this.#slots.has(slot)) return
    const job = this.#end(slot)
    if (!slot.isReady) {
      const { engineVersion } = this.#peers
      this.#stop(
        new FigsiftError(
          'PEER_NOT_INSTALLED',
          `Expected tesseract.js ${engineVersion} to start but it ended: ${reason}. Install it again: ${OCR_INSTALL_COMMAND}`,
        ),
        job,
      )
      return
    }
    if (job !== undefined) {
      if (++job.attempts < ATTEMPTS) this.#queue.unshift(job)
      else job.reject(new FigsiftError('OCR_FAILED', `The image ended the OCR engine ${ATTEMPTS} times: ${reason}`))
    }
    this.#dispatch()
  }

  /** Takes a slot out of the pool and ends its thread; returns the job it had. */
  #end(slot: Slot): Job | undefined {
    slot.stopTimer?.()
    this.#slots.delete(slot)
    const ending = slot.worker.terminate().finally(() => this.#endings.delete(ending))
    this.#endings.add(ending)
    const { job } = slot
    slot.job = undefined
    return job
  }

  #stop(reason: FigsiftError, alsoRefused?: Job): void {
    if (this.#stopped !== undefined) return
    this.#stopped = reason
    this.#signal?.removeEventListener('abort', this.#onAbort)
    const refused = [alsoRefused, ...this.#queue, ...[...this.#slots].map((slot) => this.#end(slot))]
    this.#queue = []
    for (const job of refused) job?.reject(reason)
  }
}
