import type { DatasetRow } from '../dataset/dataset.js'
import { FigsiftError, toRowError } from '../errors.js'
import { type ReadImageOptions, readImage, statImage } from '../image/readImage.js'

/** The source of a row's image as `readImage` takes it: bytes that the row holds win over its path. */
export function imageSource({ record: { image } }: DatasetRow): string | Uint8Array | undefined {
  if (image === undefined || typeof image === 'string' || image instanceof Uint8Array) return image
  return image.bytes ?? image.path
}

/**
 * What the results of a row depend on: its raw bytes and its image, by path, size and time, or with `verify` by content.
 *
 * An image that cannot be looked at has its error for a stamp, so the row is done again once the image is there.
 */
export async function stampRow(row: DatasetRow, options: ReadImageOptions, verify: boolean): Promise<string> {
  const source = imageSource(row)
  if (typeof source !== 'string') return row.rawHash
  try {
    if (verify) return `${row.rawHash} ${(await readImage(source, options)).sha256}`
    const { path, size, mtimeMs } = await statImage(source, options)
    return `${row.rawHash} ${JSON.stringify(path)} ${size} ${mtimeMs}`
  } catch (error) {
    return `${row.rawHash} ${toRowError(error, 'read').code}`
  }
}

export function missingImage(row: DatasetRow): FigsiftError {
  return new FigsiftError(
    'IMAGE_MISSING',
    'Expected an image under `image`, `image_path`, `img` or `file_name` but the row has none.',
    { row: row.index },
  )
}
