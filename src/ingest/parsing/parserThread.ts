import type { Worker } from 'node:worker_threads'
import { afterSlices } from '../../concurrency.js'
import { FigsiftError } from '../../errors.js'
import { startThread } from '../../startThread.js'
import type { Problem } from '../paper.js'
import type { PublishedEntry, SourceName } from '../source.js'
import type { FolderFiles } from '../units/folderFiles.js'
import type { ParserAnswer, ParserRequest, ParserTask, ParserWorkerData, ThrownError } from './messages.js'
import { type DraftFigure, lostToParser, type PaperReading } from './readPaper.js'

export type ParserOutcome = PaperReading | { readonly chosen: readonly string[] }

/** Takes some entries of a published document; kept when there is room for more. */
export type TakeEntries = (entries: readonly PublishedEntry[]) => Promise<void>

interface Job {
  readonly task: ParserTask
  readonly files: FolderFiles
  readonly timeoutMs: number
  readonly figures: DraftFigure[]
  readonly take: TakeEntries | undefined
  resolve(outcome: ParserOutcome): void
  reject(error: unknown): void
}

/**
 * One worker thread that parses one document at a time. A document that ends it, by its need of memory or of time, costs
 * itself only. Idle, it does not keep the process alive; it runs JavaScript alone, so it can be ended anywhere.
 */
export class ParserThread {
  readonly source: SourceName
  /** Kept when the thread has started, or never will. */
  readonly started: Promise<void>
  readonly #memoryMiB: number
  readonly #worker: Worker
  #isReady = false
  /** The paths that the thread knows. */
  #list: readonly string[] | undefined
  #job: Job | undefined
  #stopTimer = (): void => {}
  #ending: Promise<unknown> | undefined

  /** @param memoryMiB of its JavaScript */
  constructor(source: SourceName, memoryMiB: number) {
    this.source = source
    this.#memoryMiB = memoryMiB
    const data: ParserWorkerData = { source }
    const limits = { maxOldGenerationSizeMb: memoryMiB }
    this.#worker = startThread('parserWorker', import.meta.url, data, limits)
    this.#worker.unref()
    let reason: NodeJS.ErrnoException | undefined
    this.started = new Promise((resolve) => {
      for (const event of ['message', 'exit']) this.#worker.once(event, () => resolve())
    })
    this.#worker.on('message', (answer: ParserAnswer) => this.#onAnswer(answer))
    this.#worker.on('error', (error: Error) => {
      reason = error
    })
    this.#worker.on('exit', () => this.#onDeath(reason))
  }

  get isAlive(): boolean {
    return this.#ending === undefined
  }

  /**
   * @param timeoutMs of a paper; of a published document, from one portion of its entries to the next
   * @throws FigsiftError for what is the machine's fault, not the document's
   */
  run(task: ParserTask, files: FolderFiles, timeoutMs: number, take?: TakeEntries): Promise<ParserOutcome> {
    return new Promise((resolve, reject) => {
      this.#job = { task, files, timeoutMs, figures: [], take, resolve, reject }
      this.#worker.ref()
      if (this.#isReady) this.#send(this.#job)
    })
  }

  /** Ends the thread; the document under way is refused with `reason`. */
  async end(reason: FigsiftError): Promise<void> {
    const job = this.#end()
    job?.reject(reason)
    await this.#ending
  }

  #send({ task, files, timeoutMs }: Job): void {
    // Rows are read by their document's path alone.
    const list = task.kind === 'rows' ? [] : files.list()
    const told = files.placesOf(documentsOf(task))
    this.#post({ task, files: { root: files.root, list: list === this.#list ? undefined : list.join('\0'), told } })
    this.#list = list
    this.#startTimer(timeoutMs)
  }

  #startTimer(timeoutMs: number): void {
    const words = `within ${timeoutMs / 1000} s but it takes longer`
    this.#stopTimer = afterSlices(timeoutMs, () => this.#end()?.resolve({ failure: limitProblem(words) }))
  }

  async #takeEntries(job: Job, entries: readonly PublishedEntry[]): Promise<void> {
    // While they wait for their turn the thread is idle, and no time of the document's goes by.
    this.#stopTimer()
    await job.take?.(entries)
    if (this.#job !== job) return
    this.#startTimer(job.timeoutMs)
    this.#post({ next: true })
  }

  #post(request: ParserRequest): void {
    this.#worker.postMessage(request)
  }

  #onAnswer(answer: ParserAnswer): void {
    if (!this.isAlive) return
    if ('ready' in answer) {
      this.#isReady = true
      if (this.#job !== undefined) this.#send(this.#job)
      return
    }
    const job = this.#job!
    if ('figures' in answer) {
      job.figures.push(...answer.figures)
      // In a turn of its own: what lies in a port is taken out in one, however much it is.
      setImmediate(() => this.#post({ next: true }))
      return
    }
    if ('entries' in answer) {
      void this.#takeEntries(job, answer.entries)
      return
    }
    this.#stopTimer()
    this.#job = undefined
    this.#worker.unref()
    if ('error' in answer) job.reject(revived(answer.error))
    else job.resolve('problems' in answer ? { figures: job.figures, problems: answer.problems } : answer)
  }

  #onDeath(reason: NodeJS.ErrnoException | undefined): void {
    if (!this.isAlive) return
    const job = this.#end()
    const words = (reason?.message ?? 'it ended').slice(0, 300)
    if (reason?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      job?.resolve({ failure: limitProblem(`with ${this.#memoryMiB} MiB of memory but it takes more`) })
    } else if (this.#isReady) job?.resolve({ failure: lostToParser(`the parser's thread failed: ${words}`) })
    else job?.reject(new FigsiftError('INTERNAL', `The thread that parses documents did not start: ${words}`))
  }

  #end(): Job | undefined {
    this.#stopTimer()
    this.#ending ??= this.#worker.terminate()
    const job = this.#job
    this.#job = undefined
    return job
  }
}

function documentsOf(task: ParserTask): readonly string[] {
  if (task.kind === 'parse') return [task.request.document, ...task.request.beside]
  return task.kind === 'choose' ? task.documents : [task.document]
}

function revived({ code, message, file, line }: ThrownError): FigsiftError {
  return new FigsiftError(code, message, { ...(file !== undefined && { file }), ...(line !== undefined && { line }) })
}

const limitProblem = (what: string): Problem => ({
  code: 'LIMIT_EXCEEDED',
  message: `Expected a document that can be parsed ${what}; it is left out.`,
  figure: null,
  line: null,
})
