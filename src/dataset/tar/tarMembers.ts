import { FormatError } from '../../errors.js'
import { readTarHeader, TAR_BLOCK_BYTES, tarPadding } from '../../tarHeader.js'
import { type PaxRecords, readPax } from './pax.js'
import { cutOff, type TarBytes } from './tarBytes.js'

/** One member of an archive. Its content is next in the bytes; what the reader leaves of it is passed over. */
export interface ArchiveMember {
  name: string
  /** The type flag; `0` and `7` are files. */
  type: string
  /** Offset of its first header block. */
  begin: number
  /** Its header, with the extended ones before it. */
  head: Buffer
  /** Offset of the content, and its bytes without padding. */
  offset: number
  size: number
  /** An extended header tells the size, so that of `head`'s last block does not count. */
  hasPaxSize: boolean
}

/** A name is a path, and a path of more than this is no path; pax headers hold a few other records beside it. */
const MAX_EXTENDED_BYTES = 2 ** 20
/** A member has one or two of them. */
const MAX_HEAD_BYTES = 2 ** 22
/** POSIX: links, devices, folders and pipes have no content, whatever their size says. */
const WITHOUT_CONTENT = /[1-6]/
/** Sparse files and files over several volumes do not hold their content as it is. */
const UNREADABLE: Readonly<Record<string, string>> = { S: 'a sparse file', M: 'the rest of a file of another volume' }

export const isFile = ({ type }: ArchiveMember): boolean => type === '0' || type === '7'

/**
 * The members of an archive in order; memory does not grow with it. Global pax headers come as members of type `g`.
 *
 * @throws FormatError for what is no tar, is cut off, or holds members that cannot be read; IO
 */
export async function* tarMembers(bytes: TarBytes, file: string): AsyncGenerator<ArchiveMember, void, undefined> {
  let head: Buffer[] = []
  let begin = bytes.offset
  let pax: PaxRecords = {}
  let longName: string | undefined
  while (true) {
    const at = bytes.offset
    const block = await bytes.take(TAR_BLOCK_BYTES)
    // Many writers end without the two blocks of zeros; a header that announces a member must have it.
    if (block.length === 0 && head.length === 0 && at > 0) return
    if (block.length < TAR_BLOCK_BYTES) throw at === 0 ? noTar(file, block) : cutOff(file)
    const header = readTarHeader(block)
    if (header === undefined) {
      if (head.length === 0 && block.every((byte) => byte === 0)) return
      throw at === 0 ? noTar(file, block) : damaged(file, at, 'there is no header')
    }
    const { type } = header
    head.push(block)
    if ('xXLKg'.includes(type)) {
      const content = await extended(bytes, header.size, file, at)
      head.push(content.padded)
      if (bytes.offset - begin > MAX_HEAD_BYTES) throw damaged(file, at, 'there is one extended header after the other')
      if (type === 'L') longName = content.own.toString('utf8', 0, endOfText(content.own))
      if (type === 'L' || type === 'K') continue
      const records = readPax(content.own)
      if (records === undefined) throw damaged(file, at, 'an extended header cannot be read')
      if (records.isSparse) throw damaged(file, at, 'there is a sparse file')
      pax = { ...pax, ...records }
      if (type !== 'g') continue
      if (head.length > 2 || records.path !== undefined || records.size !== undefined) {
        throw damaged(file, at, 'a global header names a path or a size, or stands between a member and its header')
      }
      const offset = bytes.offset
      yield { name: header.name, type, begin, head: Buffer.concat(head), offset, size: 0, hasPaxSize: false }
      head = []
      begin = offset
      continue
    }
    const unreadable = UNREADABLE[type]
    if (unreadable !== undefined) throw damaged(file, at, `there is ${unreadable}`)
    const size = WITHOUT_CONTENT.test(type) ? 0 : (pax.size ?? header.size)
    if (size === undefined) throw damaged(file, at, 'a member has no size')
    const name = pax.path ?? longName ?? header.name
    const offset = bytes.offset
    // Before POSIX a slash said it. The header's own name may only end so because it is cut there.
    const isDirectory = type === '0' && name.endsWith('/')
    yield {
      name,
      type: isDirectory ? '5' : type,
      begin,
      head: head.length === 1 ? block : Buffer.concat(head),
      offset,
      size,
      hasPaxSize: pax.size !== undefined,
    }
    const end = offset + size + tarPadding(size)
    await bytes.skip(end - bytes.offset)
    head = []
    begin = end
    pax = {}
    longName = undefined
  }
}

/** The content of an extended header, with its padding and without. */
async function extended(
  bytes: TarBytes,
  size: number | undefined,
  file: string,
  at: number,
): Promise<{ own: Buffer; padded: Buffer }> {
  if (size === undefined || size > MAX_EXTENDED_BYTES) {
    throw damaged(file, at, `an extended header has ${size ?? 'no'} bytes, and at most ${MAX_EXTENDED_BYTES} are read`)
  }
  const padded = await bytes.take(size + tarPadding(size))
  if (padded.length < size + tarPadding(size)) throw cutOff(file)
  return { own: padded.subarray(0, size), padded }
}

function endOfText(bytes: Buffer): number {
  const end = bytes.indexOf(0)
  return end === -1 ? bytes.length : end
}

const damaged = (file: string, at: number, what: string): FormatError =>
  new FormatError(
    `Expected a tar archive that can be read in ${JSON.stringify(file)} but ${what} at byte ${at}. Make it again.`,
    { file },
  )

const MAGICS: readonly (readonly [string, string])[] = [
  ['\x1f\x8b', 'It holds gzip: name it .tar.gz.'],
  ['\x28\xb5\x2f\xfd', 'It holds Zstandard: name it .tar.zst.'],
  ['PK', 'It holds a zip archive: unpack it, and make a .tar of it.'],
]

function noTar(file: string, block: Buffer): FormatError {
  const known = MAGICS.find(([magic]) => block.toString('latin1', 0, magic.length) === magic)
  const what = block.length === 0 ? 'It is empty.' : (known?.[1] ?? 'Look at what it holds.')
  return new FormatError(`Expected a tar archive in ${JSON.stringify(file)} but it begins otherwise. ${what}`, { file })
}
