import { availableParallelism } from 'node:os'
import { checkBoolean, checkInteger, checkNumber } from '../validate.js'
import type { FilterOptions } from './types.js'

export const OPTION_NAMES = [
  'dropErrors',
  'timeLimitMs',
  'memoryLimitBytes',
  'threads',
  'signal',
  'onProgress',
] as const

export interface CheckedOptions {
  dropErrors: boolean
  timeLimitMs: number
  memoryLimitBytes: number
  threads: number
}

const MIB = 1 << 20

/** Defaults and ranges of the options that `filter` and `decide` share. */
export function checkOptions(options: FilterOptions): CheckedOptions {
  const {
    dropErrors = true,
    timeLimitMs = 600_000,
    memoryLimitBytes = 1024 * MIB,
    threads = Math.min(2, availableParallelism()),
  } = options
  checkBoolean('dropErrors', dropErrors)
  // A Node timer holds 31 bits.
  checkNumber('timeLimitMs', timeLimitMs, 1, 2 ** 31 - 1)
  checkInteger('memoryLimitBytes', memoryLimitBytes, 64 * MIB, Number.MAX_SAFE_INTEGER)
  checkInteger('threads', threads, 1, 64)
  return { dropErrors, timeLimitMs, memoryLimitBytes, threads }
}
