import type { Progress } from '../concurrency.js'
import type { ScanResult } from './dataset.js'
import type { Column } from './names.js'
import type { ParquetDataset } from './parquetDataset.js'
import type { Rejected } from './rejected.js'
import type { TextDataset } from './textDataset.js'

/** What the writers of each format need. */
export interface AnnotateJob {
  dataset: TextDataset | ParquetDataset
  scan: ScanResult
  sidecars: readonly (readonly string[])[]
  columns: readonly Column[]
  keep: Uint8Array | undefined
  /** Keys of the input that give way to ours. */
  replaced: readonly string[]
  rejected: Rejected
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
}
