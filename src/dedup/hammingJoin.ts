import { callNative, type HammingPairs, native } from '../binding.js'
import { resolveThreads } from '../device.js'
import { argumentError, checkInteger, checkKeys } from '../validate.js'
import { CALL_OPTION_KEYS, type CallOptions, DEFAULT_PAIR_LIMIT, explainLimit, MAX_PAIR_LIMIT } from './operands.js'

export interface HammingJoinOptions extends CallOptions {
  /** Most bits in which two hashes may differ, 0 to 64. */
  radius: number
  /** Most pairs to return. Default 2^26. More is an error that says how many there are. */
  limit?: number
}

/**
 * Every pair of 64-bit hashes that differ in at most `radius` bits: none missed.
 *
 * bits = popcount(left ^ right)
 *
 * @param left   [n]; alone: pairs with left < right
 * @param right  [m]; then left is a position in `left`, right one in `right`
 * @returns left, right, bits, in order of (left, right)
 * @throws LIMIT_EXCEEDED with the number of pairs; n equal hashes are n (n - 1) / 2 pairs
 */
export function hammingJoin(hashes: BigUint64Array, options: HammingJoinOptions): Promise<HammingPairs>
export function hammingJoin(
  left: BigUint64Array,
  right: BigUint64Array,
  options: HammingJoinOptions,
): Promise<HammingPairs>
export async function hammingJoin(
  left: BigUint64Array,
  second: BigUint64Array | HammingJoinOptions,
  third?: HammingJoinOptions,
): Promise<HammingPairs> {
  // Defaults
  const isSelf = third === undefined && !ArrayBuffer.isView(second)
  const options = (isSelf ? second : third) as HammingJoinOptions | undefined
  const right = isSelf ? undefined : (second as BigUint64Array)
  const { radius, limit = DEFAULT_PAIR_LIMIT, threads, signal, onProgress } = { ...options } as HammingJoinOptions

  // Validate
  checkHashes(isSelf ? 'hashes' : 'left', left)
  if (!isSelf) checkHashes('right', right)
  checkInteger('radius', radius, 0, 64)
  checkKeys('options', options!, ['radius', 'limit', ...CALL_OPTION_KEYS])
  checkInteger('limit', limit, 0, MAX_PAIR_LIMIT)

  // Interpret
  const resolved = resolveThreads(threads)

  return callNative((call) => native().hammingJoin(left, right, { ...call, radius, limit }), {
    threads: resolved,
    signal,
    onProgress,
    phase: 'join',
    explain: explainLimit,
  })
}

function checkHashes(name: string, hashes: unknown): void {
  if (!(hashes instanceof BigUint64Array)) throw argumentError(name, 'a BigUint64Array', hashes)
}
