import cliProgress from 'cli-progress'
import type { Progress } from '../concurrency.js'

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

class Bar implements ProgressView {
  readonly #stream: NodeJS.WriteStream
  #bar: cliProgress.SingleBar | undefined
  #phase = ''

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show({ phase, done, total }: Progress): void {
    if (phase !== this.#phase) {
      this.stop()
      this.#phase = phase
      this.#bar = new cliProgress.SingleBar({
        stream: this.#stream,
        format: total === undefined ? `${phase} {value}` : `${phase} [{bar}] {value}/{total}, {eta_formatted} left`,
        clearOnComplete: true,
        hideCursor: true,
        etaBuffer: 200,
        fps: 5,
      })
      this.#bar.start(total ?? 0, done)
    }
    this.#bar?.update(done)
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

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show({ phase, done, total }: Progress): void {
    const nowMs = performance.now()
    // A log of a night's work is not read line by line: some 80 lines in the first hour, 28 for each tenfold.
    if (nowMs - this.#lastMs < Math.max(1000, (nowMs - this.#startedMs) / 12)) return
    this.#lastMs = nowMs
    const percent = total ? ` (${((100 * done) / total).toFixed(1)} %)` : ''
    this.#stream.write(`${phase}: ${done}${total === undefined ? '' : `/${total}`}${percent}\n`)
  }

  stop(): void {}
}
