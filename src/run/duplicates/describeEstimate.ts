import { estimateJoin } from '../../dedup/estimateJoin.js'
import type { CallOptions } from '../../dedup/operands.js'
import type { Matrix } from '../../matrix.js'

/** Shorter comparisons are not worth a line. */
const MIN_SECONDS = 20

/** What comparing the embeddings will take, where that is long. */
export async function describeEstimate(
  own: Matrix,
  other: Matrix | undefined,
  minCosine: number,
  call: CallOptions,
): Promise<string | undefined> {
  const joins = [await estimateJoin(own, { minCosine, ...call })]
  if (other !== undefined) joins.push(await estimateJoin(own, other, { minCosine, ...call }))
  const seconds = joins.reduce((sum, join) => sum + join.seconds, 0)
  if (seconds < MIN_SECONDS) return undefined
  const gib = Math.max(...joins.map(({ bytes }) => bytes)) / 2 ** 30
  const time = seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
  const rows = own.rows.toLocaleString('en-US')
  return `Comparing ${rows} embeddings takes about ${time} and ${gib.toFixed(1)} GiB of memory on this machine.`
}
