import type { Dataset, ScanResult } from '../dataset/dataset.js'
import { shardingOf } from '../dataset/shards.js'
import type { RunSummary } from './options.js'
import { rejectedFile } from './rejectedLines.js'

/** What every command tells of its run; notes and what is its own it adds itself. */
export function summarize(
  command: string,
  out: string,
  dataset: Dataset,
  scan: ScanResult,
  work: Pick<RunSummary, 'rowsWritten' | 'rowsKept' | 'rowsComputed' | 'errors'> & { shardRows?: number | undefined },
): Omit<RunSummary, 'notes'> {
  const { rowsWritten, rowsKept, rowsComputed, errors, shardRows } = work
  const sharding = shardingOf(out, shardRows)
  return {
    command,
    output: sharding?.patternOf(Math.max(1, Math.ceil(rowsWritten / sharding.shardRows))) ?? out,
    manifest: `${out}.manifest.json`,
    imageRoot: dataset.root,
    rows: scan.rows,
    badRows: scan.badRows,
    rejected: rejectedFile(out, dataset, scan),
    rowsWritten,
    rowsKept,
    rowsComputed,
    errors,
  }
}
