import { basename, dirname, relative } from 'node:path'
import type { Dataset } from '../../dataset/dataset.js'
import { fileKind } from '../../dataset/fileKind.js'
import { ParquetDataset } from '../../dataset/parquetDataset.js'
import { TextDataset } from '../../dataset/textDataset.js'

const MAX_LINE_BYTES = 64 * 2 ** 20

export interface OpenFilesOptions {
  root: string
  /** True when image paths count from each file's own folder, not from `root`. */
  isRebased: boolean
  limit?: number | undefined
  skipBadRows?: boolean | undefined
  signal?: AbortSignal | undefined
}

/** Files of one format, in this order, as one dataset; a pattern could not say which. */
export function openFiles(paths: readonly string[], options: OpenFilesOptions): Promise<Dataset> {
  const { root, isRebased, limit, skipBadRows = false, signal } = options
  const files = paths.map((path) => ({
    ...fileKind(path),
    path,
    imagePrefix: isRebased ? relative(root, dirname(path)) : '',
  }))
  const name = basename(paths[0]!)
  if (files[0]!.format === 'parquet') return ParquetDataset.open({ name, root, files, limit }, signal)
  const text = files.map((file) => ({ ...file, format: file.format as 'jsonl' | 'csv' }))
  return TextDataset.open({ name, root, files: text, limit, skipBadRows, maxLineBytes: MAX_LINE_BYTES })
}
