import { mkdir, open } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { type PutFile, putInPlace } from '../../dataset/atomicFile.js'
import type { ImageProvenance } from '../../dataset/fullRecord/fullRecord.js'
import { FigsiftError } from '../../errors.js'
import { sha256 } from '../../image/fileHash.js'
import { type ImageFormat, imageFormat, SNIFF_BYTES } from '../../image/imageFormat.js'
import { readImage } from '../../image/readImage.js'
import type { ImageReference } from '../paper.js'
import { type FolderFiles, shownPath } from '../units/folderFiles.js'
import { notWritten } from '../units/notWritten.js'
import { findImage } from './findImage.js'
import type { UniqueNames } from './names.js'
import { drawingOf, rasterise } from './rasterise.js'

/** An image of a figure in its place. */
export interface KeptImage {
  /** Copied: name of the file in `folder`. Referred to: path in the unit. */
  readonly path: string
  readonly provenance: ImageProvenance
}

export interface KeepOptions {
  readonly files: FolderFiles
  /** Path of the document in the unit. */
  readonly document: string
  /** Where copies go; undefined: images stay where they are, and drawings are not drawn. */
  readonly folder: string | undefined
  /** What copies in that folder are called: figure 2 may have two images, and another figure be called 2-1. */
  readonly names: UniqueNames
  readonly longestSide?: number | undefined
  readonly temporary?: string | undefined
  /** How copies come to be. */
  readonly put?: PutFile | undefined
  readonly signal?: AbortSignal | undefined
}

/** Ours: the largest figure of the real ones has 20 MB, and an image is in memory as a whole. */
const MAX_IMAGE_BYTES = 2 ** 27

/**
 * Finds the file of an image, makes sure by its first bytes that it is one, and copies it under a new name. PDF and EPS are
 * drawn as PNG on the way.
 *
 * @param name   of the copy, without ending
 * @throws FigsiftError FILE_NOT_FOUND, PATH_OUTSIDE_DATASET, UNSUPPORTED_FORMAT, IMAGE_CORRUPT, FILE_TOO_LARGE,
 *   LIMIT_EXCEEDED; IO
 */
export async function keepImage(reference: ImageReference, name: string, options: KeepOptions): Promise<KeptImage> {
  const { files, document, folder, signal } = options
  if (reference.bytes !== undefined) return keepBytes(reference.href, reference.bytes, name, options)
  const path = await findImage(reference, document, files)
  const bytes = await files.read(path, MAX_IMAGE_BYTES)
  const head = bytes.subarray(0, SNIFF_BYTES)
  const drawing = imageFormat(head) === undefined ? drawingOf(head) : undefined
  if (drawing === undefined) {
    const { sha256, format } = await readImage(bytes, { maxBytes: MAX_IMAGE_BYTES, name: shownPath(path), signal })
    const provenance = { href: path, sha256, bytes: bytes.length, format, renderedBy: null }
    if (folder === undefined) return { path, provenance }
    return { path: await writeNew(folder, name, format, bytes, options), provenance }
  }
  if (folder === undefined) {
    throw new FigsiftError(
      'UNSUPPORTED_FORMAT',
      `Expected an image that can be read where it is but ${shownPath(path)} is a drawing (${drawing.toUpperCase()}). ` +
        'Copy the images (--images copy) to have it drawn.',
      { file: path },
    )
  }
  const { png, tool } = await rasterise(await files.locate(path), drawing, path, { ...options, page: reference.page })
  return {
    path: await writeNew(folder, name, 'png', png, options),
    provenance: { href: path, sha256: await sha256(bytes), bytes: bytes.length, format: drawing, renderedBy: tool },
  }
}

/** An image that the document itself holds. */
async function keepBytes(href: string, given: Uint8Array, name: string, options: KeepOptions): Promise<KeptImage> {
  const { folder, signal } = options
  if (folder === undefined) {
    throw new FigsiftError(
      'UNSUPPORTED_FORMAT',
      `Expected an image file to refer to but ${shownPath(href)} stands in the document itself. Copy the images (--images copy).`,
      { file: href },
    )
  }
  const { bytes, sha256, format } = await readImage(given, { maxBytes: MAX_IMAGE_BYTES, signal })
  const path = await writeNew(folder, name, format, bytes, options)
  return { path, provenance: { href, sha256, bytes: bytes.length, format, renderedBy: null } }
}

const endingOf = (format: ImageFormat): string => (format === 'jpeg' ? 'jpg' : format === 'tiff' ? 'tif' : format)

async function writeNew(
  folder: string,
  wanted: string,
  format: ImageFormat,
  bytes: Uint8Array,
  { names, put = putInPlace }: KeepOptions,
): Promise<string> {
  const name = `${names.take(wanted)}.${endingOf(format)}`
  const path = join(folder, name)
  try {
    await mkdir(posix.dirname(path), { recursive: true })
    await put(path, async () => {
      const file = await open(path, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    })
  } catch (cause) {
    if (cause instanceof FigsiftError) throw cause
    throw notWritten(path, cause as Error)
  }
  return name
}
