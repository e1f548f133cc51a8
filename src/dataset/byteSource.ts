import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Decompress } from 'fzstd'
import { Breather } from '../concurrency.js'
import { FigsiftError, FormatError } from '../errors.js'
import { throwIfAborted } from '../validate.js'
import { asIoError } from './atomicFile.js'
import type { Compression } from './fileKind.js'
import { zstdBlocks } from './zstdBlocks.js'

const CHUNK_BYTES = 1 << 16

/**
 * A compressed file may grow at most this many times, counted once it has passed BOMB_BYTES: JSON lines shrink 5 to 50
 * times, deflate's own limit is 1032.
 */
const BOMB_RATIO = 500
const BOMB_BYTES = 2 ** 25

export interface ByteSourceOptions {
  /** First byte to read; only for files that are not compressed. */
  begin?: number
  signal?: AbortSignal | undefined
}

/**
 * The bytes of a file, decompressed, in pieces of bounded size.
 *
 * @throws FigsiftError IO; FormatError for broken compression; LIMIT_EXCEEDED for a decompression bomb.
 */
export async function* readBytes(
  file: string,
  compression: Compression,
  { begin = 0, signal }: ByteSourceOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const stream = createReadStream(file, { start: begin, highWaterMark: CHUNK_BYTES })
  try {
    if (compression === 'none') {
      for await (const chunk of stream) {
        throwIfAborted(signal)
        yield chunk as Buffer
      }
      return
    }
    const pieces = compression === 'gzip' ? gunzip(stream) : unzstd(stream, file)
    let size = 0
    for await (const piece of pieces) {
      throwIfAborted(signal)
      size += piece.length
      if (size > BOMB_BYTES && size > BOMB_RATIO * stream.bytesRead) throw bomb(file, size, stream.bytesRead)
      yield piece
    }
  } catch (error) {
    throw readError(error, file)
  } finally {
    stream.destroy()
  }
}

async function* gunzip(stream: NodeJS.ReadableStream): AsyncGenerator<Buffer, void, undefined> {
  const unzip = createGunzip({ chunkSize: CHUNK_BYTES })
  stream.on('error', (error) => unzip.destroy(error))
  stream.pipe(unzip)
  try {
    for await (const chunk of unzip) yield chunk as Buffer
  } finally {
    unzip.destroy()
  }
}

async function* unzstd(stream: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer, void, undefined> {
  const breather = new Breather()
  let ready: Buffer[] = []
  const decoder = new Decompress((data) => {
    if (data.length > 0) ready.push(Buffer.from(data))
  })
  for await (const block of zstdBlocks(stream, file)) {
    try {
      decoder.push(block)
    } catch (error) {
      if (error instanceof FigsiftError) throw error
      throw new FormatError(`Expected valid Zstandard in ${JSON.stringify(file)}: ${String(error)}.`, {
        file,
        cause: error,
      })
    }
    if (ready.length > 0) {
      yield* ready
      ready = []
    }
    if (breather.isDue) await breather.breathe()
  }
}

function bomb(file: string, size: number, compressed: number): FormatError {
  return new FormatError(
    `Expected ${JSON.stringify(file)} to grow at most ${BOMB_RATIO} times when decompressed but received ${size} bytes ` +
      `out of ${compressed}. If it is what you want, decompress it first.`,
    { file },
    'LIMIT_EXCEEDED',
  )
}

function readError(error: unknown, file: string): unknown {
  if (error instanceof Error && /^Z_/.test((error as NodeJS.ErrnoException).code ?? '')) {
    return new FormatError(`Expected whole gzip data in ${JSON.stringify(file)}: ${error.message}.`, {
      file,
      cause: error,
    })
  }
  return asIoError(error, file)
}

/** What tells a file from a changed one. */
export interface FileStamp {
  size: number
  mtimeMs: number
}

/** @throws FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE, IO. */
export async function stampFile(file: string): Promise<FileStamp> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw asIoError(error, file)
    throw new FigsiftError('FILE_NOT_FOUND', `Expected a file at ${JSON.stringify(file)} but there is none.`, { file })
  })
  if (!found.isFile()) {
    throw new FigsiftError('NOT_A_REGULAR_FILE', `Expected a regular file at ${JSON.stringify(file)}.`, { file })
  }
  return { size: found.size, mtimeMs: found.mtimeMs }
}

/** @throws FormatError when the file is not the one that was opened */
export async function checkStamp(file: string, stamp: FileStamp): Promise<void> {
  const now = await stampFile(file)
  if (now.size === stamp.size && now.mtimeMs === stamp.mtimeMs) return
  throw new FormatError(`Expected ${JSON.stringify(file)} to stay as it was opened but it changed. Start again.`, {
    file,
  })
}
