/** The closed list of machine-readable reasons. A code never changes its meaning; new ones are added. */
export type ErrorCode =
  | 'BAD_USAGE' // a wrong option, argument or combination of them
  | 'SHAPE_MISMATCH' // two arrays that must fit do not
  | 'NON_FINITE' // NaN or infinity where a number is needed
  | 'DISPOSED' // an object was used after dispose()
  | 'CANCELLED' // the caller's AbortSignal fired
  | 'LIMIT_EXCEEDED' // a stated limit on size, count, time or memory
  | 'OUT_OF_MEMORY'
  | 'BINDING_NOT_FOUND' // the native addon could not be loaded
  | 'DEVICE_UNAVAILABLE' // the device asked for is not there; the message says why
  | 'DEVICE_FAILED' // the device was there and failed; nothing of the answer is kept
  | 'PEER_NOT_INSTALLED' // an optional package is needed for this call
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_NOT_FOUND' // no such name, folder or entry of the local cache; nothing is downloaded
  | 'MODEL_INVALID' // a model folder that lacks a file, or whose files do not fit one another
  | 'FILE_NOT_FOUND'
  | 'FILE_NOT_READABLE' // its permissions forbid it
  | 'NOT_A_REGULAR_FILE' // a folder, a pipe, a device, a socket
  | 'PATH_OUTSIDE_DATASET'
  | 'FILE_TOO_LARGE'
  | 'UNSUPPORTED_FORMAT' // magic bytes not on the allow list
  | 'IMAGE_CORRUPT' // truncated or undecodable
  | 'IMAGE_TOO_LARGE' // more pixels than the limit
  | 'IMAGE_MISSING' // the row names no image
  | 'OCR_FAILED' // the OCR engine refused the image, or died of it twice
  | 'TEXT_MISSING' // the row has no text to score
  | 'TEXT_TOO_LONG'
  | 'BAD_ROW' // a row that cannot be read; file and line are given
  | 'BAD_FORMAT' // a file that is not what its extension says
  | 'DUPLICATE_ID'
  | 'COLUMN_EXISTS' // a column of ours is already in the input
  | 'OUTPUT_EXISTS'
  | 'RUN_LOCKED' // another process works on the same run
  | 'BAD_PREDICATE' // a `where` that does not parse, or reaches for what it may not
  | 'TOO_MANY_ERRORS' // more rows failed than maxErrors allows
  | 'IO' // the disk or the system refused; the message has its words
  | 'INTERNAL'

/** What an error concerns; every field that is known is filled in. */
export interface ErrorDetails {
  /** 0-based row of the input that the error concerns. */
  row?: number
  /** File the error concerns. */
  file?: string
  /** 1-based line of `file`. */
  line?: number
  cause?: unknown
}

/** Base of everything figsift throws: a sentence with both values and the remedy, and a stable `code`. */
export class FigsiftError extends Error {
  readonly code: ErrorCode
  readonly row: number | undefined
  readonly file: string | undefined
  readonly line: number | undefined

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.row = details.row
    this.file = details.file
    this.line = details.line
  }
}

/** The caller passed something that cannot be meant: wrong type, range, option or combination. */
export class ArgumentError extends FigsiftError {
  constructor(message: string, details?: ErrorDetails) {
    super('BAD_USAGE', message, details)
  }
}

/** Two arrays that must fit each other do not. */
export class ShapeError extends FigsiftError {
  constructor(message: string, details?: ErrorDetails) {
    super('SHAPE_MISMATCH', message, details)
  }
}

/** Something that owns native memory or a worker was used after `dispose()`. */
export class DisposedError extends FigsiftError {
  constructor(what: string) {
    super('DISPOSED', `Expected a live ${what} but it was disposed. Create a new one.`)
  }
}

/** The call ended because its `signal` fired. Work that was finished stays finished. */
export class CancelledError extends FigsiftError {
  constructor(cause?: unknown) {
    super('CANCELLED', 'The call was cancelled through its `signal`.', { cause })
  }
}

/** A file is not what it claims to be; `file` and, where there are lines, `line` say where. */
export class FormatError extends FigsiftError {
  constructor(message: string, details?: ErrorDetails, code: ErrorCode = 'BAD_FORMAT') {
    super(code, message, details)
  }
}

/** Where in the work on one row a failure happened. */
export type Stage = 'read' | 'decode' | 'hash' | 'ocr' | 'score' | 'embed' | 'parse' | 'image' | 'rasterise'

/** What a row carries when part of the work on it failed; its other results stay. */
export interface RowError {
  code: ErrorCode
  message: string
  stage: Stage
}

/**
 * Only faults that would come again with the same bytes may fail a row; the rest (a full disk, no memory, a
 * cancelled call) fail the part they happen in, so that a later run computes it again.
 */
const TRANSIENT: ReadonlySet<ErrorCode> = new Set([
  'CANCELLED',
  'OUT_OF_MEMORY',
  'DISPOSED',
  'BINDING_NOT_FOUND',
  'DEVICE_UNAVAILABLE',
  'DEVICE_FAILED',
  'PEER_NOT_INSTALLED',
  'MODEL_NOT_FOUND',
  'MODEL_INVALID',
  'IO',
  'INTERNAL',
])

/** Turns a deterministic failure into a row's `error`; rethrows every other one. */
export function toRowError(error: unknown, stage: Stage): RowError {
  if (!(error instanceof FigsiftError) || TRANSIENT.has(error.code)) throw error
  return { code: error.code, message: error.message, stage }
}
