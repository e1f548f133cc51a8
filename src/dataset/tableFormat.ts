import type { DatasetFormat } from './fileKind.js'

/** What a query over a dataset reads. */
export type TableFormat = Exclude<DatasetFormat, 'tar'>

/** DuckDB reads no archives: their samples are given to it as records, in the words of JSON lines. */
export const tableFormat = (format: DatasetFormat): TableFormat => (format === 'tar' ? 'jsonl' : format)
