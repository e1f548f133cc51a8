import type { Dataset } from '../../dataset/dataset.js'
import type { Funnel, TableSource } from '../../filter/types.js'
import type { Provenance } from '../reportData.js'

/** What a report is made of. */
export interface ReportInput {
  name: string
  source: TableSource
  /** The same rows as records. */
  dataset: Dataset
  /** True when image paths of files in several folders count from each file's own. */
  isRebased: boolean
  /** True where the rows are those of the input in its order. */
  hasRowNumbers: boolean
  /** The funnel that the filter of these rows left. */
  funnel: Funnel | undefined
  provenance: Provenance
  dispose(): void
}

export interface OpenInputOptions {
  limit?: number | undefined
  imageRoot?: string | undefined
  signal?: AbortSignal | undefined
}
