import { basename } from 'node:path'
import { FormatError } from '../errors.js'

export type DatasetFormat = 'jsonl' | 'csv' | 'parquet' | 'tar'
export type Compression = 'none' | 'gzip' | 'zstd'

export interface FileKind {
  format: DatasetFormat
  compression: Compression
  /** The file's name without folder and extensions. */
  stem: string
}

const KINDS: readonly (readonly [extension: string, DatasetFormat, Compression])[] = [
  ['.jsonl', 'jsonl', 'none'],
  ['.jsonl.gz', 'jsonl', 'gzip'],
  ['.jsonl.zst', 'jsonl', 'zstd'],
  ['.csv', 'csv', 'none'],
  ['.csv.gz', 'csv', 'gzip'],
  ['.csv.zst', 'csv', 'zstd'],
  ['.parquet', 'parquet', 'none'],
  ['.tar', 'tar', 'none'],
  ['.tar.gz', 'tar', 'gzip'],
  ['.tgz', 'tar', 'gzip'],
  ['.tar.zst', 'tar', 'zstd'],
]

/**
 * What a dataset file is by its extension.
 *
 * @throws FormatError for every other extension, with the remedy where one is known.
 */
export function fileKind(path: string): FileKind {
  const found = findKind(path)
  if (found !== undefined) return found
  const lower = basename(path).toLowerCase()
  throw new FormatError(
    `Expected a dataset file ending in .jsonl, .csv, .tar (each also .gz, .zst) or .parquet but received ${JSON.stringify(path)}. ${remedy(lower)}`,
    { file: path },
  )
}

export const isDatasetFile = (path: string): boolean => findKind(path) !== undefined

function findKind(path: string): FileKind | undefined {
  const name = basename(path)
  const lower = name.toLowerCase()
  for (const [extension, format, compression] of KINDS) {
    if (lower.endsWith(extension) && lower.length > extension.length) {
      return { format, compression, stem: name.slice(0, -extension.length) }
    }
  }
  return undefined
}

function remedy(lower: string): string {
  if (/\.(zip|7z|rar|tar\.\w+)$/.test(lower)) return 'Unpack it, or make a .tar of it.'
  if (/\.json$/.test(lower)) return 'Write one JSON object per line and name the file .jsonl.'
  if (/\.ndjson$/.test(lower)) return 'Rename it to .jsonl.'
  if (/\.(arrow|feather)$/.test(lower)) return 'Write it as .parquet.'
  if (/\.tsv(\.\w+)?$/.test(lower)) return 'Convert it to comma-separated .csv.'
  return 'Rename or convert the file.'
}
