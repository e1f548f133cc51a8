import { exactRecords } from '../dataset/exactRecords.js'
import { tableFormat } from '../dataset/tableFormat.js'
import type { TableSource } from '../filter/types.js'
import type { Table } from './openTable.js'

/**
 * A table as rules see it.
 *
 * Our own readers take more than DuckDB's: a byte order mark, half a surrogate pair, line ends of two kinds.
 *
 * @param sidecars groups of parts with further columns
 */
export function tableSource(
  { dataset, scan }: Table,
  sidecars: readonly (readonly string[])[],
  signal: AbortSignal | undefined,
): TableSource {
  const { format, files, limit } = dataset
  // DuckDB could take a line for a row that was set aside, and the other way round; archives it cannot read at all.
  const isRequired = scan.badRows > 0 || format === 'tar'
  const fallback = { names: scan.keys, records: () => exactRecords(dataset, signal), isRequired }
  return {
    format: tableFormat(format),
    files,
    sidecars: sidecars.filter((group) => group.length > 0),
    limit,
    expectedRows: scan.rows,
    fallback: format === 'parquet' ? undefined : fallback,
  }
}
