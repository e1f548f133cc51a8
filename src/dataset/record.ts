import type { RowError } from '../errors.js'

/** Where the pixels are: a path relative to the dataset's root, or the file's bytes. */
export type ImageSource = string | Uint8Array | { bytes?: Uint8Array; path?: string }

/** One figure with its text, read under the accepted names. What a row lacks is undefined here. */
export interface FigureRecord {
  id: string
  /** Read from `image`, `image_path`, `img` or `file_name`, the first that is there. */
  image?: ImageSource
  /** Read from `text` or `caption`. */
  text?: string
  /** Passages that mention the figure; empty when there are none. */
  context: readonly string[]
  paperId?: string
  title?: string
  abstract?: string
  subject?: string
  source?: string
  license?: string
  label?: string
}

/** A record, and what was wrong with its row; the fields that could be read are there all the same. */
export interface ReadRecord {
  record: FigureRecord
  error?: RowError
}
