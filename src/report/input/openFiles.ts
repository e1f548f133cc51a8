import { basename, dirname, relative } from 'node:path'
import type { Dataset } from '../../dataset/dataset.js'
import { fileKind } from '../../dataset/fileKind.js'
import { openLocation } from '../../dataset/openDataset.js'

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
  const { root, isRebased, limit, skipBadRows, signal } = options
  const [first, ...rest] = paths.map((path) => ({
    ...fileKind(path),
    path,
    imagePrefix: isRebased ? relative(root, dirname(path)) : '',
  }))
  return openLocation({ name: basename(paths[0]!), root, files: [first!, ...rest] }, { limit, skipBadRows, signal })
}
