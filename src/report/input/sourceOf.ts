import type { Dataset } from '../../dataset/dataset.js'
import { exactRecords } from '../../dataset/exactRecords.js'
import { tableFormat } from '../../dataset/tableFormat.js'
import type { TableSource } from '../../filter/types.js'

/** A dataset and side-cars beside it as the report's queries read them. */
export function sourceOf(dataset: Dataset, sidecars?: readonly (readonly string[])[]): TableSource {
  const { files, format, limit } = dataset
  return {
    format: tableFormat(format),
    files,
    limit,
    ...(sidecars === undefined || sidecars.length === 0 ? {} : { sidecars }),
  }
}

/**
 * The same rows through our own reader, for text that DuckDB refuses or counts otherwise (a byte order mark, half a
 * surrogate pair, lines that are no rows). It costs a pass over all lines, so it is the second choice.
 */
export async function throughOurReader(
  dataset: Dataset,
  source: TableSource,
  signal: AbortSignal | undefined,
): Promise<TableSource> {
  const { keys } = await dataset.scan({ signal })
  return { ...source, fallback: { names: keys, records: () => exactRecords(dataset, signal), isRequired: true } }
}
