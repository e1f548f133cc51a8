import { Breather } from '../../concurrency.js'

/**
 * Rows in the order in which they may claim to be kept: larger `priority` first, ties by lower row.
 *
 * A stable radix sort, because a comparator over millions of rows would hold the event loop for seconds.
 *
 * @param priority [n] integers from 0 to 2^32 - 1
 */
export async function priorityOrder(priority: Uint32Array): Promise<Uint32Array> {
  const breather = new Breather()
  let order = new Uint32Array(priority.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  let next = new Uint32Array(order.length)
  for (const shift of [0, 16]) {
    // Descending: digits are counted from the top.
    const digit = (row: number) => 0xffff - ((priority[row]! >>> shift) & 0xffff)
    const offsets = new Uint32Array(0x10001)
    for (let i = 0; i < order.length; i++) {
      offsets[digit(order[i]!) + 1]!++
      if ((i & 0xfff) === 0 && breather.isDue) await breather.breathe()
    }
    for (let d = 1; d < offsets.length; d++) offsets[d]! += offsets[d - 1]!
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      const d = digit(row)
      next[offsets[d]!] = row
      offsets[d]!++
      if ((i & 0xfff) === 0 && breather.isDue) await breather.breathe()
    }
    ;[order, next] = [next, order]
  }
  return order
}
