import { Breather } from '../concurrency.js'

/** Rows that a simple loop passes in a small part of a millisecond, and before it is compiled in one. */
const SLICE = 8192

/** Calls `visit` with stretches of 0 .. count - 1, giving timers and I/O their turn in between. */
export async function eachSlice(count: number, visit: (begin: number, end: number) => void): Promise<void> {
  const breather = new Breather()
  for (let begin = 0; begin < count; begin += SLICE) {
    visit(begin, Math.min(begin + SLICE, count))
    if (breather.isDue) await breather.breathe()
  }
}
