import { mapOrdered, type Progress } from '../concurrency.js'
import type { ImageSource } from '../dataset/record.js'
import { FigsiftError, toRowError } from '../errors.js'
import { isTarMember, type TarMember } from '../tarMember.js'
import type { ShownRow } from './reportData.js'
import { makeThumbnail } from './thumbnail.js'

export interface MakePicturesOptions {
  root: string
  allowOutside: boolean
  /** Pictures made at once; each holds one decoded figure. */
  threads: number
  /** Most pictures that are made; rows come in the order of their worth. */
  most: number
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** A row to be shown, and what its picture is made from. */
export interface Pictured {
  shown: ShownRow
  image: ImageSource | undefined
}

/** Makes the pictures of rows; one that cannot be made leaves its reason on the row. */
export async function makePictures(
  rows: readonly Pictured[],
  options: MakePicturesOptions,
): Promise<Map<number, Buffer>> {
  const { root, allowOutside, threads, most, signal, onProgress } = options
  const pictures = new Map<number, Buffer>()
  const wanted = rows.slice(0, most)
  for (const { shown } of rows.slice(most)) shown.noPicture = 'left out: the report has as many pictures as it may have'
  const make = async ({ shown, image }: Pictured) => {
    const source = openable(image)
    if (source === undefined) {
      shown.noPicture = 'the row names no picture'
      return { row: shown.row, bytes: undefined }
    }
    try {
      const { bytes } = await makeThumbnail(source, { root, allowOutside, signal })
      return { row: shown.row, bytes }
    } catch (error) {
      if (error instanceof FigsiftError && error.code === 'IO') shown.noPicture = error.message
      else shown.noPicture = toRowError(error, 'decode').message
      return { row: shown.row, bytes: undefined }
    }
  }
  let done = 0
  for await (const { row, bytes } of mapOrdered(wanted, make, { concurrency: threads, signal })) {
    if (bytes !== undefined) pictures.set(row, bytes)
    onProgress?.({ phase: 'pictures', done: ++done, total: wanted.length })
  }
  return pictures
}

function openable(image: ImageSource | undefined): string | Uint8Array | TarMember | undefined {
  if (image === undefined || typeof image === 'string' || image instanceof Uint8Array || isTarMember(image))
    return image
  return image.bytes ?? image.path
}
