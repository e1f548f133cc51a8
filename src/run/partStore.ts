import type { FileSystem } from './fileSystem.js'
import type { Journal, PartRecord } from './journal.js'

/** Where stages work: the folder of an unfinished command, or that of a run by a recipe. */
export interface PartStore {
  readonly files: FileSystem
  readonly journal: Journal
  /** A place for what is of no use when the work is done. */
  path(...names: string[]): string
  /** Where the finished parts of a stage lie. */
  partsFolder(stage: string): string
  /** Records a part whose files are on the disk; throws when the run is no longer ours. */
  record(record: PartRecord): Promise<void>
}
