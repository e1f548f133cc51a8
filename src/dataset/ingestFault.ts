import type { ErrorCode, RowError, Stage } from '../errors.js'

/** What ingest says of an image that it could not bring. Others, say IO, would end the work on all rows. */
const CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'FILE_NOT_FOUND',
  'FILE_NOT_READABLE',
  'NOT_A_REGULAR_FILE',
  'PATH_OUTSIDE_DATASET',
  'FILE_TOO_LARGE',
  'UNSUPPORTED_FORMAT',
  'IMAGE_CORRUPT',
  'IMAGE_TOO_LARGE',
  'IMAGE_MISSING',
  'LIMIT_EXCEEDED',
  'BAD_FORMAT',
])
const STAGES: ReadonlySet<string> = new Set<Stage>(['read', 'decode', 'parse', 'image', 'rasterise'])
/** In characters. A message of ours is shorter; a stranger's column may hold anything. */
const MAX_MESSAGE = 500
const MAX_JSON = 100_000

/**
 * Why a row has no image, as its `ingest_error` tells it: an object, or JSON text where the file has only text. A code that
 * is not one of an image's becomes IMAGE_MISSING and is quoted. Undefined where the column says nothing.
 */
export function ingestFault(value: unknown): RowError | undefined {
  const told = typeof value === 'string' ? parsed(value) : value
  if (told === undefined || told === null || typeof told !== 'object') return undefined
  const { code, message, stage } = told as Record<string, unknown>
  const words = plain(message)
  const isKnown = typeof code === 'string' && CODES.has(code)
  if (words === '' && !isKnown) return undefined
  return {
    code: isKnown ? (code as ErrorCode) : 'IMAGE_MISSING',
    message: isKnown ? words || 'ingest brought no image and gave no reason.' : `${quotedCode(code)}${words}`,
    stage: typeof stage === 'string' && STAGES.has(stage) ? (stage as Stage) : 'image',
  }
}

const quotedCode = (code: unknown): string => (plain(code) === '' ? '' : `${plain(code).slice(0, 40)}: `)

/** Text of another tool is a reason as it stands. */
function parsed(text: string): unknown {
  if (!text.startsWith('{') || text.length > MAX_JSON) return { message: text }
  try {
    return JSON.parse(text)
  } catch {
    return { message: text }
  }
}

/** On one line: it goes into logs and terminals. */
function plain(value: unknown): string {
  if (typeof value !== 'string') return ''
  const text = value
    .slice(0, MAX_MESSAGE + 1)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return value.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE - 1)}…` : text
}
