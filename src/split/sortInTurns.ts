import { Breather } from '../concurrency.js'

/** Sorted at once: some milliseconds with a costly comparison. */
const RUN = 2048

/** Sorts in place like `Array.prototype.sort`, stable, and gives timers and I/O their turn in between. */
export async function sortInTurns<T>(items: T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const breather = new Breather()
  const { length } = items
  for (let begin = 0; begin < length; begin += RUN) {
    const run = items.slice(begin, begin + RUN).sort(compare)
    for (const [i, item] of run.entries()) items[begin + i] = item
    if (breather.isDue) await breather.breathe()
  }
  let [from, to] = [items, new Array<T>(length)]
  for (let width = RUN; width < length; width *= 2) {
    for (let begin = 0; begin < length; begin += 2 * width) {
      const middle = Math.min(begin + width, length)
      const end = Math.min(begin + 2 * width, length)
      let [left, right] = [begin, middle]
      for (let at = begin; at < end; at++) {
        const isLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0)
        to[at] = from[isLeft ? left++ : right++]!
        if (at % RUN === 0 && breather.isDue) await breather.breathe()
      }
    }
    ;[from, to] = [to, from]
  }
  if (from === items) return items
  for (let at = 0; at < length; at++) {
    items[at] = from[at]!
    if (at % RUN === 0 && breather.isDue) await breather.breathe()
  }
  return items
}
