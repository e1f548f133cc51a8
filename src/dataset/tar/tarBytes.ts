import { type FileHandle, open } from 'node:fs/promises'
import { FormatError } from '../../errors.js'
import { asIoError } from '../atomicFile.js'
import { readBytes } from '../byteSource.js'
import type { Compression } from '../fileKind.js'

/** The bytes of an archive, front to back. */
export interface TarBytes extends AsyncDisposable {
  /** Of the next byte, in the decompressed archive. */
  readonly offset: number
  /** The next bytes; fewer only where the archive ends. The caller bounds `length`. */
  take(length: number): Promise<Buffer>
  /** @throws FormatError where the archive ends before */
  skip(length: number): Promise<void>
}

/** @param begin   where to start; only in an archive that is not compressed */
export async function openTarBytes(
  file: string,
  compression: Compression,
  { begin = 0, signal }: { begin?: number; signal?: AbortSignal | undefined } = {},
): Promise<TarBytes> {
  if (compression === 'none') return FileBytes.open(file, begin)
  return new StreamBytes(readBytes(file, compression, { signal }), file)
}

export const cutOff = (file: string): FormatError =>
  new FormatError(`Expected a whole tar archive but ${JSON.stringify(file)} ends early. Fetch it again.`, { file })

/** After a jump little is read: mostly the next thing is a header, and after it another jump. */
const FIRST_READ = 1 << 13
const NEXT_READ = 1 << 18

/** Of a file on the disk: what is passed over is not read. */
class FileBytes implements TarBytes {
  offset: number
  readonly #file: string
  readonly #handle: FileHandle
  readonly #size: number
  /** Bytes read ahead, from `offset` on. */
  #ahead: Buffer = Buffer.alloc(0)
  #nextRead = FIRST_READ

  private constructor(file: string, handle: FileHandle, size: number, begin: number) {
    this.#file = file
    this.#handle = handle
    this.#size = size
    this.offset = begin
  }

  static async open(file: string, begin: number): Promise<FileBytes> {
    try {
      const handle = await open(file, 'r')
      return new FileBytes(file, handle, (await handle.stat()).size, begin)
    } catch (error) {
      throw asIoError(error, file)
    }
  }

  async take(length: number): Promise<Buffer> {
    if (this.#ahead.length < length) {
      const left = Math.min(Math.max(length, this.#nextRead), this.#size - this.offset)
      const bytes = Buffer.allocUnsafe(Math.max(left, this.#ahead.length))
      let filled = this.#ahead.copy(bytes)
      while (filled < bytes.length) {
        const { bytesRead } = await this.#handle
          .read(bytes, filled, bytes.length - filled, this.offset + filled)
          .catch((error) => {
            throw asIoError(error, this.#file)
          })
        if (bytesRead === 0) break
        filled += bytesRead
      }
      this.#ahead = bytes.subarray(0, filled)
      this.#nextRead = NEXT_READ
    }
    const taken = this.#ahead.subarray(0, length)
    this.#ahead = this.#ahead.subarray(taken.length)
    this.offset += taken.length
    return taken
  }

  async skip(length: number): Promise<void> {
    if (this.offset + length > this.#size) throw cutOff(this.#file)
    this.offset += length
    if (length <= this.#ahead.length) this.#ahead = this.#ahead.subarray(length)
    else {
      this.#ahead = Buffer.alloc(0)
      this.#nextRead = FIRST_READ
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close()
  }
}

/** Of a compressed archive, or one in another, which can only be read on. */
export class StreamBytes implements TarBytes {
  offset = 0
  readonly #file: string
  readonly #chunks: AsyncGenerator<Buffer, void, undefined>
  #chunk: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncGenerator<Buffer, void, undefined>, file: string) {
    this.#chunks = chunks
    this.#file = file
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let missing = length
    while (missing > 0 && (await this.#fill())) {
      const piece = this.#chunk.subarray(0, missing)
      this.#chunk = this.#chunk.subarray(piece.length)
      pieces.push(piece)
      missing -= piece.length
    }
    this.offset += length - missing
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  }

  async skip(length: number): Promise<void> {
    let left = length
    while (left > 0) {
      if (!(await this.#fill())) throw cutOff(this.#file)
      const passed = Math.min(left, this.#chunk.length)
      this.#chunk = this.#chunk.subarray(passed)
      left -= passed
    }
    this.offset += length
  }

  async #fill(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const { value, done } = await this.#chunks.next()
      if (done) return false
      this.#chunk = value
    }
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chunks.return()
  }
}
