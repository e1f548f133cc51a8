import { FigsiftError, type RowError } from '../errors.js'
import { describe } from '../validate.js'

/** One figure with its text. Fields that are not named here may be there and are not looked at. */
export interface FigureRow {
  /** Absent: `rows:<index>`. */
  id?: string
  /** A path below `imageRoot`, the bytes of an image file, or either in an object (bytes win). Never fetched from a network. */
  image: string | Uint8Array | { bytes?: Uint8Array; path?: string }
  /** The caption, or whatever text belongs to the figure. */
  text: string
  /** Passages that mention the figure; scored with the text when `withContext` is set. */
  context?: readonly string[]
  [field: string]: unknown
}

/** What one row got. Fields of a signal that was not asked for, or failed, are absent. */
export interface PairScore {
  id: string
  /** The primary signal asked for: `wordsScore` with words, null where there is none or it failed. */
  score: number | null
  /** idf mass of the words that figure and text share, see `wordsScore`. */
  wordsScore?: number
  /** The shared words, rarest first: the evidence. */
  wordsShared?: string[]
  /** Distinct words that were read in the figure; 0 tells "nothing is written there" from "nothing is shared". */
  wordsFound?: number
  /** True when the text was longer than what is read of it. */
  textTruncated?: boolean
  /** Width of the decoded image in pixels, EXIF orientation applied. */
  imageWidth?: number
  imageHeight?: number
  /** 64-bit perceptual hash, 16 hexadecimal digits. */
  phash?: string
  /** What failed on this row; its other results stay. */
  error?: RowError
}

/** A text of more characters than this is refused, as a mistake in the data. */
export const MAX_TEXT_CHARS: number = 1 << 20

/** The row's id; rows without one are named by their position. */
export function rowId(row: unknown, index: number): string {
  let id: unknown
  try {
    id = typeof row === 'object' && row !== null ? (row as { id?: unknown }).id : undefined
  } catch {
    // A getter's failure becomes the row's error when it is scored.
  }
  if (typeof id === 'string' && id.length > 0) return id
  return typeof id === 'number' || typeof id === 'bigint' ? String(id) : `rows:${index}`
}

/**
 * What is handed to the image reader.
 *
 * @throws FigsiftError IMAGE_MISSING, BAD_ROW (something that is no image)
 */
export function imageSource(row: FigureRow, index: number): string | Uint8Array {
  const { image } = row as { image?: unknown }
  if (typeof image === 'string' && image !== '') return image
  if (image instanceof Uint8Array) return image
  const { bytes, path } = Object(image ?? {}) as { bytes?: unknown; path?: unknown }
  if (bytes instanceof Uint8Array) return bytes
  if (typeof path === 'string' && path !== '') return path
  const isMissing = (image ?? '') === '' || (typeof image === 'object' && !bytes && !path)
  if (!isMissing) throw badField(index, 'image', 'a path, bytes or { bytes, path }', bytes ?? path ?? image)
  throw new FigsiftError('IMAGE_MISSING', `Expected an image in row ${index} but it has none. Give a path or bytes.`, {
    row: index,
  })
}

/**
 * The text that the words signal scores: `text`, and with `withContext` the context's passages, a line each.
 *
 * @throws FigsiftError TEXT_MISSING, TEXT_TOO_LONG (over MAX_TEXT_CHARS), BAD_ROW (not strings)
 */
export function scoredText(row: FigureRow, index: number, withContext: boolean): string {
  const { text, context } = row as { text?: unknown; context?: unknown }
  if (text === undefined || text === null || (typeof text === 'string' && text.trim() === '')) {
    const received = typeof text === 'string' ? 'it is empty' : 'it has none'
    throw new FigsiftError('TEXT_MISSING', `Expected a text in row ${index} but ${received}.`, { row: index })
  }
  const passages = withContext ? (context ?? []) : []
  if (typeof text !== 'string') throw badField(index, 'text', 'a string', text)
  if (!Array.isArray(passages) || passages.some((passage) => typeof passage !== 'string')) {
    throw badField(index, 'context', 'an array of strings', context)
  }
  if (text.length > MAX_TEXT_CHARS) {
    throw new FigsiftError(
      'TEXT_TOO_LONG',
      `Expected at most ${MAX_TEXT_CHARS} characters for \`text\` of row ${index} but received ${text.length}.`,
      { row: index },
    )
  }
  return [text, ...passages].join('\n')
}

/** Reads from a row whose getters, or whose proxy, may throw anything: it is that row's failure, not the call's. */
export function readRow<T>(index: number, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof FigsiftError) throw cause
    const message = `Expected plain values in row ${index} but reading one threw ${describe(String(cause))}.`
    throw new FigsiftError('BAD_ROW', message, { row: index, cause })
  }
}

function badField(index: number, name: string, expected: string, value: unknown): FigsiftError {
  const message = `Expected ${expected} for \`${name}\` of row ${index} but received ${describe(value)}.`
  return new FigsiftError('BAD_ROW', message, { row: index })
}
