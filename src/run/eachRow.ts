import { Breather } from '../concurrency.js'

/** Rows between two looks at the clock: even with some hundred neighbours each they take less than the 10 ms allowed. */
const SLICE = 512

/** Calls `visit` with 0 .. rows - 1, giving timers and I/O their turn in between. */
export async function eachRow(rows: number, visit: (row: number) => void): Promise<void> {
  const breather = new Breather()
  for (let begin = 0; begin < rows; begin += SLICE) {
    const end = Math.min(begin + SLICE, rows)
    for (let row = begin; row < end; row++) visit(row)
    if (breather.isDue) await breather.breathe()
  }
}
