import { FormatError } from '../../errors.js'
import { openDataset } from '../openDataset.js'
import type { FullRecord } from './fullRecord.js'
import { fromRow } from './rows.js'

export interface ReadFullRecordsOptions {
  /** Only the first rows. */
  limit?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * The full records of a dataset as `ingest` wrote it, or of any other with our column names.
 *
 * @throws FormatError BAD_ROW naming the row and the field; and what opening a dataset throws
 */
export async function* readFullRecords(
  input: string,
  { limit, signal }: ReadFullRecordsOptions = {},
): AsyncGenerator<FullRecord, void, undefined> {
  const dataset = await openDataset(input, { limit, signal })
  try {
    const { keys } = await dataset.scan({ signal })
    for await (const { index, id, fields } of dataset.rows({ columns: keys, signal })) {
      try {
        yield fromRow({ ...fields, id })
      } catch (error) {
        if (!(error instanceof FormatError)) throw error
        throw new FormatError(`Row ${index}: ${error.message}`, { row: index, cause: error }, error.code)
      }
    }
  } finally {
    dataset.dispose()
  }
}
