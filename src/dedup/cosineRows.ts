import { callNative, native } from '../binding.js'
import { resolveThreads } from '../device.js'
import { ShapeError } from '../errors.js'
import type { Embeddings } from '../matrix.js'
import { checkKeys } from '../validate.js'
import { CALL_OPTION_KEYS, type CallOptions, checkSameCols, explainOperands, withOperands } from './operands.js'

/**
 * Cosine similarity of paired rows.
 *
 * out[i] = dot(a[i], b[i]) / sqrt(dot(a[i], a[i]) dot(b[i], b[i])) in float64, 0 where either row is all zero
 *
 * @param a  [n, d]; need not be normalised
 * @param b  [n, d]
 * @returns  [n]; in [-1, 1] up to rounding (|excess| < 1e-12)
 * @throws ShapeError if the shapes differ; NON_FINITE naming argument and row
 * @see docs/numerics.md
 */
export async function cosineRows(a: Embeddings, b: Embeddings, options: CallOptions = {}): Promise<Float64Array> {
  checkKeys('options', options, CALL_OPTION_KEYS)
  const threads = resolveThreads(options.threads)
  return withOperands(
    [
      ['a', a],
      ['b', b],
    ],
    (operands) => {
      const [left, right] = operands
      checkSameCols(left!, right!)
      if (left!.matrix.rows !== right!.matrix.rows) {
        throw new ShapeError(
          `Expected [${left!.matrix.rows}, ${left!.matrix.cols}] for \`b\`, one row for each of \`a\`, but received [${right!.matrix.rows}, ${right!.matrix.cols}].`,
        )
      }
      return callNative((call) => native().cosineRows(left!.matrix.toNative(), right!.matrix.toNative(), call), {
        threads,
        signal: options.signal,
        onProgress: options.onProgress,
        phase: 'cosine',
        explain: explainOperands(operands),
      })
    },
  )
}
