import { Breather } from '../../concurrency.js'
import { FormatError } from '../../errors.js'
import { SharedBytes } from './byteStreams.js'
import { shownPath } from './folderFiles.js'
import { BLOCK_BYTES, decodeHeader, extensionOf, isTarHead, type TarHeader } from './tarHeader.js'
import type { TarInput } from './tarInput.js'

export interface TarEntry {
  readonly header: TarHeader
  /** What stands before the member about it was too long to be read: its name is not its own. */
  readonly isNameless: boolean
  /** Where its bytes begin in the tar. */
  readonly offset: number
  /** Need not be read; what is left is passed over. */
  readonly bytes: SharedBytes
}

/** Ours: a name has at most 4 096 bytes, and what archivers add some hundred. */
const MAX_EXTENSION_BYTES = 2 ** 20
const CHUNK_BYTES = 2 ** 18

/**
 * The members of a tar, one after the other; memory does not grow with it.
 *
 * @throws FormatError for what is no tar, or a damaged one; what `input` throws
 */
export async function* tarEntries(input: TarInput, name: string): AsyncGenerator<TarEntry, void, undefined> {
  const breather = new Breather()
  const said = new Map<string, Uint8Array>()
  let isNameless = false
  for (;;) {
    if (breather.isDue) await breather.breathe()
    const block = await input.take(BLOCK_BYTES)
    if (block.length === 0) return
    if (block.length < BLOCK_BYTES) throw damaged(name, ENDS_EARLY)
    if (isEmpty(block)) continue
    const extension = isTarHead(block) ? extensionOf(block) : undefined
    if (extension !== undefined) {
      const { kind, size } = extension
      const isRead = kind !== 'global' && size <= MAX_EXTENSION_BYTES
      const words = isRead ? await input.take(padded(size)) : undefined
      const isWhole = words === undefined ? await input.skip(padded(size)) : words.length === padded(size)
      if (!isWhole) throw damaged(name, ENDS_EARLY)
      if (words !== undefined) said.set(kind, Buffer.concat([block, words]))
      if (kind === 'pax' || kind === 'name') isNameless ||= !isRead
      continue
    }
    const header = await decodeHeader(Buffer.concat([...said.values(), block])).catch((cause) => {
      throw damaged(name, cause.message, cause)
    })
    said.clear()
    const size = header.type === 'directory' ? 0 : (header.size ?? 0)
    if (!Number.isSafeInteger(size) || size < 0) throw damaged(name, 'a member has no size')
    const offset = input.position
    const bytes = new SharedBytes(contentOf(input, size, name))
    yield { header, isNameless, offset, bytes }
    await bytes.close()
    isNameless = false
    if (!(await input.skip(offset + padded(size) - input.position))) throw damaged(name, ENDS_EARLY)
  }
}

const ENDS_EARLY = 'unexpected end of data'

async function* contentOf(input: TarInput, size: number, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (let left = size; left > 0; ) {
    const some = await input.some(Math.min(left, CHUNK_BYTES))
    if (some.length === 0) throw damaged(name, ENDS_EARLY)
    left -= some.length
    yield some
  }
}

const padded = (size: number): number => Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES

const isEmpty = (block: Uint8Array): boolean => block.every((byte) => byte === 0)

const damaged = (name: string, what: string, cause?: unknown): FormatError =>
  new FormatError(`Expected a whole tar archive in ${shownPath(name)}: ${what.replace(/\.$/, '')}.`, {
    file: name,
    cause,
  })
