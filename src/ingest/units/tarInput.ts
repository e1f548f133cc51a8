import type { FileHandle } from 'node:fs/promises'

/** Bytes of a tar, taken from its beginning to its end. */
export interface TarInput {
  /** How many were taken or passed over. */
  readonly position: number
  /** `length` bytes; fewer where there are no more. */
  take(length: number): Promise<Uint8Array>
  /** Some of the next bytes, at most `length`; none where there are no more. */
  some(length: number): Promise<Uint8Array>
  /** Passes over bytes; false when there are not so many. */
  skip(length: number): Promise<boolean>
}

/** Of a stream: what is passed over is read all the same. */
export class StreamInput implements TarInput {
  position = 0
  readonly #source: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async some(length: number): Promise<Uint8Array> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#source.next()
      if (done) return this.#rest
      this.#rest = value
    }
    const some = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    this.position += some.length
    return some
  }

  take(length: number): Promise<Uint8Array> {
    return takeFrom(this, length)
  }

  async skip(length: number): Promise<boolean> {
    for (let left = length; left > 0; ) {
      const some = await this.some(left)
      if (some.length === 0) return false
      left -= some.length
    }
    return true
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }
}

async function takeFrom(input: TarInput, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let left = length; left > 0; ) {
    const some = await input.some(left)
    if (some.length === 0) break
    parts.push(some)
    left -= some.length
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

const WINDOW_BYTES = 1 << 16

/** Of a file: what is passed over is not read. */
export class FileInput implements TarInput {
  position = 0
  readonly #file: FileHandle
  readonly #size: number
  #window: Uint8Array = new Uint8Array(0)
  #windowAt = 0

  constructor(file: FileHandle, size: number) {
    this.#file = file
    this.#size = size
  }

  async some(length: number): Promise<Uint8Array> {
    let inWindow = this.position - this.#windowAt
    if (inWindow < 0 || inWindow >= this.#window.length) {
      const bytes = Buffer.allocUnsafeSlow(WINDOW_BYTES)
      const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, this.position)
      this.#window = bytes.subarray(0, bytesRead)
      this.#windowAt = this.position
      inWindow = 0
    }
    const some = this.#window.subarray(inWindow, inWindow + length)
    this.position += some.length
    return some
  }

  take(length: number): Promise<Uint8Array> {
    return takeFrom(this, length)
  }

  async skip(length: number): Promise<boolean> {
    this.position += length
    return this.position <= this.#size
  }
}

/** A stretch of a file, in pieces. */
export async function* bytesBetween(
  file: FileHandle,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < length; ) {
    const bytes = Buffer.allocUnsafeSlow(Math.min(1 << 18, length - at))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start + at)
    if (bytesRead === 0) return
    at += bytesRead
    yield bytes.subarray(0, bytesRead)
  }
}
