import { onAbort } from '../../concurrency.js'
import { CancelledError, DisposedError, FigsiftError } from '../../errors.js'
import type { PublishedEntry, Source, SourceName } from '../source.js'
import type { FolderFiles } from '../units/folderFiles.js'
import type { ParserTask } from './messages.js'
import { type ParserOutcome, ParserThread, type TakeEntries } from './parserThread.js'
import type { PaperReading, PaperRequest } from './readPaper.js'
import { keepWarm, takeWarm } from './warmThreads.js'

export interface ParserPoolOptions {
  readonly source: SourceName
  /** Documents parsed at a time, each on a thread of its own. */
  readonly threads: number
  readonly signal?: AbortSignal | undefined
  /** Of one document. */
  readonly timeoutMs?: number | undefined
  /** Of one thread's JavaScript. */
  readonly memoryMiB?: number | undefined
}

/** Ours: parsers are linear and their inputs bounded; the slowest document that was made for it takes half a minute. */
const TIMEOUT_MS = 300_000
/** Ours: 100 MB of JSON in memory, with the rows made of it. */
const MEMORY_MIB = 2_048

/** Parses documents on worker threads, which start when there is work. */
export class ParserPool {
  readonly #options: ParserPoolOptions
  readonly #idle: ParserThread[] = []
  readonly #busy = new Set<ParserThread>()
  #starting = 0
  #waiting: (() => void)[] = []
  #stopped: FigsiftError | undefined
  #ends: Promise<unknown> = Promise.resolve()

  constructor(options: ParserPoolOptions) {
    this.#options = options
    const { signal } = options
    const forget = onAbort(signal, () => this.#stop(new CancelledError(signal?.reason)))
    if (this.#stopped === undefined) this.#forget = forget
  }

  #forget = (): void => {}

  /** The rows of a document without their images; or why it is lost. */
  async parse(files: FolderFiles, request: PaperRequest): Promise<PaperReading> {
    return (await this.#run({ kind: 'parse', request }, files)) as PaperReading
  }

  /**
   * The entries of a published document, in its order, read as a stream: a portion waits while one is worked on. Whoever
   * stops before its end disposes of the pool.
   *
   * @throws FigsiftError as the source's `read`, behind what it gave; LIMIT_EXCEEDED
   */
  async *rows(files: FolderFiles, document: string): AsyncGenerator<PublishedEntry, void, undefined> {
    let waiting: { readonly entries: readonly PublishedEntry[]; readonly taken: () => void } | undefined
    let ended: { readonly outcome: ParserOutcome } | { readonly error: unknown } | undefined
    let wake = (): void => {}
    const take: TakeEntries = (entries) =>
      new Promise((taken) => {
        waiting = { entries, taken }
        wake()
      })
    this.#run({ kind: 'rows', document }, files, take)
      .then(
        (outcome) => {
          ended = { outcome }
        },
        (error: unknown) => {
          ended = { error }
        },
      )
      .finally(() => wake())
    for (;;) {
      while (waiting === undefined && ended === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const portion = waiting
      waiting = undefined
      if (portion === undefined) break
      portion.taken()
      yield* portion.entries
    }
    if (ended === undefined) return
    if ('error' in ended) throw ended.error
    const { outcome } = ended
    if ('failure' in outcome) throw new FigsiftError(outcome.failure.code, outcome.failure.message)
  }

  /** The source, with `choose` done on a thread where that reads documents. */
  choosing(source: Source): Source {
    if (source.kind === 'rows' || source.units === 'file' || source.choose === undefined) return source
    return {
      ...source,
      choose: async (documents, files) => {
        const outcome = await this.#run({ kind: 'choose', documents }, files)
        if ('chosen' in outcome) return outcome.chosen
        throw new FigsiftError('LIMIT_EXCEEDED', 'failure' in outcome ? outcome.failure.message : 'no choice')
      },
    }
  }

  /** Gives the threads back; documents under way are refused with DisposedError. */
  async dispose(): Promise<void> {
    this.#stop(new DisposedError('parser'))
    await this.#ends
  }

  async #run(task: ParserTask, files: FolderFiles, take?: TakeEntries): Promise<ParserOutcome> {
    const { timeoutMs = TIMEOUT_MS } = this.#options
    let thread = this.#take()
    while (thread === undefined) {
      await new Promise<void>((resolve) => void this.#waiting.push(resolve))
      thread = this.#take()
    }
    this.#busy.add(thread)
    try {
      return await thread.run(task, files, timeoutMs, take)
    } finally {
      this.#busy.delete(thread)
      if (thread.isAlive) this.#put(thread)
      this.#waiting.shift()?.()
    }
  }

  /** A thread that is free, or a new one; undefined when one must be waited for. */
  #take(): ParserThread | undefined {
    if (this.#stopped !== undefined) throw this.#stopped
    const { source, threads, memoryMiB } = this.#options
    if (this.#busy.size >= threads) return undefined
    const free = this.#idle.pop() ?? (memoryMiB === undefined ? takeWarm(source) : undefined)
    if (free !== undefined) return free
    // As many at a time as there are: the first may be through with all there is before the next have started.
    if (this.#starting >= Math.max(1, this.#busy.size - this.#starting)) return undefined
    const thread = new ParserThread(source, memoryMiB ?? MEMORY_MIB)
    this.#starting++
    void thread.started.then(() => {
      this.#starting--
      for (const wake of this.#waiting.splice(0)) wake()
    })
    return thread
  }

  #put(thread: ParserThread): void {
    if (this.#stopped === undefined) this.#idle.push(thread)
    else this.#release(thread)
  }

  /** A thread whose memory is bounded as no other's is of no use to the next. */
  #release(thread: ParserThread): void {
    if (this.#options.memoryMiB === undefined) keepWarm(thread)
    else this.#ends = Promise.all([this.#ends, thread.end(this.#stopped!)])
  }

  #stop(reason: FigsiftError): void {
    if (this.#stopped !== undefined) return
    this.#stopped = reason
    this.#forget()
    this.#ends = Promise.all([...this.#busy].map((thread) => thread.end(reason)))
    for (const thread of this.#idle.splice(0)) this.#release(thread)
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
