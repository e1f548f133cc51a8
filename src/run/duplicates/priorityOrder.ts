import { eachRow } from '../../concurrency.js'

/**
 * Rows in the order in which they may claim to be kept: whole ones before flawed ones, then larger `priority` first, ties by
 * lower row.
 *
 * A stable radix sort, because a comparator over millions of rows would hold the event loop for seconds.
 *
 * @param priority [n] integers from 0 to 2^32 - 1
 * @param isFlawed [n] 1 for rows that lose to every row without; none by default
 */
export async function priorityOrder(priority: Uint32Array, isFlawed?: Uint8Array): Promise<Uint32Array> {
  let order = new Uint32Array(priority.length)
  await eachRow(order.length, (i) => {
    order[i] = i
  })
  let next = new Uint32Array(order.length)
  for (const shift of [0, 16]) {
    // Descending: digits are counted from the top.
    const digit = (row: number) => 0xffff - ((priority[row]! >>> shift) & 0xffff)
    const offsets = new Uint32Array(0x10001)
    await eachRow(order.length, (i) => {
      offsets[digit(order[i]!) + 1]!++
    })
    for (let d = 1; d < offsets.length; d++) offsets[d]! += offsets[d - 1]!
    await eachRow(order.length, (i) => {
      const row = order[i]!
      const d = digit(row)
      next[offsets[d]!] = row
      offsets[d]!++
    })
    ;[order, next] = [next, order]
  }
  if (isFlawed === undefined) return order
  let placed = 0
  for (const flaw of [0, 1]) {
    await eachRow(order.length, (i) => {
      if (isFlawed[order[i]!] === flaw) next[placed++] = order[i]!
    })
  }
  return next
}
