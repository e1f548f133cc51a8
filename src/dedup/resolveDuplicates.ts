import { callNative, type Duplicates, FS, type NativeFailure, native } from '../binding.js'
import { resolveThreads } from '../device.js'
import { ArgumentError, FigsiftError, ShapeError } from '../errors.js'
import { MAX_ROWS } from '../npy.js'
import { argumentError, checkInteger, checkKeys, checkOneOf } from '../validate.js'
import { CALL_OPTION_KEYS, type CallOptions } from './operands.js'

export const KEEP_POLICIES = ['greedy', 'component'] as const

/**
 * Which rows of a group of similar ones stay.
 *
 * - `greedy`: rows are looked at from best to worst; a row goes iff it is similar to one that stayed. Every row that
 *   goes is similar to the one named in `duplicateOf`, and no two rows that stay are similar.
 * - `component`: the best row of each connected component stays, also where its ends are not similar to each other.
 */
export type KeepPolicy = (typeof KEEP_POLICIES)[number]

export interface ResolveDuplicatesOptions extends CallOptions {
  policy: KeepPolicy
  /** [rows]; larger is better, ties go to the lower row. Infinite values are allowed, NaN is not. Default: lower rows first. */
  priority?: Float64Array | undefined
  /**
   * [rows]; the first of the rows that each row is equal to, its own number where it is the first. Equal rows are similar,
   * and what a pair says of one of them it says of all: so n equal rows need no pairs.
   */
  firstOf?: Uint32Array | undefined
}

/**
 * Clusters and keepers from any list of similar pairs, off the event loop.
 *
 * @param rows  how many rows there are
 * @param pairs left, right: in any order and direction, repeats and left == right allowed
 * @returns cluster, keep, duplicateOf: [rows]
 * @throws ShapeError if lengths do not fit; BAD_USAGE naming the first pair beyond `rows`; NON_FINITE naming a row
 */
export async function resolveDuplicates(
  rows: number,
  pairs: { left: Uint32Array; right: Uint32Array },
  options: ResolveDuplicatesOptions,
): Promise<Duplicates> {
  // Defaults
  const { policy, priority, firstOf, threads, signal, onProgress } = { ...options } as ResolveDuplicatesOptions

  // Validate
  checkInteger('rows', rows, 0, MAX_ROWS)
  const { left, right } = Object(pairs) as { left: unknown; right: unknown }
  if (!(left instanceof Uint32Array)) throw argumentError('pairs.left', 'a Uint32Array', left)
  if (!(right instanceof Uint32Array)) throw argumentError('pairs.right', 'a Uint32Array', right)
  if (left.length !== right.length) {
    throw new ShapeError(
      `Expected ${left.length} values for \`pairs.right\`, as in \`pairs.left\`, but received ${right.length}.`,
    )
  }
  checkOneOf('policy', policy, KEEP_POLICIES)
  checkPriority(priority, rows)
  if (firstOf !== undefined && !(firstOf instanceof Uint32Array))
    throw argumentError('firstOf', 'a Uint32Array', firstOf)
  if (firstOf !== undefined && firstOf.length !== rows) {
    throw new ShapeError(`Expected [${rows}] for \`firstOf\`, one row per row, but received [${firstOf.length}].`)
  }
  checkKeys('options', options, ['policy', 'priority', 'firstOf', ...CALL_OPTION_KEYS])

  // Interpret
  const resolved = resolveThreads(threads)

  const explain = ({ fs, detail }: NativeFailure): FigsiftError | undefined => {
    if (fs === FS.BAD_ARGUMENT && detail[1] === 1) {
      const row = detail[0]
      return new ArgumentError(
        `Expected the first of the rows equal to row ${row} for \`firstOf\` but received ${firstOf?.[row]}, which is none.`,
        { row },
      )
    }
    if (fs === FS.BAD_ARGUMENT) {
      const at = detail[0]
      return new ArgumentError(
        `Expected rows below ${rows} for \`pairs\` but pair ${at} is (${left[at]}, ${right[at]}).`,
      )
    }
    if (fs !== FS.NON_FINITE) return undefined
    return nanPriority(detail[1])
  }
  return callNative(
    (call) =>
      native().resolveDuplicates(left, right, priority, {
        ...call,
        rows,
        policy: policy === 'greedy' ? 0 : 1,
        ...(firstOf === undefined ? {} : { firstOf }),
      }),
    { threads: resolved, signal, onProgress, phase: 'resolve', explain },
  )
}

export function checkPriority(priority: unknown, rows: number): asserts priority is Float64Array | undefined {
  if (priority === undefined) return
  if (!(priority instanceof Float64Array)) throw argumentError('priority', 'a Float64Array', priority)
  if (priority.length !== rows) {
    throw new ShapeError(`Expected [${rows}] for \`priority\`, one value per row, but received [${priority.length}].`)
  }
}

export function nanPriority(row: number): FigsiftError {
  return new FigsiftError('NON_FINITE', `Expected numbers for \`priority\` but row ${row} is NaN.`, { row })
}
