import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FigsiftError } from '../../errors.js'
import { isTarHead, TAR_BLOCK_BYTES } from '../../tarHeader.js'
import { throwIfAborted } from '../../validate.js'
import type { ArchiveOptions } from './archiveOptions.js'
import { inflated, withHead } from './byteStreams.js'
import { notWritten } from './notWritten.js'
import { privateFolder } from './privateFolder.js'
import { isDamage } from './unitProblems.js'

export interface SpooledTar {
  readonly path: string
  /** To be removed. */
  readonly folder: string
  /** What ended it before its end. */
  readonly damage: FigsiftError | undefined
}

/**
 * Puts down a compressed tar decompressed, so that its members can be read in any order.
 *
 * @returns undefined for what is no tar, is larger than one paper may be, or than the disk has room for
 */
export async function spoolTar(
  path: string,
  name: string,
  { limits, temporary, signal }: ArchiveOptions,
): Promise<SpooledTar | undefined> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 })
  let folder: string | undefined
  let spooled: SpooledTar | undefined
  try {
    const { head, bytes } = await withHead(inflated(source, name, limits), TAR_BLOCK_BYTES)
    if (!isTarHead(head)) return undefined
    folder = await privateFolder(temporary)
    const target = join(folder, 'archive.tar')
    const end = await copy(bytes, target, limits.maxUnitBytes, signal)
    if (end !== 'no room') spooled = { path: target, folder, damage: end === 'whole' ? undefined : end }
  } catch (error) {
    if (!isDamage(error)) throw error
  } finally {
    source.destroy()
    if (folder !== undefined && spooled === undefined) await rm(folder, { recursive: true, force: true })
  }
  return spooled
}

async function copy(
  bytes: AsyncIterable<Uint8Array>,
  target: string,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<'whole' | 'no room' | FigsiftError> {
  const file = await open(target, 'wx', 0o600)
  let written = 0
  try {
    for await (const chunk of bytes) {
      throwIfAborted(signal)
      written += chunk.length
      if (written > maxBytes) return 'no room'
      await file.writeFile(chunk)
    }
    return 'whole'
  } catch (error) {
    if (isDamage(error)) return error
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'no room'
    throw syscall === 'write' ? notWritten(target, error as Error) : error
  } finally {
    await file.close()
  }
}
