import type { Worker } from 'node:worker_threads'
import { DisposedError, FigsiftError } from '../errors.js'
import { startThread } from '../startThread.js'
import { waitAtExit } from './exitGuard.js'
import type { InferenceAnswer, InferenceRequest, InferenceWorkerData } from './inferenceWorker.js'
import type { Logits } from './logits.js'

export type ImageJob = { tower: 'image'; rows: number; pixels: SharedArrayBuffer }
export type TextJob = { tower: 'text'; rows: number; length: number; ids: Int32Array; lengths: Int32Array }

/** Embeddings of a batch: [rows, dims], unit length; rows whose numbers were not finite are zero, and in `broken`. */
export interface Embedded {
  embeddings: Float32Array
  broken: number[]
}

interface Job {
  work: ImageJob | TextJob
  resolve(result: Embedded): void
  reject(error: unknown): void
}

interface Lane {
  worker: Worker
  /** Sent and not answered, oldest first: at most DEPTH. */
  jobs: Map<number, Job>
}

/** One batch runs while the next already lies in the worker's mailbox. */
const DEPTH = 2

/**
 * Worker threads that each hold a model and run one batch at a time.
 *
 * Images and texts take turns, so that neither waits for all of the other. A thread is never ended while it runs, since
 * that aborts the process: `dispose` waits for the batches under way, and so does the end of the process. Idle threads do
 * not keep the process alive.
 */
export class InferencePool {
  readonly logits: Logits | undefined
  readonly #lanes: readonly Lane[]
  readonly #queues: { image: Job[]; text: Job[] } = { image: [], text: [] }
  #turn: 'image' | 'text' = 'image'
  #next = 0
  #stopped: FigsiftError | undefined
  #disposing: Promise<void> | undefined

  private constructor(workers: readonly Worker[], logits: Logits | undefined) {
    this.#lanes = workers.map((worker) => ({ worker, jobs: new Map() }))
    this.logits = logits
    for (const lane of this.#lanes) {
      lane.worker.on('message', (answer: InferenceAnswer) => this.#onAnswer(lane, answer))
      lane.worker.on('error', (error: unknown) =>
        this.#onDeath(lane, error instanceof Error ? error.message : String(error)),
      )
      lane.worker.on('exit', () => this.#onDeath(lane, 'it ended'))
      lane.worker.unref()
    }
  }

  /** @throws FigsiftError MODEL_INVALID with the runtime's words if a session cannot be created */
  static async open(lanes: number, data: Omit<InferenceWorkerData, 'control'>): Promise<InferencePool> {
    const starts = await Promise.allSettled(Array.from({ length: lanes }, () => startLane(data)))
    const failed = starts.find((start) => start.status === 'rejected')
    const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    if (failed !== undefined) {
      for (const { worker } of started) worker.postMessage({ end: true } satisfies InferenceRequest)
      throw failed.reason
    }
    return new InferencePool(
      started.map(({ worker }) => worker),
      started[0]!.logits,
    )
  }

  /** Batches that should be under way so that no lane waits. */
  get depth(): number {
    return this.#lanes.length * DEPTH
  }

  run(work: ImageJob | TextJob): Promise<Embedded> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    return new Promise((resolve, reject) => {
      this.#queues[work.tower].push({ work, resolve, reject })
      this.#dispatch()
    })
  }

  /** Batches under way are finished, waiting ones refused; then the sessions are released and the threads end. */
  dispose(): Promise<void> {
    this.#disposing ??= this.#end()
    return this.#disposing
  }

  async #end(): Promise<void> {
    this.#stop(new DisposedError('encoder'))
    const ends = this.#lanes.map(({ worker }) => {
      const ended = new Promise<void>((resolve) => void worker.once('exit', () => resolve()))
      worker.ref()
      worker.postMessage({ end: true } satisfies InferenceRequest)
      return worker.threadId === -1 ? undefined : ended
    })
    await Promise.all(ends)
  }

  #dispatch(): void {
    for (;;) {
      const lane = this.#lanes.reduce((a, b) => (b.jobs.size < a.jobs.size ? b : a))
      if (lane.jobs.size >= DEPTH) return
      const other = this.#turn === 'image' ? 'text' : 'image'
      const job = this.#queues[this.#turn].shift() ?? this.#queues[other].shift()
      if (job === undefined) return
      this.#turn = job.work.tower === 'image' ? 'text' : 'image'
      const id = this.#next++
      lane.jobs.set(id, job)
      lane.worker.ref()
      lane.worker.postMessage({ id, ...job.work } satisfies InferenceRequest)
    }
  }

  #onAnswer(lane: Lane, answer: InferenceAnswer): void {
    if (!('id' in answer) || answer.id === undefined) return
    const job = lane.jobs.get(answer.id)
    lane.jobs.delete(answer.id)
    if (lane.jobs.size === 0 && this.#disposing === undefined) lane.worker.unref()
    if ('failure' in answer) {
      const what = job?.work.tower === 'image' ? 'images' : 'texts'
      job?.reject(
        new FigsiftError('MODEL_INVALID', `The model failed on a batch of ${what}: ${shorten(answer.failure)}`),
      )
    } else job?.resolve(answer)
    if (this.#stopped === undefined) this.#dispatch()
  }

  #onDeath(lane: Lane, words: string): void {
    const reason = new FigsiftError('INTERNAL', `A thread that runs the model failed: ${shorten(words)}`)
    this.#stop(reason)
    for (const job of lane.jobs.values()) job.reject(this.#stopped)
    lane.jobs.clear()
  }

  #stop(reason: FigsiftError): void {
    this.#stopped ??= reason
    for (const queue of Object.values(this.#queues)) for (const job of queue.splice(0)) job.reject(this.#stopped)
  }
}

function startLane(
  data: Omit<InferenceWorkerData, 'control'>,
): Promise<{ worker: Worker; logits: Logits | undefined }> {
  const control = new SharedArrayBuffer(8)
  const worker = startThread('inferenceWorker', import.meta.url, { ...data, control } satisfies InferenceWorkerData)
  waitAtExit(worker, control)
  return new Promise((resolve, reject) => {
    const refuse = (words: string) =>
      reject(new FigsiftError('MODEL_INVALID', `The model could not be loaded: ${shorten(words)}`))
    worker.on('message', (answer: InferenceAnswer) => {
      if ('ready' in answer) resolve({ worker, logits: answer.ready.logits })
      else if ('failure' in answer && answer.id === undefined) {
        worker.postMessage({ end: true } satisfies InferenceRequest)
        refuse(answer.failure)
      }
    })
    worker.on('error', (error: unknown) => refuse(error instanceof Error ? error.message : String(error)))
    worker.on('exit', () => refuse('its thread ended'))
  })
}

function shorten(words: string): string {
  return words.length > 500 ? `${words.slice(0, 500)}…` : words
}
