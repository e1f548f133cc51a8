import { DisposedError } from '../errors.js'
import type { PairScore } from './figureRow.js'
import type { CheapFields } from './signals/cheapSignals.js'
import { seenText } from './signals/seenText.js'
import { countChars } from './signals/textLength.js'
import { TextThread } from './textThread.js'

/** The thread is kept for the next scorer for so long: loading its data takes half a second. */
const IDLE_MS = 2000

/** The one thread of this process: texts are short, and one thread reads thousands a second. */
let shared: { thread: TextThread; users: number; ending: NodeJS.Timeout | undefined } | undefined

function borrow(): TextThread {
  if (shared === undefined || shared.thread.hasFailed)
    shared = { thread: new TextThread(), users: 0, ending: undefined }
  clearTimeout(shared.ending)
  shared.users++
  return shared.thread
}

function giveBack(thread: TextThread): void {
  const lent = shared
  if (lent === undefined || lent.thread !== thread || --lent.users > 0) return
  lent.ending = setTimeout(() => {
    if (shared === lent) shared = undefined
    void thread.terminate()
  }, IDLE_MS).unref()
}

interface Waiting {
  text: string
  resolve(signals: Partial<PairScore>): void
  reject(error: unknown): void
}

/** The text signals of a scorer. Texts that come together are read together. */
export class TextReader {
  readonly #wanted: readonly string[]
  readonly #thread: TextThread
  #waiting: Waiting[] = []
  #isDisposed = false

  constructor(wanted: CheapFields) {
    this.#wanted = [...wanted]
    this.#thread = borrow()
  }

  async read(text: string): Promise<Partial<PairScore>> {
    if (this.#isDisposed) throw new DisposedError('text reader')
    const seen = seenText(text)
    const chars = this.#wanted.includes('textChars') ? { textChars: countChars(text) } : {}
    const signals = await new Promise<Partial<PairScore>>((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#send())
      this.#waiting.push({ text: seen, resolve, reject })
    })
    return { ...chars, ...signals, textTruncated: seen.length < text.length }
  }

  /** Texts under way are still read. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    giveBack(this.#thread)
  }

  #send(): void {
    const batch = this.#waiting
    this.#waiting = []
    this.#thread
      .read(
        batch.map(({ text }) => text),
        this.#wanted,
      )
      .then(
        (signals) =>
          batch.forEach(({ resolve }, i) => {
            resolve(signals[i]!)
          }),
        (error: unknown) => {
          for (const { reject } of batch) reject(error)
        },
      )
  }
}
