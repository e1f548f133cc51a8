import { isAbsolute, join } from 'node:path'
import type { FigureRecord } from './record.js'

/** Of files in several folders, image paths count from the file's own folder: makes them count from the dataset's root. */
export function rebaseImage(record: FigureRecord, prefix: string): void {
  if (prefix === '') return
  if (typeof record.image === 'string') record.image = rebase(record.image, prefix)
  else if (typeof record.image === 'object' && 'path' in record.image && record.image.path !== undefined) {
    record.image = { ...record.image, path: rebase(record.image.path, prefix) }
  }
}

function rebase(path: string, prefix: string): string {
  return isAbsolute(path) ? path : join(prefix, path)
}
