import { FormatError } from '../../errors.js'

/** One object of a JSON file. */
export interface JsonObject {
  readonly value: Readonly<Record<string, unknown>>
  /** Indices of the arrays around it, outermost first. */
  readonly path: readonly number[]
  /** 1-based line where it begins. */
  readonly line: number
}

export type JsonObjectOrProblem = JsonObject | { readonly problem: string; readonly line: number }

/** A chat or an article with its text has some 100 kB. */
export const MAX_OBJECT_BYTES: number = 2 ** 25
/** Arrays inside one another around an object: the files of MMSci have two. */
const MAX_ARRAYS = 8

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const NEWLINE = 0x0a

/**
 * The objects of a JSON file in order, one at a time, whether they are lines, the elements of one array of gigabytes or of
 * arrays in it. Only their ends are looked for here; what they hold is JSON.parse's work. Memory stays below a chunk and
 * an object.
 *
 * An object that is no JSON, or longer than 32 MiB, is a problem and the next ones are read.
 *
 * @throws FormatError for a file that ends inside an object, or with arrays nested beyond use
 */
export async function* jsonObjects(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<JsonObjectOrProblem, void, undefined> {
  const counters: number[] = []
  let pieces: Buffer[] = []
  let size = 0
  let depth = 0
  let isInString = false
  let isEscaped = false
  let line = 1
  let began = 1
  for await (const chunk of chunks) {
    let from = depth > 0 ? 0 : -1
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte === NEWLINE) line++
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) isInString = false
      } else if (byte === QUOTE) isInString = true
      else if (byte === OPEN) {
        if (depth++ === 0) {
          from = at
          began = line
        }
      } else if (byte === CLOSE && depth > 0) {
        if (--depth === 0) {
          size += at + 1 - from
          pieces.push(chunk.subarray(from, at + 1))
          from = -1
          yield size > MAX_OBJECT_BYTES ? tooLong(began) : parsed(pieces, counters, began)
          pieces = []
          size = 0
        }
      } else if (depth === 0) {
        if (byte === 0x5b) {
          if (counters.push(0) > MAX_ARRAYS) throw nested(file, line)
        } else if (byte === 0x5d) counters.pop()
        else if (byte === 0x2c && counters.length > 0) counters[counters.length - 1]!++
      }
    }
    if (from !== -1) {
      size += chunk.length - from
      if (size <= MAX_OBJECT_BYTES) pieces.push(Buffer.from(chunk.subarray(from)))
      else pieces = []
    }
  }
  if (depth > 0) {
    throw new FormatError(
      `Expected whole JSON in ${JSON.stringify(file)} but it ends inside the object of line ${began}.`,
      { file, line: began },
    )
  }
}

function parsed(pieces: readonly Buffer[], counters: readonly number[], line: number): JsonObjectOrProblem {
  try {
    const value = JSON.parse((pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)).toString('utf8'))
    return { value, path: [...counters], line }
  } catch (error) {
    return { problem: `Expected a JSON object but received ${(error as Error).message.slice(0, 120)}.`, line }
  }
}

const tooLong = (line: number): JsonObjectOrProblem => ({
  problem: `Expected at most ${MAX_OBJECT_BYTES} bytes for one object but received more.`,
  line,
})

const nested = (file: string, line: number): FormatError =>
  new FormatError(
    `Expected at most ${MAX_ARRAYS} arrays inside one another in ${JSON.stringify(file)} but received more.`,
    { file, line },
    'LIMIT_EXCEEDED',
  )
