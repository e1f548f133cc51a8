import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FormatError } from '../../errors.js'
import { shownPath } from './folderFiles.js'
import type { UnitLimits } from './limits.js'

const CHUNK_BYTES = 1 << 16

/**
 * Bytes that can be taken in turns: leaving a loop over them does not end them, so that what one reader leaves another can
 * take. (A stream's own iterator destroys the stream when a loop is left.)
 */
export class SharedBytes implements AsyncIterable<Uint8Array> {
  readonly #inner: AsyncIterator<Uint8Array>
  #isClosed = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#inner = source[Symbol.asyncIterator]()
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.next() }
  }

  /** One after the other, though a stream may ask ahead and another reader come meanwhile. */
  next(): Promise<IteratorResult<Uint8Array>> {
    const next = this.#last.then(() =>
      this.#isClosed ? { value: undefined, done: true as const } : this.#inner.next(),
    )
    this.#last = next.catch(() => {})
    return next
  }

  /** Waits for the reading under way; from then on there is nothing to read. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#last
  }
}

/** The first `length` bytes, or all where there are fewer, and the whole stream with them. */
export async function withHead(
  source: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ head: Buffer; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  let size = 0
  while (size < length) {
    const { value, done } = await iterator.next()
    if (done) break
    parts.push(value)
    size += value.length
  }
  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* parts
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: Buffer.concat(parts).subarray(0, length), bytes: bytes() }
}

/**
 * Decompresses gzip; anything else passes as it is.
 *
 * @throws FormatError for damaged gzip; LIMIT_EXCEEDED for a decompression bomb
 */
export async function* inflated(
  source: AsyncIterable<Uint8Array>,
  name: string,
  limits: UnitLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { head, bytes } = await withHead(source, 2)
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* bytes
    return
  }
  let read = 0
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of bytes) {
      read += chunk.length
      yield chunk
    }
  }
  const input = Readable.from(counted(), { objectMode: true, highWaterMark: 1 })
  const unzip = createGunzip({ chunkSize: CHUNK_BYTES })
  input.on('error', (error) => unzip.destroy(error))
  input.pipe(unzip)
  let size = 0
  try {
    for await (const chunk of unzip) {
      size += (chunk as Buffer).length
      if (size > limits.ratioFromBytes && size > limits.maxRatio * read) throw bomb(name, size, read, limits)
      yield chunk as Buffer
    }
  } catch (error) {
    if (!/^Z_/.test((error as NodeJS.ErrnoException).code ?? '')) throw error
    throw new FormatError(`Expected whole gzip data in ${shownPath(name)}: ${(error as Error).message}.`, {
      file: name,
      cause: error,
    })
  } finally {
    input.destroy()
    unzip.destroy()
  }
}

function bomb(name: string, size: number, read: number, { maxRatio }: UnitLimits): FormatError {
  return new FormatError(
    `Expected ${shownPath(name)} to grow at most ${maxRatio} times when decompressed but received ${size} bytes out of ` +
      `${read}. If it is what you want, unpack it first.`,
    { file: name },
    'LIMIT_EXCEEDED',
  )
}
