import cliProgress from 'cli-progress'
import type { Progress } from '../concurrency.js'
import { Pace } from './pace.js'
import { count } from './text.js'

export interface ProgressView {
  show(progress: Progress): void
  /** Clears the terminal line for text, or for good. */
  stop(): void
}

export const silent: ProgressView = { show() {}, stop() {} }

/** A bar on a terminal, else at most one line a second, and fewer as time goes on; both on stderr. */
export function progressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? new Bar(stream) : new Lines(stream)
}

/** Rows with errors so far; nothing while there are none. */
const failures = (errors: number | undefined): string => (errors ? `, ${count(errors, 'row')} with errors` : '')

class Bar implements ProgressView {
  readonly #stream: NodeJS.WriteStream
  #bar: cliProgress.SingleBar | undefined
  #phase = ''
  #pace = new Pace()

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show({ phase, done, total, errors }: Progress): void {
    if (phase !== this.#phase) {
      this.stop()
      this.#phase = phase
      this.#pace = new Pace()
      this.#bar = new cliProgress.SingleBar({
        stream: this.#stream,
        format: total === undefined ? `${phase} {value}{tail}` : `${phase} [{bar}] {value}/{total}{tail}`,
        clearOnComplete: true,
        hideCursor: true,
        fps: 5,
      })
      this.#bar.start(total ?? 0, done, { tail: '' })
    }
    const nowMs = performance.now()
    this.#pace.add(nowMs, done)
    this.#bar?.update(done, { tail: `${this.#pace.describe(nowMs, done, total)}${failures(errors)}` })
  }

  stop(): void {
    this.#bar?.stop()
    this.#bar = undefined
    this.#phase = ''
  }
}

class Lines implements ProgressView {
  readonly #stream: NodeJS.WriteStream
  readonly #startedMs = performance.now()
  #lastMs = this.#startedMs
  #phase = ''
  #pace = new Pace()

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show({ phase, done, total, errors }: Progress): void {
    const nowMs = performance.now()
    if (phase !== this.#phase) {
      this.#phase = phase
      this.#pace = new Pace()
    }
    this.#pace.add(nowMs, done)
    // A step that has only begun tells nothing, and may end before it tells more.
    if (done === 0) return
    // A log of a night's work is not read line by line: some 80 lines in the first hour, 28 for each tenfold.
    if (nowMs - this.#lastMs < Math.max(1000, (nowMs - this.#startedMs) / 12)) return
    this.#lastMs = nowMs
    const percent = total ? ` (${((100 * done) / total).toFixed(1)} %)` : ''
    const tail = `${this.#pace.describe(nowMs, done, total)}${failures(errors)}`
    this.#stream.write(`${phase}: ${done}${total === undefined ? '' : `/${total}`}${percent}${tail}\n`)
  }

  stop(): void {}
}
