import type { Worker } from 'node:worker_threads'
import { FigsiftError } from '../errors.js'
import { startThread } from '../startThread.js'
import type { PairScore } from './figureRow.js'
import type { TextAnswer, TextRequest } from './textWorker.js'

interface Pending {
  resolve(signals: Partial<PairScore>[]): void
  reject(error: unknown): void
}

/** Reads texts for their signals on a thread of its own. Idle, it does not keep the process alive. */
export class TextThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #next = 0
  #failure: FigsiftError | undefined

  constructor() {
    this.#worker = startThread('textWorker', import.meta.url, undefined)
    this.#worker.unref()
    this.#worker.on('message', ({ id, signals }: TextAnswer) => this.#take(id)?.resolve(signals))
    this.#worker.on('error', (error: unknown) => this.#end(error instanceof Error ? error.message : String(error)))
    this.#worker.on('exit', () => this.#end('it ended'))
  }

  /** It died, and answers no more. */
  get hasFailed(): boolean {
    return this.#failure !== undefined
  }

  /** @throws FigsiftError INTERNAL when the thread dies */
  read(texts: readonly string[], wanted: readonly string[]): Promise<Partial<PairScore>[]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#worker.ref()
      const request: TextRequest = { id, texts, wanted }
      this.#worker.postMessage(request)
    })
  }

  /** Its work is JavaScript, which can be stopped anywhere. */
  async terminate(): Promise<void> {
    await this.#worker.terminate()
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#worker.unref()
    return pending
  }

  #end(reason: string): void {
    this.#failure ??= new FigsiftError('INTERNAL', `The thread that reads texts failed: ${reason}.`)
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(this.#failure)
  }
}
