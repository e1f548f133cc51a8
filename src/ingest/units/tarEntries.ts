import { Breather } from '../../concurrency.js'
import { readPax } from '../../dataset/tar/pax.js'
import type { TarBytes } from '../../dataset/tar/tarBytes.js'
import { FormatError } from '../../errors.js'
import { readTarHeader, TAR_BLOCK_BYTES, tarPadding } from '../../tarHeader.js'
import { SharedBytes } from './byteStreams.js'
import { shownPath } from './folderFiles.js'

export interface TarEntry {
  readonly name: string
  /** The type flag; `S` for every kind of sparse file. */
  readonly type: string
  /** Bytes of its content. */
  readonly size: number
  /** What stands before the member about it is too long, or cannot be read: its name may not be its own. */
  readonly isNameless: boolean
  /** Where its bytes begin in the tar. */
  readonly offset: number
  /** Need not be read; what is left is passed over. */
  readonly bytes: SharedBytes
}

/** What the headers before a member say of it. */
interface Said {
  name?: string
  size?: number
  isSparse?: boolean
  isNameless?: boolean
}

/** Ours: a name has at most 4 096 bytes, and what archivers add some hundred. */
const MAX_EXTENDED_BYTES = 2 ** 20
const CHUNK_BYTES = 2 ** 16
/** POSIX: links, devices, folders and pipes have no content, whatever their size says. */
const WITHOUT_CONTENT = /[1-6]/

/**
 * The members of a tar, one after the other; memory does not grow with it. Unlike a dataset's, which must be whole, a
 * stranger's archive loses no more than the members that cannot be read.
 *
 * @throws FormatError for what is no tar, or a damaged one; what `input` throws
 */
export async function* tarEntries(input: TarBytes, name: string): AsyncGenerator<TarEntry, void, undefined> {
  const breather = new Breather()
  let said: Said = {}
  for (;;) {
    if (breather.isDue) await breather.breathe()
    const block = await input.take(TAR_BLOCK_BYTES)
    if (block.length === 0) return
    if (block[0] === 0 && block.every((byte) => byte === 0)) continue
    const header = readTarHeader(block)
    if (header === undefined) throw damaged(name, 'there is no header where a member should begin')
    const { type } = header
    if ('xXLKg'.includes(type)) {
      if (header.size === undefined) throw damaged(name, 'an extended header has no size')
      said = { ...said, ...(await extended(input, type, header.size, name)) }
      continue
    }
    const size = WITHOUT_CONTENT.test(type) ? 0 : (said.size ?? header.size)
    if (size === undefined) throw damaged(name, 'a member has no size')
    const offset = input.offset
    const bytes = new SharedBytes(contentOf(input, size, name))
    const own = { name: said.name ?? header.name, type: said.isSparse === true ? 'S' : type, size, offset, bytes }
    yield { ...own, isNameless: said.isNameless === true }
    await bytes.close()
    said = {}
    await skip(input, offset + size + tarPadding(size) - input.offset, name)
  }
}

async function extended(input: TarBytes, type: string, size: number, name: string): Promise<Said> {
  const whole = size + tarPadding(size)
  // Of a link's target and of what is told of all members nothing is needed.
  if (type === 'K' || type === 'g' || size > MAX_EXTENDED_BYTES) {
    await skip(input, whole, name)
    return type === 'K' || type === 'g' ? {} : { isNameless: true }
  }
  const bytes = await input.take(whole)
  if (bytes.length < whole) throw damaged(name, ENDS_EARLY)
  const content = bytes.subarray(0, size)
  if (type === 'L') return { name: content.toString('utf8').replace(/\0.*$/s, '') }
  const { path, ...rest } = readPax(content) ?? { isNameless: true }
  return path === undefined ? rest : { ...rest, name: path }
}

const ENDS_EARLY = 'it ends early'

async function* contentOf(input: TarBytes, size: number, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (let left = size; left > 0; ) {
    const some = await input.take(Math.min(left, CHUNK_BYTES))
    if (some.length === 0) throw damaged(name, ENDS_EARLY)
    left -= some.length
    yield some
  }
}

async function skip(input: TarBytes, length: number, name: string): Promise<void> {
  await input.skip(length).catch((cause) => {
    throw cause instanceof FormatError && cause.code === 'BAD_FORMAT' ? damaged(name, ENDS_EARLY, cause) : cause
  })
}

const damaged = (name: string, what: string, cause?: unknown): FormatError =>
  new FormatError(`Expected a whole tar archive in ${shownPath(name)} but ${what}.`, { file: name, cause })
