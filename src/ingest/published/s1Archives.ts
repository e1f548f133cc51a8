import { posix } from 'node:path'
import { FigsiftError } from '../../errors.js'
import type { Problem } from '../paper.js'
import type { PackedImages, ParseOptions } from '../source.js'
import { publishedSha256 } from './publishedSha256.js'

/** Above this a part is data; the pointers of Git LFS and Xet have some 135 bytes. */
const POINTER_BYTES = 1_024
/** aa to zz. */
const MAX_PARTS = 676

/**
 * The archive that holds the images of a subset, in one file or in parts that are one stream together. Null when none lies
 * beside `document`; a problem when it cannot be read, since a part is missing or a pointer.
 */
export async function packedImages({
  name,
  files,
}: Pick<ParseOptions, 'name' | 'files'>): Promise<PackedImages | Problem | null> {
  const folder = posix.join(posix.dirname(name), '..')
  const year = /^(\d\d)_/.exec(posix.basename(name))?.[1]
  const archives = ['images.tar.gz', ...(year === undefined ? [] : [`images_20${year}.tar.gz`])]
  for (const archive of archives.map((file) => posix.join(folder, file))) {
    const isWhole = files.has(archive)
    const parts = isWhole ? [archive] : partsOf(archive, files)
    if (parts.length === 0) continue
    const missing = isWhole ? undefined : parts.find((part) => !files.has(part))
    if (missing !== undefined) {
      const others = parts.filter((part) => files.has(part)).length
      return problem(name, archive, `the part ${missing} is missing, though ${others} others are there. Fetch it`)
    }
    for (const part of parts) {
      if (await isPointer(part, files)) return problem(name, archive, `${part} is a pointer to its data. Fetch that`)
    }
    const sums = await Promise.all(parts.map((part) => publishedSha256(part, files)))
    return { name: archive, folder, parts: parts.map((path, i) => ({ path, sha256: sums[i] ?? null })) }
  }
  return null
}

const problem = (document: string, archive: string, what: string): Problem => ({
  code: 'IMAGE_MISSING',
  message: `Expected the images of "${document}" in the parts of ${archive} but ${what}, then run the same command again.`,
  figure: null,
  line: null,
})

/** The name of a part: `images.tar.gz.partaa`. */
const partName = (archive: string, index: number): string =>
  `${archive}.part${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}`

/** Names of all parts up to the last that is there. */
function partsOf(archive: string, files: ParseOptions['files']): string[] {
  const all = Array.from({ length: MAX_PARTS }, (_, index) => partName(archive, index))
  return all.slice(0, all.findLastIndex((part) => files.has(part)) + 1)
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
