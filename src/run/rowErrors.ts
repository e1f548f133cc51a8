import { FigsiftError, type RowError } from '../errors.js'

/** A row that carries an error, as it is shown to people. */
export interface FailedRow {
  row: number
  id: string
  message: string
}

export interface ErrorCount {
  count: number
  /** The first three, in row order. */
  first: FailedRow[]
}

/** Rows with errors, counted by code. */
export type ErrorCounts = Record<string, ErrorCount>

const SHOWN = 3

export function addError(counts: ErrorCounts, row: number, id: string, error: RowError): void {
  counts[error.code] ??= { count: 0, first: [] }
  const entry = counts[error.code]!
  entry.count++
  // The counts are stored per part: a stranger's long text stays out of them.
  if (entry.first.length < SHOWN) entry.first.push({ row, id: id.slice(0, 200), message: error.message.slice(0, 500) })
}

export function mergeErrors(into: ErrorCounts, counts: ErrorCounts): void {
  for (const [code, { count, first }] of Object.entries(counts)) {
    into[code] ??= { count: 0, first: [] }
    const entry = into[code]!
    entry.count += count
    entry.first.push(...first.slice(0, SHOWN - entry.first.length))
  }
}

export const countErrors = (counts: ErrorCounts): number =>
  Object.values(counts).reduce((sum, { count }) => sum + count, 0)

export function checkErrorLimit(counts: ErrorCounts, maxErrors: number | undefined): void {
  const count = countErrors(counts)
  if (maxErrors === undefined || count <= maxErrors) return
  const reasons = Object.entries(counts).map(([code, { count: n, first }]) => {
    const example = first[0]
    return `${code} ${n}x${example === undefined ? '' : ` (first: row ${example.row}, ${example.id}: ${example.message})`}`
  })
  throw new FigsiftError(
    'TOO_MANY_ERRORS',
    `Expected at most ${maxErrors} rows with errors (\`maxErrors\`) but received ${count} so far: ${reasons.join('; ')}. ` +
      'Mend the rows or raise the limit, then run the same command again; finished parts are kept.',
  )
}
