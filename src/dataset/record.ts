import type { RowError } from '../errors.js'
import { isTarMember, type TarMember } from '../tarMember.js'
import { describe } from '../validate.js'
import { ingestFault } from './ingestFault.js'

/** Where the pixels are: a path relative to the dataset's root, the file's bytes, or a member of an archive. */
export type ImageSource = string | Uint8Array | { bytes?: Uint8Array; path?: string } | TarMember

/** One figure with its text, read under the accepted names. What a row lacks is undefined here. */
export interface FigureRecord {
  id: string
  /** Read from `image`, `image_path`, `img` or `file_name`, the first that is there. */
  image?: ImageSource
  /** The further images of a row whose image is a list; they are scored with the first, which alone is hashed. */
  moreImages?: readonly ImageSource[]
  /** Read from `text` or `caption`. */
  text?: string
  /** Passages that mention the figure; empty when there are none. */
  context: readonly string[]
  paperId?: string
  title?: string
  abstract?: string
  subject?: string
  source?: string
  license?: string
  label?: string
  /** Of a row without an image: why ingest brought none, read from `ingest_error`. */
  ingestError?: RowError
}

/** A record, and what was wrong with its row; the fields that could be read are there all the same. */
export interface ReadRecord {
  record: FigureRecord
  error?: RowError
}

export const IMAGE_NAMES = ['image', 'image_path', 'img', 'file_name'] as const
export const TEXT_NAMES = ['text', 'caption'] as const
const PROVENANCE = [
  ['paper_id', 'paperId'],
  ['title', 'title'],
  ['abstract', 'abstract'],
  ['subject', 'subject'],
  ['source', 'source'],
  ['license', 'license'],
  ['label', 'label'],
] as const

/** Every name that a record is read from. */
export const RECORD_NAMES: readonly string[] = [
  'id',
  ...IMAGE_NAMES,
  ...TEXT_NAMES,
  'context',
  ...PROVENANCE.map(([name]) => name),
  'ingest_error',
]

/** A longer text is a mistake upstream (a whole paper in a caption): it costs time everywhere and scores nothing. */
export const MAX_TEXT_CHARS = 1_000_000
const MAX_ID_CHARS = 10_000
/** A row is one figure; more pictures than this are a whole paper. */
export const MAX_IMAGES_PER_ROW = 64

export interface ReadRecordOptions {
  /** The id of a row that has none. */
  defaultId: string
  /** How a number in `id` is written in the file, so that `1.10` stays `1.10`. */
  rawId?: string | undefined
  /** True where images are text (CSV, and Parquet made from it): lists and structs are then read from JSON text. */
  isTextual?: boolean
}

/**
 * Reads one parsed row under the accepted names: `id`; `image` as a path, bytes, or `{ bytes, path }` with bytes in
 * base64 where the file holds text, or a list of these; `text`; `context` as one passage or a list; provenance as text.
 *
 * Of several names for a field the first that is not null counts. What has the wrong type is left out and becomes the
 * row's error; what is only missing is no error here: not every command needs every field.
 */
export function readRecord(fields: Readonly<Record<string, unknown>>, options: ReadRecordOptions): ReadRecord {
  const problems: RowError[] = []
  const record: FigureRecord = { id: readId(fields, options, problems), context: [] }
  const [image, ...moreImages] = readImages(firstOf(fields, IMAGE_NAMES), options.isTextual ?? false, problems)
  if (image !== undefined) record.image = image
  else {
    const fault = ingestFault(own(fields, 'ingest_error'))
    if (fault !== undefined) record.ingestError = fault
  }
  if (moreImages.length > 0) record.moreImages = moreImages
  const text = readText(firstOf(fields, TEXT_NAMES), problems)
  if (text !== undefined) record.text = text
  record.context = readContext(own(fields, 'context'), problems)
  for (const [name, key] of PROVENANCE) {
    const value = own(fields, name)
    if (typeof value === 'string') record[key] = value
    else if (typeof value === 'number' || typeof value === 'bigint') record[key] = String(value)
  }
  return problems.length === 0 ? { record } : { record, error: problems[0]! }
}

/** Keys such as `constructor` must not be found on the prototype. */
function own(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

function firstOf(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): { name: string; value: unknown } {
  for (const name of names) {
    const value = own(fields, name)
    if (value !== undefined && value !== null) return { name, value }
  }
  return { name: names[0]!, value: undefined }
}

function badRow(name: string, expected: string, received: unknown): RowError {
  return {
    code: 'BAD_ROW',
    message: `Expected ${expected} for \`${name}\` but received ${describe(received)}.`,
    stage: 'read',
  }
}

/** The row's id, or the default one; what is neither text nor number counts as a problem. */
export function readId(
  fields: Readonly<Record<string, unknown>>,
  { defaultId, rawId }: ReadRecordOptions,
  problems: RowError[] = [],
): string {
  const value = own(fields, 'id')
  if (value === undefined || value === null || value === '') return defaultId
  if (typeof value === 'string' && value.length <= MAX_ID_CHARS) return value
  if (typeof value === 'number' || typeof value === 'bigint') return rawId ?? String(value)
  problems.push(badRow('id', `text of at most ${MAX_ID_CHARS} characters or a number`, value))
  return defaultId
}

function readText({ name, value }: { name: string; value: unknown }, problems: RowError[]): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') problems.push(badRow(name, 'text', value))
  else if (value.length > MAX_TEXT_CHARS) problems.push(tooLong(name, value.length))
  else return value
  return undefined
}

function tooLong(name: string, length: number): RowError {
  return {
    code: 'TEXT_TOO_LONG',
    message: `Expected at most ${MAX_TEXT_CHARS} characters for \`${name}\` but received ${length}.`,
    stage: 'read',
  }
}

function readContext(value: unknown, problems: RowError[]): readonly string[] {
  const passages = typeof value === 'string' ? (stringsOf(value) ?? [value]) : (value ?? [])
  if (!Array.isArray(passages) || !passages.every((p) => typeof p === 'string' || p === null)) {
    problems.push(badRow('context', 'text or a list of texts', value))
    return []
  }
  const found = passages.filter((p): p is string => typeof p === 'string' && p !== '')
  const length = found.reduce((sum, p) => sum + p.length, 0)
  if (length <= MAX_TEXT_CHARS) return found
  problems.push(tooLong('context', length))
  return []
}

/** A list of texts written as JSON text, as CSV carries it. */
function stringsOf(text: string): string[] | undefined {
  if (!text.startsWith('["')) return undefined
  const value = parseQuietly(text)
  return Array.isArray(value) && value.every((v) => typeof v === 'string') ? value : undefined
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** None, one, or those of a list; a list with one that cannot be read is none. */
function readImages(
  { name, value }: { name: string; value: unknown },
  isTextual: boolean,
  problems: RowError[],
): readonly ImageSource[] {
  const parsed =
    isTextual && typeof value === 'string' && value.startsWith('["') ? (parseQuietly(value) ?? value) : value
  if (!Array.isArray(parsed)) {
    const image = readImage({ name, value }, isTextual, problems)
    return image === undefined ? [] : [image]
  }
  const before = problems.length
  if (parsed.length > MAX_IMAGES_PER_ROW) problems.push(badRow(name, `at most ${MAX_IMAGES_PER_ROW} images`, parsed))
  const images = parsed.slice(0, MAX_IMAGES_PER_ROW).map((one, i) => {
    const image = readImage({ name: `${name}[${i}]`, value: one }, false, problems)
    if (image === undefined && problems.length === before) problems.push(badRow(`${name}[${i}]`, 'an image', one))
    return image
  })
  return problems.length > before ? [] : (images as ImageSource[])
}

function readImage(
  { name, value }: { name: string; value: unknown },
  isTextual: boolean,
  problems: RowError[],
): ImageSource | undefined {
  if (typeof value === 'string') {
    if (isTextual && value.startsWith('{')) {
      const struct = parseQuietly(value)
      if (typeof struct === 'object' && struct !== null) return readImage({ name, value: struct }, false, problems)
    }
    return value === '' ? undefined : value
  }
  if (value === undefined || value instanceof Uint8Array) return value
  if (typeof value !== 'object' || Array.isArray(value)) {
    problems.push(badRow(name, 'a path, bytes, { bytes, path } or a list of these', value))
    return undefined
  }
  const struct = value as Record<string, unknown>
  if (own(struct, 'archive') !== undefined) {
    const { archive, offset, length, path } = struct
    if (isTarMember(struct))
      return { archive: struct.archive, offset: struct.offset, length: struct.length, path: struct.path }
    problems.push(
      badRow(name, 'whole numbers `offset` and `length` and texts `archive` and `path`', {
        archive,
        offset,
        length,
        path,
      }),
    )
    return undefined
  }
  const bytes = readImageBytes(name, own(struct, 'bytes'), problems)
  const path = own(struct, 'path')
  const hasPath = typeof path === 'string' && path !== ''
  if (path !== undefined && path !== null && typeof path !== 'string')
    problems.push(badRow(`${name}.path`, 'text', path))
  if (bytes === undefined && !hasPath) return undefined
  return { ...(bytes === undefined ? {} : { bytes }), ...(hasPath ? { path } : {}) }
}

function readImageBytes(name: string, value: unknown, problems: RowError[]): Uint8Array | undefined {
  if (value === undefined || value === null || value instanceof Uint8Array) return value ?? undefined
  if (typeof value === 'string') {
    const bytes = Buffer.from(value, 'base64')
    // Node skips what is no base64, so a wrong text shows by its length.
    if (bytes.length > 0 && bytes.length === base64Bytes(value)) return bytes
  }
  problems.push(badRow(`${name}.bytes`, 'bytes or base64 text', value))
  return undefined
}

/** How many bytes a base64 text of this length holds; padding may be missing. */
function base64Bytes(text: string): number {
  const bare = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  return Math.floor((bare * 6) / 8)
}
