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
        format: total === undefined ? `${phase} {value}` : `${phase} [{bar}] {value}/{total}{eta_formatted}`,
        formatTime: timeLeft,
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

/** Nothing while it is unknown: cli-progress then gives 0, or the text NULL or INF. */
export function timeLeft(seconds: unknown): string {
  if (typeof seconds !== 'number' || !(seconds > 0) || seconds === Number.POSITIVE_INFINITY) return ''
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  if (hours > 0) return `, ${hours}h${minutes}m left`
  return minutes > 0 ? `, ${minutes}m${Math.round(seconds % 60)}s left` : `, ${Math.round(seconds)}s left`
}

class Lines implements ProgressView {
  readonly #stream: NodeJS.WriteStream
  readonly #startedMs = performance.now()
  #lastMs = this.#startedMs

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show({ phase, done, total }: Progress): void {
    // A step that has only begun tells nothing, and may end before it tells more.
    if (done === 0) return
    const nowMs = performance.now()
    // A log of a night's work is not read line by line: some 80 lines in the first hour, 28 for each tenfold.
    if (nowMs - this.#lastMs < Math.max(1000, (nowMs - this.#startedMs) / 12)) return
    this.#lastMs = nowMs
    const percent = total ? ` (${((100 * done) / total).toFixed(1)} %)` : ''
    this.#stream.write(`${phase}: ${done}${total === undefined ? '' : `/${total}`}${percent}\n`)
  }

  stop(): void {}
}
