import type { Progress } from '../concurrency.js'
import type { RowError } from '../errors.js'
import type { DatasetFormat } from './fileKind.js'
import type { FigureRecord } from './record.js'

export type { DatasetFormat } from './fileKind.js'

/** One row in order of the dataset. */
export interface DatasetRow {
  /** 0-based row over all files of the dataset. */
  readonly index: number
  readonly id: string
  readonly record: FigureRecord
  /** SHA-256 of the row's raw bytes; for Parquet, of the values of the columns in `fields`. */
  readonly rawHash: string
  /** The parsed row. For Parquet only the columns that the record is read from, and those asked for. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Why part of the record could not be used (wrong type, text too long); undefined when all is well. */
  readonly error?: RowError
}

export interface ScanResult {
  readonly rows: number
  /** Union of the top-level keys or columns over all rows, in order of first appearance. */
  readonly keys: readonly string[]
  /** False when a hostile input has so many keys that `keys` lacks some; names of ours are in it all the same. */
  readonly isKeyUnionComplete: boolean
  /** Lines left out because `skipBadRows` is on. */
  readonly badRows: number
  /** Empty lines, which are no rows. */
  readonly blankLines: number
}

export interface ScanOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface RowsOptions {
  /** First row, 0-based; 0 by default. */
  begin?: number
  /** Row to stop before; all by default. */
  end?: number
  /** Parquet: columns to put into `fields` besides those of the record. */
  columns?: readonly string[]
  signal?: AbortSignal | undefined
}

export interface OpenDatasetOptions {
  /** Only the first rows count; the rest of the input is not read. */
  limit?: number | undefined
  /**
   * Folder that image paths are relative to; by default the folder of the input, or what its files have in common. Of tar
   * archives, which hold their images, always that.
   */
  imageRoot?: string | undefined
  /** Lines that are no rows are left out and counted, and `annotate` writes them to `<out>.rejected.jsonl`. Off by default. */
  skipBadRows?: boolean | undefined
  /**
   * Longest line of a text file and largest json of a sample, in bytes; 64 MiB by default. Reading a line is one step: above 4 MiB it holds the event
   * loop for about 3 ms per MiB.
   */
  maxLineBytes?: number | undefined
  signal?: AbortSignal | undefined
}

export interface Dataset {
  /** The input's file stem (of a glob: its folder's name): the beginning of default ids. */
  readonly name: string
  readonly format: DatasetFormat
  /** Absolute paths, in the order in which their rows count. */
  readonly files: readonly string[]
  /** Folder that images resolve in and are confined to. */
  readonly root: string
  readonly limit: number | undefined
  readonly skipBadRows: boolean
  /**
   * One pass over the input: counts rows, collects top-level keys, finds duplicate ids and unreadable lines.
   *
   * The result is kept; further calls return it.
   * @throws FormatError BAD_ROW listing up to five unreadable lines; DUPLICATE_ID listing up to five ids with their rows.
   */
  scan(options?: ScanOptions): Promise<ScanResult>
  /** The rows in order. Starts near `begin` after a scan of an uncompressed input, else reads up to it. */
  rows(options?: RowsOptions): AsyncIterable<DatasetRow>
  dispose(): void
}
