/** What is looked back on: long enough that one slow figure does not change the answer, short enough to see a change. */
const WINDOW_MS = 30_000
const MIN_MS = 1000

/** How fast a phase goes, and how long it still takes at that pace. */
export class Pace {
  readonly #seen: { ms: number; done: number }[] = []

  /** To be told often; keeps about two points a second. */
  add(ms: number, done: number): void {
    const last = this.#seen.at(-1)
    if (last !== undefined && ms - last.ms < 500) return
    this.#seen.push({ ms, done })
    while (this.#seen.length > 2 && ms - this.#seen[0]!.ms > WINDOW_MS) this.#seen.shift()
  }

  /** Items a second of late; undefined while it is too early to tell. */
  rate(ms: number, done: number): number | undefined {
    const first = this.#seen[0]
    if (first === undefined || ms - first.ms < MIN_MS || done <= first.done) return undefined
    return ((done - first.done) * 1000) / (ms - first.ms)
  }

  /** `, 35/s, 1m48s left`: what is known of it. */
  describe(ms: number, done: number, total: number | undefined): string {
    const rate = this.rate(ms, done)
    if (rate === undefined) return ''
    const speed = rate >= 10 ? Math.round(rate).toLocaleString('en') : rate.toFixed(1)
    return `, ${speed}/s${total === undefined ? '' : timeLeft((total - done) / rate)}`
  }
}

/** `, 1m48s left`; nothing while it is unknown. */
export function timeLeft(seconds: number): string {
  if (!(seconds > 0) || seconds === Number.POSITIVE_INFINITY) return ''
  const whole = Math.ceil(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  if (hours > 0) return `, ${hours}h${minutes}m left`
  return minutes > 0 ? `, ${minutes}m${whole % 60}s left` : `, ${whole}s left`
}
