import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, readlink } from 'node:fs/promises'
import { lend } from '../binding.js'
import { Breather } from '../concurrency.js'
import { FigsiftError } from '../errors.js'
import { TAR_BLOCK_BYTES } from '../tarHeader.js'
import { isHeaderOf, isTarMember, type TarMember } from '../tarMember.js'
import { argumentError, checkInteger, throwIfAborted } from '../validate.js'
import {
  type ConfinedFile,
  type Confinement,
  checkInside,
  checkRegular,
  confinedFile,
  shown,
  withReason,
} from './confinedPath.js'
import { CHUNK_BYTES, sha256 } from './fileHash.js'
import { foreignFormat } from './foreignFormat.js'
import { type ImageFormat, imageFormat, SNIFF_BYTES } from './imageFormat.js'
import { checkSvg } from './svgGuard.js'

export interface ReadImageOptions extends Confinement {
  /** Largest file that is read. Default: 256 MiB, ours: 89 megapixels of raw RGB; real figure files stay below 2 MB. */
  maxBytes?: number | undefined
  /** What messages call an image that is given as bytes. */
  name?: string | undefined
  signal?: AbortSignal | undefined
}

/** An image file in memory: what is hashed here is exactly what is decoded later. */
export interface ImageFile {
  bytes: Buffer
  /** SHA-256 of `bytes`, in hex. */
  sha256: string
  format: ImageFormat
  /** Real path of the file; absent for images given as bytes. */
  path?: string
  /** The path as the caller wrote it, for messages: unlike the real path it is the same on every machine. */
  name?: string
}

export const DEFAULT_MAX_BYTES: number = 256 * 1024 * 1024
/** Typed arrays up to this size are copied, larger ones borrowed and made untransferable. */
const MAX_COPY_BYTES = 4 * 1024 * 1024
// NOFOLLOW: the path is real, so a link there was put there since. NONBLOCK: a pipe put there since cannot hang us.
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY

/**
 * Reads an image once into memory, hashing it on the way.
 *
 * A path must lead to a regular file inside `root`; what is checked is the opened file itself, so nothing can be put in
 * its place between check and read. The format is told by the first bytes; the name is never believed.
 *
 * @param source    path (relative to `root`), the bytes of the file, or a member of a tar archive inside `root`
 * @throws FigsiftError   FILE_NOT_FOUND, FILE_NOT_READABLE, NOT_A_REGULAR_FILE, PATH_OUTSIDE_DATASET, FILE_TOO_LARGE,
 *                        UNSUPPORTED_FORMAT, IMAGE_CORRUPT (empty), IMAGE_MISSING; IO when the file changes meanwhile
 */
export async function readImage(
  source: string | Uint8Array | TarMember,
  options: ReadImageOptions = {},
): Promise<ImageFile> {
  const { maxBytes = DEFAULT_MAX_BYTES, signal } = options
  checkInteger('maxBytes', maxBytes, 1, 2 ** 31)
  throwIfAborted(signal)
  if (typeof source === 'string') return readPath(source, undefined, maxBytes, options)
  if (isTarMember(source)) return readPath(source.archive, source, maxBytes, options)
  if (!ArrayBuffer.isView(source))
    throw argumentError('image', 'a path, a Uint8Array or a member of an archive', source)
  return takeBytes(source, maxBytes, options.name ?? 'the image given as bytes')
}

/**
 * Size and time of change of an image file, for deciding whether work on it is still valid. Nothing is opened.
 *
 * @returns   `path` is the real path, `size` in bytes; of a member of an archive both are the archive's
 */
export async function statImage(
  source: string | TarMember,
  options: Confinement = {},
): Promise<{ path: string; size: number; mtimeMs: number }> {
  const { path, stat } = await confinedFile(typeof source === 'string' ? source : source.archive, options)
  return { path, size: stat.size, mtimeMs: stat.mtimeMs }
}

async function takeBytes(source: Uint8Array, maxBytes: number, name: string): Promise<ImageFile> {
  checkSize(source.byteLength, maxBytes, name)
  const view = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const isShared = !(source.buffer instanceof ArrayBuffer)
  const isBorrowed = view.length > MAX_COPY_BYTES && !isShared && lend(source.buffer)
  const bytes = isBorrowed ? view : await copyOf(view)
  const format = sniffed(bytes, name)
  if (format === 'svg') await checkSvg(bytes, name, undefined)
  return { bytes, sha256: await sha256(bytes), format }
}

/** What may change or go away under us is copied, a chunk at a time. */
async function copyOf(view: Buffer): Promise<Buffer> {
  if (view.length <= MAX_COPY_BYTES) return Buffer.from(view)
  const bytes = Buffer.alloc(view.length)
  const breather = new Breather()
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    if (breather.isDue) await breather.breathe()
    bytes.set(view.subarray(at, at + CHUNK_BYTES), at)
  }
  return bytes
}

/** @param member   reads this part of the file instead of all of it */
async function readPath(
  source: string,
  member: TarMember | undefined,
  maxBytes: number,
  options: ReadImageOptions,
): Promise<ImageFile> {
  const file = await confinedFile(source, options)
  const handle = await withReason(source, () => open(file.path, OPEN_FLAGS))
  try {
    const before = await withReason(source, () => handle.stat())
    await checkOpened(handle, before, file, source)
    if (member !== undefined) await checkMember(handle, before, member)
    const name = member === undefined ? shown(source) : `${shown(member.path)} in ${shown(source)}`
    const begin = member?.offset ?? 0
    checkSize(member?.length ?? before.size, maxBytes, name, source)
    const bytes = Buffer.allocUnsafeSlow(member?.length ?? before.size)
    const hash = createHash('sha256')
    let format: ImageFormat | undefined
    let filled = 0
    while (filled < bytes.length) {
      throwIfAborted(options.signal)
      const length = Math.min(CHUNK_BYTES, bytes.length - filled)
      const { bytesRead } = await withReason(source, () => handle.read(bytes, filled, length, begin + filled))
      if (bytesRead === 0) break
      hash.update(bytes.subarray(filled, filled + bytesRead))
      filled += bytesRead
      // Nothing more is read of a file that will be refused.
      if (filled >= Math.min(SNIFF_BYTES, bytes.length)) {
        format ??= sniffed(bytes.subarray(0, filled), name, source)
      }
    }
    const after = await withReason(source, () => handle.stat())
    if (filled !== bytes.length || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw changed(source)
    }
    if (format === 'svg') await checkSvg(bytes, name, source)
    const found = { bytes, sha256: hash.digest('hex'), format: format! }
    return member === undefined ? { ...found, path: file.path, name: source } : { ...found, name: member.path }
  } finally {
    await handle.close()
  }
}

/** The place must be that member's still: an archive written anew has other images there. */
async function checkMember(handle: FileHandle, { size }: Stats, member: TarMember): Promise<void> {
  const block = Buffer.alloc(TAR_BLOCK_BYTES)
  const isInside = member.offset + member.length <= size
  if (isInside) await handle.read(block, 0, TAR_BLOCK_BYTES, member.offset - TAR_BLOCK_BYTES)
  if (isInside && isHeaderOf(block, member)) return
  throw new FigsiftError(
    'FILE_NOT_FOUND',
    `Expected the member ${shown(member.path)} at byte ${member.offset} of ${shown(member.archive)} but it is not there. ` +
      'The archive was written anew since; make the rows from it again.',
    { file: member.archive },
  )
}

/**
 * Holds the opened file itself to the rule. The kernel says where it lies, which no folder that was renamed or linked
 * after our first look can falsify; where /proc is missing, it must be the very file that was looked at.
 */
async function checkOpened(handle: FileHandle, opened: Stats, file: ConfinedFile, source: string): Promise<void> {
  checkRegular(opened, source)
  if (file.root === undefined) return
  const where = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => undefined)
  if (where !== undefined) return checkInside(where, file.root, source)
  if (opened.ino !== file.stat.ino || opened.dev !== file.stat.dev) throw changed(source)
}

function changed(source: string): FigsiftError {
  const message = `Expected a file at rest but ${shown(source)} changed while it was read. Run again.`
  return new FigsiftError('IO', message, { file: source })
}

function checkSize(size: number, maxBytes: number, name: string, file?: string): void {
  const details = file === undefined ? {} : { file }
  if (size === 0) {
    throw new FigsiftError(
      'IMAGE_CORRUPT',
      `Expected an image but ${name} is empty (0 bytes). Fetch it again.`,
      details,
    )
  }
  if (size > maxBytes) {
    throw new FigsiftError(
      'FILE_TOO_LARGE',
      `Expected at most ${maxBytes} bytes but ${name} has ${size}. Raise \`maxBytes\` if the file is right.`,
      details,
    )
  }
}

function sniffed(head: Buffer, name: string, file?: string): ImageFormat {
  const format = imageFormat(head)
  if (format !== undefined) return format
  const { what, remedy } = foreignFormat(head)
  throw new FigsiftError(
    'UNSUPPORTED_FORMAT',
    `Expected a PNG, JPEG, WebP, TIFF, GIF, AVIF or SVG image but ${name} holds ${what}. ${remedy}`,
    file === undefined ? {} : { file },
  )
}
