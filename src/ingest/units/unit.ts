import type { Problem } from '../paper.js'
import type { FolderFiles } from './folderFiles.js'

/** Files that belong together, and the documents among them. */
export interface Unit {
  /** Where it comes from, relative to SOURCE: '' for SOURCE itself, `batch.tar/2001.00001.gz` inside an archive. */
  readonly name: string
  readonly files: FolderFiles
  /** Paths in `files`, sorted. */
  readonly documents: readonly string[]
  /** What was refused of it. */
  readonly problems: readonly Problem[]
  /** The archive is damaged here, and nobody knows how many papers are lost with what follows. */
  readonly isDamaged?: boolean
  /** Removes what was extracted for it. Every unit must be disposed of. */
  dispose(): Promise<void>
}

/** A name in words for people: `batch.tar/2001.00001.gz/main.tex`. */
export const placeOf = (unit: Unit, path: string): string => (unit.name === '' ? path : `${unit.name}/${path}`)

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
