import type { Progress } from '../concurrency.js'
import type { Dataset } from './dataset.js'
import type { Column } from './names.js'

export interface AnnotateOptions {
  /** Parquet parts whose rows, one after the other, are the rows of the dataset. May be empty when `columns` is. */
  sidecars: readonly string[]
  /** The columns to add, in this order. */
  columns: readonly Column[]
  /** Output file; its extension chooses the format. Replaced when it exists: refusing that is the caller's part. */
  out: string
  /** keep[i] = 0 leaves row i out; all rows by default. */
  keep?: Uint8Array | undefined
  /** Columns of these names in the input give way to ours; without it they are an error. */
  replaceColumns?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface AnnotateResult {
  rowsWritten: number
  /** Where the lines that are no rows went, with `skipBadRows`, when there were any. */
  rejected?: string
}

/**
 * Writes the dataset with our columns added: rows keep their order and every byte of theirs.
 *
 * @throws FigsiftError COLUMN_EXISTS naming the column; FormatError when parts and dataset differ in rows; IO; CANCELLED.
 */
export async function annotate(_dataset: Dataset, _options: AnnotateOptions): Promise<AnnotateResult> {
  throw new Error('Not landed yet.')
}

/** Throws COLUMN_EXISTS, naming the columns, when the input has keys of the same name as `columns`. */
export function checkColumns(_keys: readonly string[], _columns: readonly Column[]): void {
  throw new Error('Not landed yet.')
}
