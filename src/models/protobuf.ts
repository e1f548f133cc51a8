import type { FileHandle } from 'node:fs/promises'

/** A field of a protobuf message: its number, and its bytes [begin, end) in the file or its value. */
export interface Field {
  field: number
  /** Of a length-delimited field; for others both are 0. */
  begin: number
  end: number
  /** Of a varint field, as far as a double holds it. */
  value: number
}

/** What is damaged, or was made to keep a reader busy. */
export class ProtobufError extends Error {}

const WINDOW = 1 << 16
/** A real graph of 5 000 nodes has some 200 000. */
const MAX_FIELDS = 8_000_000
const MAX_DEPTH = 64

/**
 * Walks a protobuf file of any size without holding it: fields are visited in file order, and what is not asked for is
 * skipped unread. Memory is one window of 64 KiB, the fields and the depth are bounded.
 */
export class ProtobufFile {
  readonly #file: FileHandle
  readonly #size: number
  readonly #window = Buffer.alloc(WINDOW)
  #windowBegin = 0
  #windowEnd = 0
  #fields = 0

  constructor(file: FileHandle, size: number) {
    this.#file = file
    this.#size = size
  }

  get size(): number {
    return this.#size
  }

  /** Visits the fields of the message that lies in [begin, end). */
  async walk(begin: number, end: number, visit: (field: Field) => Promise<void> | void, depth = 0): Promise<void> {
    if (depth > MAX_DEPTH) throw new ProtobufError(`nests deeper than ${MAX_DEPTH} levels`)
    const cursor = { at: begin }
    while (cursor.at < end) {
      if (++this.#fields > MAX_FIELDS) throw new ProtobufError(`has more than ${MAX_FIELDS} fields`)
      // A tag and a length or value take at most 20 bytes.
      if (cursor.at < this.#windowBegin || cursor.at + 20 > this.#windowEnd) await this.#load(cursor.at)
      const tag = this.#varint(cursor)
      const found: Field = { field: Math.floor(tag / 8), begin: 0, end: 0, value: 0 }
      const wire = tag % 8
      if (wire === 0) found.value = this.#varint(cursor)
      else if (wire === 1) cursor.at += 8
      else if (wire === 5) cursor.at += 4
      else if (wire === 2) {
        const length = this.#varint(cursor)
        found.begin = cursor.at
        cursor.at += length
        found.end = cursor.at
      } else throw new ProtobufError(`has a field of unknown type ${wire}`)
      if (cursor.at > end || found.field === 0) throw new ProtobufError('is cut short or damaged')
      const visiting = visit(found)
      if (visiting !== undefined) await visiting
    }
  }

  async text({ begin, end }: Field, maxBytes: number): Promise<string> {
    if (end - begin > maxBytes) throw new ProtobufError(`has a name of ${end - begin} bytes`)
    if (begin < this.#windowBegin || end > this.#windowEnd) await this.#load(begin)
    return this.#window.toString('utf8', begin - this.#windowBegin, end - this.#windowBegin)
  }

  async #load(position: number): Promise<void> {
    this.#windowBegin = position
    this.#windowEnd = position
    const wanted = Math.min(WINDOW, this.#size - position)
    while (this.#windowEnd - position < wanted) {
      const filled = this.#windowEnd - position
      const { bytesRead } = await this.#file.read(this.#window, filled, wanted - filled, this.#windowEnd)
      if (bytesRead === 0) break
      this.#windowEnd += bytesRead
    }
  }

  #varint(cursor: { at: number }): number {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      if (cursor.at >= this.#windowEnd) throw new ProtobufError('is cut short or damaged')
      const byte = this.#window[cursor.at++ - this.#windowBegin]!
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
    throw new ProtobufError('is cut short or damaged')
  }
}
