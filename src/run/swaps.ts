import { checkOutput } from '../dataset/annotate.js'
import { finishRun } from './finishRun.js'
import { Opened } from './opened.js'
import { openRun, openTable } from './openTable.js'
import type { RunSummary } from './options.js'
import { summarize } from './summarize.js'
import {
  findSwapRows,
  openSwapInputs,
  readFigureWords,
  SWAPS_COLUMNS,
  type SwapCounts,
  swapsParameters,
} from './swaps/findSwapRows.js'
import { checkSwapsOptions, type RunSwapsOptions } from './swaps/swapsOptions.js'

export type { RunSwapsOptions } from './swaps/swapsOptions.js'

export interface SwapsSummary extends RunSummary, SwapCounts {}

/**
 * Marks figures whose caption looks like that of another figure of the same paper.
 *
 * @throws FigsiftError BAD_USAGE, PEER_NOT_INSTALLED, SHAPE_MISMATCH, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED,
 *   TOO_MANY_ERRORS, IO and what the dataset throws
 */
export async function runSwaps(options: RunSwapsOptions): Promise<SwapsSummary> {
  checkSwapsOptions(options)
  const { out, shardRows } = options
  await using open = new Opened()
  const table = await openTable(open, options)
  const { dataset, scan } = table
  const columns = SWAPS_COLUMNS
  await checkOutput(dataset, scan, { ...options, columns })
  const embeddings = await openSwapInputs(open, table, options)
  const { run, stamp } = await openRun(open, table, options, { command: 'swaps' })

  const read = await readFigureWords(run, table, options)
  const { sidecars, facts, notes } = await findSwapRows(run, table, read?.files, embeddings, options)
  const errors = read?.errors ?? {}
  const [result] = await finishRun(run, dataset, stamp, [{ path: out, sidecars, columns }], options, {
    command: 'swaps',
    rows: scan.rows,
    errors,
    parameters: await swapsParameters(options),
    facts,
  })
  const work = read ?? { rowsKept: 0, rowsComputed: scan.rows }
  return {
    ...summarize('swaps', out, dataset, scan, { ...work, errors, rowsWritten: result!.rowsWritten, shardRows }),
    notes,
    ...facts,
  }
}
