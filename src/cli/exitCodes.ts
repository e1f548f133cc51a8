import { CommanderError } from 'commander'
import { type ErrorCode, FigsiftError } from '../errors.js'

export const EXIT = { done: 0, failed: 1, usage: 2, someRowsFailed: 3, interrupted: 130 } as const

/** Errors that only another command line mends. */
const USAGE: ReadonlySet<ErrorCode> = new Set(['BAD_USAGE', 'COLUMN_EXISTS', 'OUTPUT_EXISTS', 'BAD_PREDICATE'])

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (!(error instanceof FigsiftError)) return EXIT.failed
  if (error.code === 'CANCELLED') return EXIT.interrupted
  return USAGE.has(error.code) ? EXIT.usage : EXIT.failed
}
