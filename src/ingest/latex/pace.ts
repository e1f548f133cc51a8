import { setImmediate } from 'node:timers/promises'
import { CancelledError } from '../../errors.js'

/** How long a document may be worked on before others get their turn, in milliseconds. */
const TURN_MS = 6

/** Lets the event loop turn during long work, and ends the work when the caller cancels it. */
export class Pace {
  readonly #signal: AbortSignal | undefined
  #since = performance.now()

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
  }

  /** @throws CancelledError */
  async breathe(): Promise<void> {
    if (this.#signal?.aborted) throw new CancelledError(this.#signal.reason)
    if (performance.now() - this.#since < TURN_MS) return
    await setImmediate()
    this.#since = performance.now()
  }
}
