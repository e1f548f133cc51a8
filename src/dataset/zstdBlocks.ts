import { FormatError } from '../errors.js'

/** The largest window that `zstd` reads without being told to; it is what one stream costs in memory. */
const MAX_WINDOW_BYTES = 2 ** 27
const FRAME_MAGIC = 0xfd2fb528
const SKIPPABLE_MAGIC = 0x184d2a50

/**
 * Cuts a Zstandard stream into pieces of at most one block, so that decompressing a piece gives at most 128 KiB whatever
 * a hostile file says; checks the frames' structure on the way, so that a cut-off file is noticed. (RFC 8878, 3.1.1.)
 *
 * @throws FormatError for bytes that are no Zstandard frame, a window above 128 MiB, and a stream that ends early.
 */
export async function* zstdBlocks(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<Buffer, void, undefined> {
  const bytes = new ByteQueue(chunks)
  while ((await bytes.fill(1)) > 0) {
    if ((await bytes.fill(4)) < 4) throw cutOff(file)
    const magic = bytes.peek().readUInt32LE(0)
    if (magic >>> 4 === SKIPPABLE_MAGIC >>> 4) {
      if ((await bytes.fill(8)) < 8) throw cutOff(file)
      let left = bytes.peek().readUInt32LE(4) + 8
      while (left > 0) {
        const have = await bytes.fill(1)
        if (have === 0) throw cutOff(file)
        left -= bytes.take(Math.min(left, have)).length
      }
      continue
    }
    if (magic !== FRAME_MAGIC) throw new FormatError(`Expected Zstandard frames in ${JSON.stringify(file)}.`, { file })
    if ((await bytes.fill(5)) < 5) throw cutOff(file)
    const { size, hasChecksum } = await frameHeader(bytes, file)
    yield bytes.take(size)
    let isLast = false
    while (!isLast) {
      if ((await bytes.fill(3)) < 3) throw cutOff(file)
      const header = bytes.peek().readUIntLE(0, 3)
      isLast = (header & 1) === 1
      const type = (header >>> 1) & 3
      const length = 3 + (type === 1 ? 1 : header >>> 3)
      if (type === 3 || header >>> 3 > 2 ** 17) {
        throw new FormatError(`Expected Zstandard blocks of at most 128 KiB in ${JSON.stringify(file)}.`, { file })
      }
      if ((await bytes.fill(length)) < length) throw cutOff(file)
      yield bytes.take(length)
    }
    if (hasChecksum) {
      if ((await bytes.fill(4)) < 4) throw cutOff(file)
      yield bytes.take(4)
    }
  }
}

async function frameHeader(bytes: ByteQueue, file: string): Promise<{ size: number; hasChecksum: boolean }> {
  const descriptor = bytes.peek()[4]!
  const isSingleSegment = (descriptor & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6]!
  const size = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes
  if ((await bytes.fill(size)) < size) throw cutOff(file)
  const head = bytes.peek()
  let window: number
  if (isSingleSegment) {
    const at = size - sizeBytes
    window = sizeBytes === 8 ? Number(head.readBigUInt64LE(at)) : head.readUIntLE(at, sizeBytes)
  } else {
    const base = 2 ** (10 + (head[5]! >>> 3))
    window = base + (base / 8) * (head[5]! & 7)
  }
  if (window > MAX_WINDOW_BYTES) {
    throw new FormatError(
      `Expected a Zstandard window of at most 128 MiB in ${JSON.stringify(file)} but received ${window} bytes. ` +
        'Compress the file again without --long or --ultra.',
      { file },
      'LIMIT_EXCEEDED',
    )
  }
  return { size, hasChecksum: (descriptor & 4) !== 0 }
}

function cutOff(file: string): FormatError {
  return new FormatError(`Expected a whole Zstandard stream but ${JSON.stringify(file)} ends early. Fetch it again.`, {
    file,
  })
}

/** Bytes of a stream, looked at before they are taken. */
class ByteQueue {
  readonly #source: AsyncIterator<Buffer>
  #bytes: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#source = chunks[Symbol.asyncIterator]()
  }

  /** Reads until at least `count` bytes are there or the stream ends; tells how many are there. */
  async fill(count: number): Promise<number> {
    while (this.#bytes.length < count) {
      const next = await this.#source.next()
      if (next.done) break
      this.#bytes = this.#bytes.length === 0 ? next.value : Buffer.concat([this.#bytes, next.value])
    }
    return this.#bytes.length
  }

  peek(): Buffer {
    return this.#bytes
  }

  take(count: number): Buffer {
    const taken = this.#bytes.subarray(0, count)
    this.#bytes = this.#bytes.subarray(count)
    return taken
  }
}
