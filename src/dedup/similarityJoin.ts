import { givenDevice, resolveDevice, resolveThreads } from '../device.js'
import { type Embeddings, Matrix } from '../matrix.js'
import { argumentError, checkBoolean, checkInteger, checkKeys } from '../validate.js'
import { joinBlocks, wholeJoin } from './joinBlocks.js'
import { type SimilarityJoinResult, TooManyPairs } from './joinOperands.js'
import { beyondMemory, checkMaxMemory, pairsWithin } from './memoryBudget.js'
import { checkMinCosine } from './minCosine.js'
import {
  CALL_OPTION_KEYS,
  type CallOptions,
  checkSameCols,
  DEFAULT_PAIR_LIMIT,
  type DeviceOptions,
  MAX_PAIR_LIMIT,
  type Operand,
  withDevice,
  withOperands,
} from './operands.js'
import { checkPairFile, type WrittenPairs, writePairs } from './writePairs.js'

export interface SimilarityJoinOptions extends CallOptions, DeviceOptions {
  /** Pairs with cosine >= this are returned; above -1, at most 1. There is no default: it belongs to the model. */
  minCosine: number
  /**
   * Most pairs to return. More is an error that says how many there are. Default 2^26 (1 GiB of arrays); none with `out`.
   */
  limit?: number
  /** Self-joins: only pairs whose right row is this one or a later one. The rows before it were joined earlier. */
  after?: number
  /** Memory that may be taken besides that of the rows. The error says how much is needed. No bound by default. */
  maxMemoryBytes?: number
  /** Writes the pairs to this `.parquet` or `.npy` file instead of returning them. */
  out?: string
  /** Adds `explanation`: the plan, the candidates and time of each stage, the tiles skipped. */
  explain?: boolean
}

/**
 * Every pair of rows with cosine >= minCosine: none missed, none too many.
 *
 * cos(x, y) = dot(x, y) / sqrt(dot(x, x) dot(y, y)) in float64, 0 where a row is all zero
 *
 * @param a  [n, d]; alone: pairs of its rows with left < right
 * @param b  [m, d]; then left is a row of `a`, right a row of `b`
 * @returns  left, right, cosine, in order of (left, right); the same bits on every device, level and thread count. With
 *           `out` the file and how many pairs it holds, in the same order: columns left, right (uint32) and cosine
 *           (float64), in a `.npy` file as one structured array. The file appears whole or not at all, and memory is
 *           bounded whatever the number of pairs.
 * @throws ShapeError if the widths differ; NON_FINITE naming argument and row; LIMIT_EXCEEDED with the number of pairs
 * @remarks `after: k` gives what k rows joined earlier did not: that answer and this one together are the whole one.
 * @see docs/numerics.md for the order of the sums, and why identical rows have cosine exactly 1
 */
export function similarityJoin(a: Embeddings, options: ToFile): Promise<WrittenPairs>
export function similarityJoin(a: Embeddings, b: Embeddings, options: ToFile): Promise<WrittenPairs>
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
): Promise<SimilarityJoinResult | WrittenPairs> {
  // Defaults
  const isSelf = third === undefined && !isEmbeddings(second)
  const options = { ...((isSelf ? second : third) as Internal | undefined) } as Internal
  const {
    minCosine,
    limit,
    after = 0,
    maxMemoryBytes,
    out,
    explain = false,
    tile,
    widths,
    threads,
    device,
    signal,
    onProgress,
  } = options

  // Validate
  checkMinCosine(minCosine, -1)
  checkKeys('options', options, [
    'minCosine',
    'limit',
    'after',
    'maxMemoryBytes',
    'out',
    'explain',
    'tile',
    'widths',
    'device',
    ...CALL_OPTION_KEYS,
  ])
  checkBoolean('explain', explain)
  if (limit !== undefined) checkInteger('limit', limit, 0, out === undefined ? MAX_PAIR_LIMIT : Number.MAX_SAFE_INTEGER)
  if (out !== undefined) checkPairFile(out)
  checkMaxMemory(maxMemoryBytes)
  givenDevice(device)
  if (after !== 0 && !isSelf) throw argumentError('after', 'nothing when two matrices are joined', after)

  // Interpret
  const settings = {
    minCosine,
    threads: resolveThreads(threads),
    signal,
    onProgress,
    ...(explain ? { explain } : {}),
    ...(tile === undefined ? {} : { tile }),
    ...(widths === undefined ? {} : { widths }),
  }
  const named: [string, Embeddings][] = [['a', a]]
  if (!isSelf) named.push(['b', second as Embeddings])

  const join = async ([left, right]: Operand[]) => {
    // Validate interpreted
    if (right !== undefined) checkSameCols(left!, right)
    checkInteger('after', after, 0, left!.matrix.rows)

    const operands = { left: left!, right }
    const blocks = wholeJoin(operands, after)
    const most = limit ?? (out === undefined ? DEFAULT_PAIR_LIMIT : Number.MAX_SAFE_INTEGER)
    const others = right?.matrix.rows ?? (left!.matrix.rows - 1) / 2
    const chosen = resolveDevice(device, left!.matrix.rows * others)
    const bounded = { ...settings, limit: most, ...(chosen === 0 ? {} : { device: chosen }) }
    const held = maxMemoryBytes && (await pairsWithin(maxMemoryBytes, operands, bounded))
    if (out !== undefined) return writePairs(out, operands, blocks, bounded, held)
    const answer = joinBlocks(operands, blocks, { ...bounded, limit: Math.min(held ?? most, most) })
    return withDevice(
      await answer.catch((error) => {
        const isOurs = held !== undefined && error instanceof TooManyPairs && error.count <= most
        throw isOurs ? beyondMemory(error.count, maxMemoryBytes!) : error
      }),
      device,
    )
  }
  return withOperands(named, join, { isKept: after !== 0 || out !== undefined || maxMemoryBytes !== undefined })
}

type ToFile = SimilarityJoinOptions & { out: string }

/** What tests and benches may force. */
type Internal = SimilarityJoinOptions & { tile?: number; widths?: readonly number[] }

function isEmbeddings(value: unknown): boolean {
  if (typeof value === 'string' || value instanceof Matrix) return true
  return typeof value === 'object' && value !== null && 'data' in value
}
