import type { Progress } from '../concurrency.js'
import type { ScanResult } from './dataset.js'
import type { Column } from './names.js'
import type { ParquetDataset } from './parquetDataset.js'
import type { ParquetTable } from './parquetRange.js'
import type { Rejected } from './rejected.js'
import type { Shard } from './shards.js'
import type { TarDataset } from './tar/tarDataset.js'
import type { TextDataset } from './textDataset.js'

/** What `openDataset` gives. */
export type OpenDataset = TextDataset | ParquetDataset | TarDataset

/** What the writers of each format need. */
export interface AnnotateJob {
  dataset: OpenDataset
  scan: ScanResult
  sidecars: readonly (readonly string[])[]
  /** Those of them that have parts, opened. */
  beside: readonly ParquetTable[]
  columns: readonly Column[]
  keep: Uint8Array | undefined
  /** Keys of the input that give way to ours. */
  replaced: readonly string[]
  rejected: Rejected
  /** The files to write, one or more, in the order of their rows. */
  shards: readonly Shard[]
  /** Gives a shard its temporary name, checks the rows that `write` says it has written, and then gives it its own. */
  writeShard(shard: Shard, write: (temporary: string) => Promise<number>): Promise<void>
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
}
