import { callNative, type JoinExplanation, native, type SimilarPairs } from '../binding.js'
import { resolveThreads } from '../device.js'
import { type Embeddings, Matrix } from '../matrix.js'
import { argumentError, checkBoolean, checkInteger, checkKeys } from '../validate.js'
import {
  CALL_OPTION_KEYS,
  type CallOptions,
  checkSameCols,
  DEFAULT_PAIR_LIMIT,
  explainLimit,
  explainOperands,
  MAX_PAIR_LIMIT,
  type Operand,
  withOperands,
} from './operands.js'

export interface SimilarityJoinOptions extends CallOptions {
  /** Pairs with cosine >= this are returned; above -1, at most 1. There is no default: it belongs to the model. */
  minCosine: number
  /** Most pairs to return. Default 2^26 (1 GiB of arrays). More is an error that says how many there are. */
  limit?: number
  /** Adds `explanation`: the plan, the candidates and time of each stage, the tiles skipped. */
  explain?: boolean
}

/** The answer of a join, and with `explain: true` how it was found. */
export interface SimilarityJoinResult extends SimilarPairs {
  explanation?: JoinExplanation
}

/** Rows of a tile given to the device at once. No option: the answer does not depend on it. Tests change it. */
const TILE = 2048

/**
 * Every pair of rows with cosine >= minCosine: none missed, none too many.
 *
 * cos(x, y) = dot(x, y) / sqrt(dot(x, x) dot(y, y)) in float64, 0 where a row is all zero
 *
 * @param a  [n, d]; alone: pairs of its rows with left < right
 * @param b  [m, d]; then left is a row of `a`, right a row of `b`
 * @returns  left, right, cosine, in order of (left, right); the same bits on every device, level and thread count
 * @throws ShapeError if the widths differ; NON_FINITE naming argument and row; LIMIT_EXCEEDED with the number of pairs
 * @remarks cost: n m d multiplications at worst, and one float32 copy of each operand in memory
 * @see docs/numerics.md for the order of the sums, and why identical rows have cosine exactly 1
 */
export function similarityJoin(a: Embeddings, options: SimilarityJoinOptions): Promise<SimilarityJoinResult>
export function similarityJoin(
  a: Embeddings,
  b: Embeddings,
  options: SimilarityJoinOptions,
): Promise<SimilarityJoinResult>
export async function similarityJoin(
  a: Embeddings,
  second: Embeddings | SimilarityJoinOptions,
  third?: SimilarityJoinOptions,
): Promise<SimilarityJoinResult> {
  // Defaults
  const isSelf = third === undefined && !isEmbeddings(second)
  const options = (isSelf ? second : third) as SimilarityJoinOptions | undefined
  const {
    minCosine,
    limit = DEFAULT_PAIR_LIMIT,
    explain,
    tile,
    widths,
    threads,
    signal,
    onProgress,
  } = {
    ...options,
  } as Internal

  // Validate
  checkMinCosine(minCosine, -1)
  checkKeys('options', options!, ['minCosine', 'limit', 'explain', 'tile', 'widths', ...CALL_OPTION_KEYS])
  if (explain !== undefined) checkBoolean('explain', explain)
  checkInteger('limit', limit, 0, MAX_PAIR_LIMIT)

  // Interpret
  const resolved = resolveThreads(threads)
  const named = isSelf
    ? ([['a', a]] as const)
    : ([
        ['a', a],
        ['b', second as Embeddings],
      ] as const)

  return withOperands(named, ([left, right]) =>
    joinOperands(left!, right, {
      minCosine,
      limit,
      threads: resolved,
      signal,
      onProgress,
      ...(explain ? { explain } : {}),
      ...(tile === undefined ? {} : { tile }),
      ...(widths === undefined ? {} : { widths }),
    }),
  )
}

interface JoinSettings extends CallOptions {
  minCosine: number
  limit: number
  explain?: boolean
  tile?: number
  widths?: readonly number[]
  threads: number
}

/** The join of operands that are open already, under the names their caller gave them. */
export async function joinOperands(
  left: Operand,
  right: Operand | undefined,
  { threads, signal, onProgress, tile = TILE, ...settings }: JoinSettings,
): Promise<SimilarityJoinResult> {
  // Validate interpreted
  if (right !== undefined) checkSameCols(left, right)

  const explain = explainOperands(right === undefined ? [left] : [left, right])
  return callNative(
    (call) => native().similarityJoin(left.matrix.toNative(), right?.matrix.toNative(), { ...call, ...settings, tile }),
    { threads, signal, onProgress, phase: 'join', explain: (failure) => explain(failure) ?? explainLimit(failure) },
  )
}

/** What tests and benches may force. */
type Internal = SimilarityJoinOptions & { tile?: number; widths?: readonly number[] }

function isEmbeddings(value: unknown): boolean {
  if (typeof value === 'string' || value instanceof Matrix) return true
  return typeof value === 'object' && value !== null && 'data' in value
}

/** `above` is excluded: -1 would ask for everything, and no threshold in use is there. */
export function checkMinCosine(minCosine: unknown, above: -1 | 0): asserts minCosine is number {
  if (typeof minCosine === 'number' && minCosine > above && minCosine <= 1) return
  throw argumentError('minCosine', `a number above ${above} and at most 1`, minCosine)
}
