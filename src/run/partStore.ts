import type { FileSystem } from './fileSystem.js'
import type { Journal, PartRecord } from './journal.js'

/** A finished temporary file and the name it will get. */
export interface Output {
  temporary: string
  path: string
}

/** Where stages work: the folder of an unfinished command, or that of a run by a recipe. */
export interface PartStore {
  readonly files: FileSystem
  readonly journal: Journal
  /** A place for what is of no use when the work is done. */
  path(...names: string[]): string
  /** Where an output is prepared before it gets its name: on the same file system, so that the rename is atomic. */
  temporaryFor(path: string): string
  /** Where the finished parts of a stage lie. */
  partsFolder(stage: string): string
  /** Told before the first part of a stage is written anew. */
  willChange(stage: string): Promise<void>
  /** Records a part whose files are on the disk; throws when the run is no longer ours. */
  record(record: PartRecord): Promise<void>
}
