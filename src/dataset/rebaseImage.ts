import { isAbsolute, join } from 'node:path'
import type { FigureRecord, ImageSource } from './record.js'

/** Of files in several folders, image paths count from the file's own folder: makes them count from the dataset's root. */
export function rebaseImage(record: FigureRecord, prefix: string): void {
  if (prefix === '') return
  if (record.image !== undefined) record.image = rebaseSource(record.image, prefix)
  if (record.moreImages !== undefined) record.moreImages = record.moreImages.map((image) => rebaseSource(image, prefix))
}

function rebaseSource(image: ImageSource, prefix: string): ImageSource {
  if (typeof image === 'string') return rebase(image, prefix)
  if ('archive' in image) return { ...image, archive: rebase(image.archive, prefix) }
  return 'path' in image && image.path !== undefined ? { ...image, path: rebase(image.path, prefix) } : image
}

function rebase(path: string, prefix: string): string {
  return isAbsolute(path) ? path : join(prefix, path)
}
