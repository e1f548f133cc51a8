import { FormatError } from '../errors.js'

/** One line of JSON lines, or one record of CSV: its bytes as they stand in the file, without the line feed that ends it. */
export interface RawRecord {
  bytes: Buffer
  /** False for a last record that no line feed ends. */
  hasNewline: boolean
  /** 1-based line of its first byte. */
  line: number
  /** Offset of its first byte in the decompressed file. */
  offset: number
  /** True for the first record of a file that begins with a byte order mark. */
  isAfterMark: boolean
}

/** Finds where records end. Keeps its state from chunk to chunk. */
export interface RecordEnds {
  /** Index of the line feed that ends the record that is open at `from`, or -1 when it is not in this chunk. */
  next(chunk: Buffer, from: number): number
  /** Line feeds passed so far, those that end records included. */
  readonly lines: number
}

export interface SplitOptions {
  file: string
  maxLineBytes: number
  /** Told how many lines without any byte were passed over: they are no records, and a file may have millions. */
  onEmptyLines?: (count: number) => void
  /** Where the first chunk begins; a byte order mark is looked for only at offset 0. */
  begin?: { offset: number; line: number }
}

export const BYTE_ORDER_MARK: Buffer = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Cuts a stream of bytes into records; yields those that end in one chunk together. Memory is bounded by `maxLineBytes`.
 *
 * @throws FormatError LIMIT_EXCEEDED naming the line that is too long; BAD_FORMAT for UTF-16.
 */
export async function* splitRecords(
  chunks: AsyncIterable<Buffer>,
  ends: RecordEnds,
  { file, maxLineBytes, onEmptyLines, begin = { offset: 0, line: 1 } }: SplitOptions,
): AsyncGenerator<RawRecord[], void, undefined> {
  let { offset, line } = begin
  const firstLine = begin.line
  const open: Buffer[] = []
  let openBytes = 0
  let isAfterMark = false
  const onMark = () => {
    isAfterMark = true
    offset = BYTE_ORDER_MARK.length
  }
  const close = (hasNewline: boolean): RawRecord => {
    const bytes = open.length === 1 ? open[0]! : Buffer.concat(open)
    const record = { bytes, hasNewline, line, offset, isAfterMark }
    isAfterMark = false
    offset += bytes.length + 1
    line = firstLine + ends.lines
    open.length = 0
    openBytes = 0
    return record
  }
  for await (const chunk of begin.offset === 0 ? withoutMark(chunks, file, onMark) : chunks) {
    const records: RawRecord[] = []
    let emptyLines = 0
    let from = 0
    while (from < chunk.length) {
      const end = ends.next(chunk, from)
      if (end === from && openBytes === 0) {
        emptyLines++
        offset++
        line++
        from = end + 1
        continue
      }
      const piece = chunk.subarray(from, end === -1 ? chunk.length : end)
      openBytes += piece.length
      if (openBytes > maxLineBytes) throw tooLong(file, line, maxLineBytes)
      open.push(piece)
      if (end === -1) break
      records.push(close(true))
      from = end + 1
    }
    if (emptyLines > 0) onEmptyLines?.(emptyLines)
    if (records.length > 0) yield records
  }
  if (openBytes > 0) yield [close(false)]
}

async function* withoutMark(chunks: AsyncIterable<Buffer>, file: string, onMark: () => void): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < 3) continue
    yield afterMark(head, file, onMark)
    head = undefined
  }
  if (head !== undefined && head.length > 0) yield afterMark(head, file, onMark)
}

function afterMark(head: Buffer, file: string, onMark: () => void): Buffer {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new FormatError(`Expected UTF-8 in ${JSON.stringify(file)} but it begins like UTF-16. Convert it to UTF-8.`, {
      file,
    })
  }
  if (!head.subarray(0, 3).equals(BYTE_ORDER_MARK)) return head
  onMark()
  return head.subarray(3)
}

function tooLong(file: string, line: number, maxLineBytes: number): FormatError {
  return new FormatError(
    `Expected lines of at most ${maxLineBytes} bytes in ${JSON.stringify(file)} but line ${line} is longer. ` +
      'Raise `maxLineBytes`, or keep images as files beside the dataset.',
    { file, line },
    'LIMIT_EXCEEDED',
  )
}
