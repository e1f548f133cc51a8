import type { CallOptions } from '../../dedup/operands.js'
import type { Matrix } from '../../matrix.js'

export interface LeakOptions {
  phashRadius: number
  minJaccard: number
  embeddings?: Matrix | undefined
  minCosine?: number | undefined
  /** Gives texts by row, in a further pass. */
  readTexts(rows: ReadonlySet<number>): Promise<ReadonlyMap<number, string>>
  call: CallOptions
}
