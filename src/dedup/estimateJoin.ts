import { callNative, native } from '../binding.js'
import { resolveThreads } from '../device.js'
import { type Embeddings, Matrix } from '../matrix.js'
import { MAX_COLS, MAX_ROWS } from '../npy.js'
import { checkInteger, checkKeys } from '../validate.js'
import { checkMinCosine } from './minCosine.js'
import {
  CALL_OPTION_KEYS,
  type CallOptions,
  checkSameCols,
  explainOperands,
  type Operand,
  withOperands,
} from './operands.js'

export interface EstimateJoinOptions extends CallOptions {
  minCosine: number
  /** Estimates for so many rows like those of `a`; by default as many as it has. */
  rows?: number
  /** The same for `b`. */
  otherRows?: number
}

export interface JoinEstimate {
  /** Seconds on `threads` threads, by a cost model measured on Zen 4 with AVX-512. */
  seconds: number
  /** Anonymous memory at the peak, beyond the rows themselves and the pairs found, which take 48 bytes each. */
  bytes: number
  /** Pairs of rows to compare. */
  pairs: number
  /** int8 columns of each screen; none where all pairs are computed in float64. */
  widths: number[]
  /** Share of the pairs that each screen lets through, on a sample. */
  shares: number[]
}

/** Rows of which only the shape is known. */
export interface RowsShape {
  rows: number
  cols: number
}

/**
 * Time and memory of a join, without joining: the planner's choice on a sample of the rows, in about a tenth of a second.
 *
 * @param a as for similarityJoin; a shape without data is planned for rows of which nothing can be pruned
 */
export function estimateJoin(a: Embeddings | RowsShape, options: EstimateJoinOptions): Promise<JoinEstimate>
export function estimateJoin(
  a: Embeddings | RowsShape,
  b: Embeddings | RowsShape,
  options: EstimateJoinOptions,
): Promise<JoinEstimate>
export async function estimateJoin(
  a: Embeddings | RowsShape,
  second: Embeddings | RowsShape | EstimateJoinOptions,
  third?: EstimateJoinOptions,
): Promise<JoinEstimate> {
  // Defaults
  const options = { ...(third ?? (second as EstimateJoinOptions)) }
  const b = third === undefined ? undefined : (second as Embeddings | RowsShape)
  const { minCosine, rows, otherRows, threads, signal, onProgress } = options

  // Validate
  checkMinCosine(minCosine, -1)
  checkKeys('options', options, ['minCosine', 'rows', 'otherRows', ...CALL_OPTION_KEYS])
  for (const [name, value] of Object.entries({ rows, otherRows })) {
    if (value !== undefined) checkInteger(name, value, 0, MAX_ROWS)
  }

  // Interpret
  const given = [rows ?? rowsOf('a', a), otherRows ?? rowsOf('b', b)]
  const call = { threads: resolveThreads(threads), signal, onProgress }
  const named: [string, Embeddings][] = [['a', known(a)]]
  if (b !== undefined) named.push(['b', known(b)])

  return withOperands(named, ([left, right]) => {
    const counts = [given[0] ?? left!.matrix.rows, given[1] ?? right?.matrix.rows ?? 0] as const
    return estimateOperands(left!, right, { ...call, minCosine, counts })
  })
}

/** @param settings.counts rows to estimate for; default those of the operands */
export async function estimateOperands(
  left: Operand,
  right: Operand | undefined,
  settings: CallOptions & { minCosine: number; threads: number; counts?: readonly [number, number] },
): Promise<JoinEstimate> {
  if (right !== undefined) checkSameCols(left, right)
  const { minCosine, threads, signal, onProgress } = settings
  const counts = settings.counts ?? [left.matrix.rows, right?.matrix.rows ?? 0]
  const [a, b] = [left.matrix.toNative(), right?.matrix.toNative()]
  const { widths, shares, pairs, nanoseconds, bytes } = await callNative(
    (call) => native().estimateJoin(a, b, { ...call, minCosine, counts }),
    {
      threads,
      signal,
      onProgress,
      phase: 'plan',
      explain: explainOperands(right === undefined ? [left] : [left, right]),
    },
  )
  const stages = widths[0] === 0 ? 0 : widths[0] === widths[1] ? 1 : 2
  return {
    seconds: nanoseconds / 1e9 / threads,
    bytes,
    pairs,
    widths: widths.slice(0, stages),
    shares: shares.slice(0, stages),
  }
}

const isShape = (value: unknown): value is RowsShape =>
  typeof value === 'object' && value !== null && !(value instanceof Matrix) && !('data' in value) && 'cols' in value

function rowsOf(name: string, value: Embeddings | RowsShape | undefined): number | undefined {
  if (!isShape(value)) return undefined
  checkInteger(`${name}.rows`, value.rows, 0, MAX_ROWS)
  checkInteger(`${name}.cols`, value.cols, 1, MAX_COLS)
  return value.rows
}

/** A shape as a matrix without rows. */
const known = (value: Embeddings | RowsShape): Embeddings =>
  isShape(value) ? { data: new Float32Array(0), rows: 0, cols: value.cols } : value
