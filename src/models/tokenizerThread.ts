import type { Worker } from 'node:worker_threads'
import { DisposedError, FigsiftError } from '../errors.js'
import { startThread } from '../startThread.js'
import { FETCH_AGAIN, invalidModel } from './modelError.js'
import type { ModelFolder } from './modelFolder.js'
import type { TokenizerAnswer, TokenizerWorkerData, Tokens } from './tokenizerWorker.js'
import type { LongText } from './tokenWindows.js'

interface Pending {
  resolve(tokens: Tokens): void
  reject(error: unknown): void
}

/** A model's tokenizer on a thread of its own. Idle, it does not keep the process alive. */
export class TokenizerThread {
  /** What fills up a row of tokens. */
  readonly padId: number
  readonly #worker: Worker
  readonly #path: string
  readonly #pending = new Map<number, Pending>()
  #next = 0
  #stopped: FigsiftError | undefined

  private constructor(worker: Worker, path: string, padId: number) {
    this.#worker = worker
    this.#path = path
    this.padId = padId
  }

  /** @throws FigsiftError MODEL_INVALID if tokenizer.json cannot be loaded */
  static open({ tokenizer, text, figsift }: ModelFolder): Promise<TokenizerThread> {
    const { padToken, unknownToken, lowercase, length } = text
    const unknownId = figsift?.unknownId
    const data: TokenizerWorkerData = { tokenizer, padToken, unknownToken, lowercase, length, unknownId }
    const worker = startThread('tokenizerWorker', import.meta.url, data)
    let thread: TokenizerThread | undefined
    return new Promise((resolve, reject) => {
      const refuse = (reason: string) => {
        void worker.terminate()
        reject(invalidModel(tokenizer, `cannot be used as a tokenizer: ${reason.slice(0, 300)}`, FETCH_AGAIN))
      }
      const end = (reason: string) => (thread === undefined ? refuse(reason) : thread.#stop(died(tokenizer, reason)))
      worker.on('message', (answer: TokenizerAnswer) => {
        if (thread !== undefined) return thread.#onAnswer(answer)
        if (!('ready' in answer)) return refuse('failure' in answer ? answer.failure : 'it answered out of turn')
        const { startTokens, endTokens, padId } = answer.ready
        if (startTokens + endTokens >= length) return refuse('nothing fits beside its end tokens')
        thread = new TokenizerThread(worker, tokenizer, padId)
        worker.unref()
        resolve(thread)
      })
      worker.on('error', (error: unknown) => end(error instanceof Error ? error.message : String(error)))
      worker.on('exit', () => end('it ended'))
    })
  }

  tokenize(texts: readonly string[], longText: LongText): Promise<Tokens> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage({ id, texts, longText })
    })
  }

  /** Ends the thread; what it is asked meanwhile is refused. Its work is JavaScript, which can be stopped anywhere. */
  async dispose(): Promise<void> {
    this.#stop(new DisposedError('tokenizer'))
    await this.#worker.terminate()
  }

  #onAnswer(answer: TokenizerAnswer): void {
    if (!('id' in answer) || answer.id === undefined) return
    const pending = this.#pending.get(answer.id)
    this.#pending.delete(answer.id)
    if (this.#pending.size === 0) this.#worker.unref()
    if ('failure' in answer) pending?.reject(invalidModel(this.#path, `failed: ${answer.failure}`, FETCH_AGAIN))
    else pending?.resolve(answer)
  }

  #stop(reason: FigsiftError): void {
    this.#stopped ??= reason
    for (const { reject } of this.#pending.values()) reject(this.#stopped)
    this.#pending.clear()
  }
}

function died(path: string, reason: string): FigsiftError {
  return new FigsiftError('INTERNAL', `The thread that tokenizes with \`${path}\` failed: ${reason}.`)
}
