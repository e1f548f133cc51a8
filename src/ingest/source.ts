import type { FullRecord } from '../dataset/fullRecord/fullRecord.js'
import type { ImageReference, PaperDocument, Problem } from './paper.js'
import type { FolderFiles } from './units/folderFiles.js'
import type { UnitFiles } from './units/unitFiles.js'

export const SOURCE_NAMES = [
  'jats',
  'latex',
  'markdown',
  'rst',
  'mineru',
  'docling',
  's1-mmalign',
  'mmsci',
  'sciir',
  'llava',
] as const

export type SourceName = (typeof SOURCE_NAMES)[number]

export interface ParseOptions {
  /** Path of the document in its unit, with `/`. Candidates of images are relative to the unit, not to the document. */
  readonly name: string
  readonly files: UnitFiles
  readonly signal?: AbortSignal | undefined
}

/** A kind of paper: every unit gives one document. */
export interface PaperSource {
  readonly kind: 'papers'
  readonly name: SourceName
  /** What the names of its documents end in, for messages; `accepts` says it exactly. */
  readonly endings: readonly string[]
  /** `file`: every document is a paper of its own; `folder`: the files of a folder are one paper together. */
  readonly units: 'file' | 'folder'
  /** Which files are documents, by their path. */
  accepts(path: string): boolean
  /**
   * Of the documents of one folder (`folder`: with its subfolders), those that are papers: the file with \documentclass,
   * one of several files about the same paper. All of them without it; none when this is no paper.
   */
  choose?(documents: readonly string[], files: FolderFiles): readonly string[] | Promise<readonly string[]>
  /** Further files that `parse` may read, where papers are single documents. */
  beside?(document: string): readonly string[]
  /**
   * Takes the document apart.
   *
   * What is wrong with one figure goes to `problems`; what makes the whole document unreadable is thrown.
   * @throws FormatError, FigsiftError LIMIT_EXCEEDED
   */
  parse(bytes: Uint8Array, options: ParseOptions): PaperDocument | Promise<PaperDocument>
}

/** One row of a published dataset, without its pictures' final places. */
export interface PublishedRow {
  /** `image`, and hash and size in `provenance`, are filled in when the images have been found. */
  readonly record: FullRecord
  /** One entry per file of the figure; several make `image` a list. */
  readonly images: readonly ImageReference[]
}

/** What a published dataset holds at one place: a row, or something that is none. */
export type PublishedEntry = PublishedRow | { readonly problem: Problem }

/** An archive of images, in one file or in parts that are one stream together. */
export interface PackedImages {
  /** Its path in the unit, without the ending of a part. */
  readonly name: string
  /** In the order in which they are joined, with the SHA-256 that the release gives. */
  readonly parts: readonly { readonly path: string; readonly sha256: string | null }[]
  /** The folder that paths in it count from. */
  readonly folder: string
}

/** A dataset that others published: its documents hold rows already. */
export interface RowSource {
  readonly kind: 'rows'
  readonly name: SourceName
  /** What the names of its documents end in, for messages; `accepts` says it exactly. */
  readonly endings: readonly string[]
  accepts(path: string): boolean
  /** Rows in the order of the document, read as a stream. What is no row is a problem, and the rest goes on. */
  read(options: ParseOptions): AsyncIterable<PublishedEntry>
  /** The archive that holds a document's images while they are not unpacked; or why it cannot be read. */
  packed?(options: Pick<ParseOptions, 'name' | 'files'>): Promise<PackedImages | Problem | null>
}

export type Source = PaperSource | RowSource
