import type { DatasetRow } from '../dataset/dataset.js'
import type { ImageSource } from '../dataset/record.js'
import { FigsiftError, toRowError } from '../errors.js'
import { type ReadImageOptions, readImage, statImage } from '../image/readImage.js'
import { isTarMember, type TarMember } from '../tarMember.js'

/** What `readImage` takes. */
type Source = string | Uint8Array | TarMember

/** The source of a row's first image as `readImage` takes it. */
export function imageSource({ record: { image } }: DatasetRow): Source | undefined {
  return image === undefined ? undefined : sourceOf(image)
}

/** Bytes that the row holds win over its path. */
function sourceOf(image: ImageSource): Source | undefined {
  if (typeof image === 'string' || image instanceof Uint8Array || isTarMember(image)) return image
  return image.bytes ?? image.path
}

/**
 * What the results of a row depend on: its raw bytes and its images, by path, size and time, or with `verify` by content.
 *
 * An image that cannot be looked at has its error for a stamp, so the row is done again once the image is there.
 */
export async function stampRow(row: DatasetRow, options: ReadImageOptions, verify: boolean): Promise<string> {
  const { image, moreImages = [] } = row.record
  const images = image === undefined ? [] : [image, ...moreImages]
  const stamps = [row.rawHash]
  for (const one of images) {
    const source = sourceOf(one)
    if (source !== undefined && !(source instanceof Uint8Array)) stamps.push(await stampImage(source, options, verify))
  }
  return stamps.join(' ')
}

async function stampImage(source: string | TarMember, options: ReadImageOptions, verify: boolean): Promise<string> {
  try {
    if (verify) return (await readImage(source, options)).sha256
    const { path, size, mtimeMs } = await statImage(source, options)
    const place = typeof source === 'string' ? '' : ` ${source.offset} ${source.length}`
    return `${JSON.stringify(path)} ${size} ${mtimeMs}${place}`
  } catch (error) {
    return toRowError(error, 'read').code
  }
}

/** Why a row has no image: what ingest said of it counts for more than that it is not there. */
export function missingImage(row: DatasetRow): FigsiftError {
  const { ingestError } = row.record
  if (ingestError !== undefined) return new FigsiftError(ingestError.code, ingestError.message, { row: row.index })
  return new FigsiftError(
    'IMAGE_MISSING',
    'Expected an image under `image`, `image_path`, `img` or `file_name` but the row has none.',
    { row: row.index },
  )
}
