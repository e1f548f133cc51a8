import type { PutFile } from '../dataset/atomicFile.js'
import type { FullRecord } from '../dataset/fullRecord/fullRecord.js'
import type { Problem } from './paper.js'

/** A problem, and the file it is about: relative to SOURCE, with the path inside an archive behind. */
export interface FileProblem extends Problem {
  readonly file: string
  /** What it cost: the whole document, a member of an archive, a line of a dataset, or nothing but what it says. */
  readonly lost: 'document' | 'member' | 'row' | null
}

/** What came out of one document, or of some rows of a published dataset. */
export interface IngestedItem {
  /** Relative to SOURCE. */
  readonly file: string
  /** 1 for a paper, however many figures it has; 0 for rows of a dataset and for what was refused. */
  readonly papers: 0 | 1
  /** Paths of images are names in `folder`, or paths in the unit where images are not copied. */
  readonly records: readonly FullRecord[]
  /** Where the copied images are waiting; undefined when none are copied. */
  readonly folder: string | undefined
  readonly problems: readonly FileProblem[]
}

export interface IngestItemOptions {
  /** A folder for each item's images; undefined: images stay where they are. */
  readonly imagesFolder: string | undefined
  readonly longestSide?: number | undefined
  /** Documents at a time, and images of one document at a time. */
  readonly concurrency: number
  readonly temporary?: string | undefined
  /** How copied images come to be. */
  readonly put?: PutFile | undefined
  readonly signal?: AbortSignal | undefined
}
