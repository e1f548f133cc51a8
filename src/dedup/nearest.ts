import { callNative, type NativeCall, type Neighbours, native, type RanOn } from '../binding.js'
import { givenDevice, resolveDevice, resolveThreads } from '../device.js'
import type { Embeddings } from '../matrix.js'
import { MAX_ROWS } from '../npy.js'
import { checkInteger, checkKeys } from '../validate.js'
import {
  CALL_OPTION_KEYS,
  type CallOptions,
  checkSameCols,
  type DeviceOptions,
  explainOperands,
  withDevice,
  withOperands,
} from './operands.js'

export interface NearestOptions extends CallOptions, DeviceOptions {
  /** Neighbours per query; at most as many as the corpus has rows are returned. */
  k: number
}

/**
 * The k rows of a corpus with the largest cosine to each query, exactly.
 *
 * @param queries [n, d]
 * @param corpus  [m, d]; a query that is a row of it finds itself
 * @returns indices, cosines: [n, min(k, m)], best first, ties by lower index; the same bits on every device
 * @throws ShapeError if the widths differ; NON_FINITE naming argument and row
 * @remarks a zero row has cosine 0 with everything, so a zero query returns the first k rows
 */
export async function nearest(
  queries: Embeddings,
  corpus: Embeddings,
  options: NearestOptions,
): Promise<Neighbours & { device?: RanOn }> {
  // Defaults
  const { k, threads, device, signal, onProgress } = { ...options }

  // Validate
  checkInteger('k', k, 1, MAX_ROWS)
  checkKeys('options', options, ['k', 'device', ...CALL_OPTION_KEYS])

  givenDevice(device)

  // Interpret
  const resolved = resolveThreads(threads)
  const named = [
    ['queries', queries],
    ['corpus', corpus],
  ] as const

  return withOperands(named, async (operands) => {
    // Validate interpreted
    const [left, right] = operands
    checkSameCols(left!, right!)
    const kept = Math.min(k, right!.matrix.rows)
    if (kept === 0) return { indices: new Uint32Array(0), cosines: new Float64Array(0) }
    checkInteger('queries.rows * k', left!.matrix.rows * kept, 0, 2 ** 32)

    const [a, b] = [left!.matrix, right!.matrix]
    const chosen = resolveDevice(device, a.rows * b.rows)
    const run = (call: NativeCall) => native().nearest(a.toNative(), b.toNative(), { ...call, k: kept, device: chosen })
    const explain = explainOperands(operands)
    return withDevice(
      await callNative(run, { threads: resolved, signal, onProgress, phase: 'search', explain }),
      device,
    )
  })
}
