import {
  callNative,
  type Duplicates,
  FS,
  type NativeCall,
  type NativeDevice,
  type NativeFailure,
  native,
  type RanOn,
} from '../binding.js'
import { givenDevice, resolveDevice, resolveThreads } from '../device.js'
import type { Embeddings } from '../matrix.js'
import { checkInteger, checkKeys, checkOneOf } from '../validate.js'
import { JOIN_TILE } from './joinOperands.js'
import { checkMaxMemory, pairsWithin } from './memoryBudget.js'
import { checkMinCosine } from './minCosine.js'
import {
  CALL_OPTION_KEYS,
  type CallOptions,
  DEFAULT_PAIR_LIMIT,
  type DeviceOptions,
  explainOperands,
  MAX_PAIR_LIMIT,
  type Operand,
  withDevice,
  withOperands,
} from './operands.js'
import { checkPriority, KEEP_POLICIES, type KeepPolicy, nanPriority } from './resolveDuplicates.js'

/** Arrays up to this size are copied rather than borrowed. */
const MAX_COPY = 4 * 2 ** 20

export interface DedupOptions extends CallOptions, DeviceOptions {
  /** Rows with cosine >= this are similar; above 0, at most 1. There is no default: it belongs to the model. */
  minCosine: number
  policy: KeepPolicy
  /** [rows]; larger is kept, ties go to the lower row. Default: lower rows are kept. */
  priority?: Float64Array | undefined
  /**
   * Most pairs of different similar rows to hold at once. Default 2^26. Where there are more, the rows of each cluster are
   * compared instead: the same answer in memory for rows only, later.
   */
  limit?: number
  /** Memory that may be taken besides that of the rows. The error says how much is needed. No bound by default. */
  maxMemoryBytes?: number
}

/**
 * Finds near-duplicates exactly and says which rows stay.
 *
 * @param embeddings [n, d]; zero rows are similar to nothing
 * @returns cluster: smallest row of the component, own row when alone; keep: 1 or 0; duplicateOf: kept row, or -1
 * @throws NON_FINITE naming a row of the embeddings or a priority
 */
export async function dedup(embeddings: Embeddings, options: DedupOptions): Promise<Duplicates & { device?: RanOn }> {
  // Defaults
  const {
    minCosine,
    policy,
    priority,
    limit = DEFAULT_PAIR_LIMIT,
    maxMemoryBytes,
    threads,
    device,
    signal,
    onProgress,
  } = {
    ...options,
  } as DedupOptions

  // Validate: before the join, which takes long
  checkMinCosine(minCosine, 0)
  checkOneOf('policy', policy, KEEP_POLICIES)
  checkKeys('options', options, [
    'minCosine',
    'policy',
    'priority',
    'limit',
    'maxMemoryBytes',
    'device',
    ...CALL_OPTION_KEYS,
  ])
  checkInteger('limit', limit, 0, MAX_PAIR_LIMIT)
  checkMaxMemory(maxMemoryBytes)
  givenDevice(device)

  // Interpret
  const call = { threads: resolveThreads(threads), signal, onProgress }

  const resolve = async ([operand]: Operand[]) => {
    // Validate interpreted
    const { matrix } = operand!
    checkPriority(priority, matrix.rows)
    // The join takes long, and small arrays are the caller's again as soon as it has started.
    const own = priority !== undefined && priority.byteLength <= MAX_COPY ? priority.slice() : priority

    const settings = { minCosine, limit, ...call }
    const held = maxMemoryBytes && (await pairsWithin(maxMemoryBytes, { left: operand!, right: undefined }, settings))
    const chosen = resolveDevice(device, (matrix.rows * (matrix.rows - 1)) / 2)
    const bounded = { ...settings, limit: Math.min(limit, held ?? limit) }
    return withDevice(await findDuplicates(operand!, own, { policy, device: chosen, ...bounded }), device)
  }
  return withOperands([['embeddings', embeddings]], resolve, { isKept: maxMemoryBytes !== undefined })
}

interface FindSettings extends CallOptions {
  minCosine: number
  policy: KeepPolicy
  limit: number
  threads: number
  device: NativeDevice
}

async function findDuplicates(
  operand: Operand,
  priority: Float64Array | undefined,
  { minCosine, policy, limit, threads, device, signal, onProgress }: FindSettings,
): Promise<Duplicates & { device?: RanOn }> {
  const rows = operand.matrix.toNative()
  const options = { minCosine, limit, device, tile: JOIN_TILE, policy: policy === 'greedy' ? 0 : 1 } as const
  const explainRows = explainOperands([operand])
  const explain = (failure: NativeFailure) =>
    failure.fs === FS.NON_FINITE && failure.detail[0] === 1 ? nanPriority(failure.detail[1]) : explainRows(failure)
  const run = (call: NativeCall) => native().findDuplicates(rows, priority, { ...call, ...options })
  const { report: _, ...answer } = await callNative(run, { threads, signal, onProgress, phase: 'join', explain })
  return answer
}
