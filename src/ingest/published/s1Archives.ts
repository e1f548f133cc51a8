import { posix } from 'node:path'
import { FigsiftError } from '../../errors.js'
import type { Problem } from '../paper.js'
import type { ParseOptions } from '../sources.js'

/** Above this a part is data; the pointers of Git LFS and Xet have some 135 bytes. */
const POINTER_BYTES = 1_024
/** aa to zz. */
const MAX_PARTS = 676

/**
 * What must be done before the images of a subset can be found: the archives that still hold them, their parts in the
 * order in which they are joined, and what is wrong with those. Null when no archive lies beside `document`.
 */
export async function packedImages({ name, files }: ParseOptions): Promise<Problem | null> {
  const root = posix.join(posix.dirname(name), '..')
  const year = /^(\d\d)_/.exec(posix.basename(name))?.[1]
  const archives = ['images.tar.gz', ...(year === undefined ? [] : [`images_20${year}.tar.gz`])]
  for (const archive of archives.map((file) => posix.join(root, file))) {
    const parts = files.has(archive) ? [archive] : partsOf(archive, files)
    if (parts.length === 0) continue
    const pointers: string[] = []
    for (const part of parts) if (await isPointer(part, files)) pointers.push(part)
    const missing = parts[0] === archive ? null : gapAfter(archive, parts.length, files)
    const doubt =
      pointers.length > 0
        ? ` First fetch ${pointers.length} of its parts, which are pointers: ${pointers[0]}.`
        : missing !== null
          ? ` First fetch ${missing}, which is missing.`
          : ''
    const command = `cat ${parts.length === 1 ? parts[0] : `${archive}.part??`} | tar xz -C ${root}`
    return {
      code: 'IMAGE_MISSING',
      message: `Expected the images of "${name}" unpacked but they are in ${parts[0]}${parts.length > 1 ? ` and ${parts.length - 1} more parts` : ''}. Unpack them: ${command}.${doubt}`,
      figure: null,
      line: null,
    }
  }
  return null
}

const suffix = (index: number): string => `.part${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}`

/** Parts that follow one another: `.partaa`, `.partab`. */
function partsOf(archive: string, files: ParseOptions['files']): string[] {
  const parts: string[] = []
  while (parts.length < MAX_PARTS && files.has(archive + suffix(parts.length)))
    parts.push(archive + suffix(parts.length))
  return parts
}

/** The part that lacks between those that are there. */
function gapAfter(archive: string, count: number, files: ParseOptions['files']): string | null {
  for (let index = count + 1; index < Math.min(count + 4, MAX_PARTS); index++) {
    if (files.has(archive + suffix(index))) return archive + suffix(count)
  }
  return null
}

async function isPointer(path: string, files: ParseOptions['files']): Promise<boolean> {
  try {
    const text = new TextDecoder().decode(await files.read(path, POINTER_BYTES))
    return /^version https:\/\/|sha256:/m.test(text)
  } catch (error) {
    if (error instanceof FigsiftError && error.code === 'FILE_TOO_LARGE') return false
    throw error
  }
}
