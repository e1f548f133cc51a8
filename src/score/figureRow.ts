import { ingestFault } from '../dataset/ingestFault.js'
import { FigsiftError, type RowError } from '../errors.js'
import type { ImageMode } from '../image/imageMode.js'
import { isTarMember, type TarMember } from '../tarMember.js'
import { describe } from '../validate.js'

export type FigureImage = string | Uint8Array | { bytes?: Uint8Array; path?: string } | TarMember

/** One figure with its text. Fields that are not named here may be there and are not looked at. */
export interface FigureRow {
  /** Absent: `rows:<index>`. */
  id?: string
  /**
   * A path below `imageRoot`, the bytes of an image file, either in an object (bytes win), or a member of a tar archive
   * below `imageRoot`. Never fetched from a network.
   * Of a list of up to 64 the cosine is the mean of its images', words are read in all, and size and hash are the first's.
   */
  image: FigureImage | readonly FigureImage[]
  /** The caption, or whatever text belongs to the figure. */
  text: string
  /** Passages that mention the figure; scored with the text when `withContext` is set. */
  context?: readonly string[]
  /** Of a row without an image: why it has none. */
  ingestError?: RowError | null
  [field: string]: unknown
}

/** What one row got. Fields of a signal that was not asked for, or failed, are absent. */
export interface PairScore {
  id: string
  /**
   * The first signal asked for of `clip` (the probability of a sigmoid model, else the cosine) and `words`; null where
   * there is none, it failed, or the model abstained.
   */
  score: number | null
  /** Cosine of the image's and the text's embedding. */
  cosine?: number
  /** Share of the model's bank below `cosine`, 0 to 1; only of models that come with a bank. */
  cosinePercentile?: number
  /** 2.5 x max(cosine, 0): CLIPScore where `textPrefix` is "A photo depicts ". */
  clipScore?: number
  /** sigmoid(cosine x exp(scale) + bias); only of sigmoid models. */
  probability?: number
  /** idf mass of the words that figure and text share, see `wordsScore`. */
  wordsScore?: number
  /** The shared words, rarest first: the evidence. */
  wordsShared?: string[]
  /** Distinct words that were read in the figure; 0 tells "nothing is written there" from "nothing is shared". */
  wordsFound?: number
  /** Tokens of the text, start and end included, and how many of them the model saw. */
  textTokens?: number
  textTokensSeen?: number
  /** Tokens that the model has learned, and whether it therefore gives no score; only of models that count them. */
  textTokensKnown?: number
  abstained?: boolean
  /** True when a signal saw less than the text. */
  textTruncated?: boolean
  /** Width of the decoded image in pixels, EXIF orientation applied. */
  imageWidth?: number
  imageHeight?: number
  /** Width divided by height. */
  imageAspect?: number
  /** Size of the image file. */
  imageBytes?: number
  /** How the file stores colour. */
  imageMode?: ImageMode
  /** Share of the pixels in the fullest run of 8 grey values, see `blankShare`. */
  imageBlankShare?: number
  /** Of the grey values, in bits. */
  imageEntropy?: number
  /** Distinct colours at 5 bits per channel. */
  imageColors?: number
  /** How much the picture is laid out like a table, 0 to 1, see `tableScore`. */
  imageTableScore?: number
  /** 64-bit perceptual hash, 16 hexadecimal digits. */
  phash?: string
  /** Code points, words and sentences of the text; 0 where there is none. */
  textChars?: number
  textWords?: number
  textSentences?: number
  /** ISO 639-1, and how far its score leads the next language's; absent where the language cannot be told. */
  textLanguage?: string
  textLanguageConfidence?: number
  /** Shares of digits and of formulas in the characters that are no spaces; absent where there are none. */
  textDigitShare?: number
  textFormulaShare?: number
  /** Ids of phrases that say nothing of the figure, and their share in the text, see `boilerplate`. */
  textBoilerplate?: string[]
  textBoilerplateShare?: number
  /** Panels that the text names. */
  textPanels?: number
  /** The model that made the score. */
  model?: string
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

/** More pictures than this are no figure but a whole paper. */
const MAX_IMAGES = 64

/**
 * What is handed to the image reader, one of each image of the row.
 *
 * @throws FigsiftError IMAGE_MISSING, or what ingest said of the image; BAD_ROW (something that is no image, or over 64)
 */
export function imageSources(row: FigureRow, index: number): (string | Uint8Array | TarMember)[] {
  const { image, ingestError } = row as { image?: unknown; ingestError?: unknown }
  if (!Array.isArray(image)) return [imageSource(image, index, ingestError)]
  if (image.length > MAX_IMAGES) throw badField(index, 'image', `at most ${MAX_IMAGES} images`, image)
  return image.length === 0 ? [imageSource(undefined, index, ingestError)] : image.map((one) => imageSource(one, index))
}

function imageSource(image: unknown, index: number, ingestError?: unknown): string | Uint8Array | TarMember {
  if (typeof image === 'string' && image !== '') return image
  if (image instanceof Uint8Array || isTarMember(image)) return image
  const { bytes, path } = Object(image ?? {}) as { bytes?: unknown; path?: unknown }
  if (bytes instanceof Uint8Array) return bytes
  if (typeof path === 'string' && path !== '') return path
  const isMissing = (image ?? '') === '' || (typeof image === 'object' && !bytes && !path)
  if (!isMissing)
    throw badField(index, 'image', 'a path, bytes, { bytes, path } or a list of these', bytes ?? path ?? image)
  const told = ingestFault(ingestError)
  if (told !== undefined) throw new FigsiftError(told.code, told.message, { row: index })
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
  const { context } = row as { context?: unknown }
  const text = plainText(row, index)
  if (text === undefined || text.trim() === '') {
    const received = text === undefined ? 'it has none' : 'it is empty'
    throw new FigsiftError('TEXT_MISSING', `Expected a text in row ${index} but ${received}.`, { row: index })
  }
  const passages = withContext ? (context ?? []) : []
  if (!Array.isArray(passages) || passages.some((passage) => typeof passage !== 'string')) {
    throw badField(index, 'context', 'an array of strings', context)
  }
  return [text, ...passages].join('\n')
}

/**
 * The row's own text; undefined where it has none.
 *
 * @throws FigsiftError TEXT_TOO_LONG (over MAX_TEXT_CHARS), BAD_ROW (no string)
 */
export function plainText(row: FigureRow, index: number): string | undefined {
  const { text } = row as { text?: unknown }
  if (text === undefined || text === null) return undefined
  if (typeof text !== 'string') throw badField(index, 'text', 'a string', text)
  if (text.length > MAX_TEXT_CHARS) {
    throw new FigsiftError(
      'TEXT_TOO_LONG',
      `Expected at most ${MAX_TEXT_CHARS} characters for \`text\` of row ${index} but received ${text.length}.`,
      { row: index },
    )
  }
  return text
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
