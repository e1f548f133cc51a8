import {
  callNative,
  FS,
  type JoinExplanation,
  type NativeCall,
  type NativeFailure,
  native,
  type SimilarPairs,
} from '../binding.js'
import { FigsiftError } from '../errors.js'
import { explainJoin } from './explainJoin.js'
import { type CallOptions, checkSameCols, explainOperands, type Operand } from './operands.js'

/** Rows of a tile given to the device at once. No option: the answer does not depend on it. Tests change it. */
const TILE = 2048

/** Of one call of native code. */
export interface JoinSettings extends CallOptions {
  minCosine: number
  limit: number
  explain?: boolean
  tile?: number
  widths?: readonly number[]
  threads: number
}

/** The answer of a join, and with `explain: true` how it was found. */
export interface SimilarityJoinResult extends SimilarPairs {
  explanation?: JoinExplanation
}

/** More pairs than asked for: `count` of them. */
export class TooManyPairs extends FigsiftError {
  readonly count: number

  constructor(count: number, limit: number) {
    super(
      'LIMIT_EXCEEDED',
      `Expected at most ${limit} pairs (\`limit\`) but there are ${count}. Ask for closer pairs, or raise \`limit\` ` +
        '(a pair takes 16 bytes), or write them to a file with `out`.',
    )
    this.count = count
  }
}

/**
 * The join of operands that are open already, under the names their caller gave them.
 *
 * @throws TooManyPairs
 */
export async function joinOperands(
  left: Operand,
  right: Operand | undefined,
  { threads, signal, onProgress, tile = TILE, ...settings }: JoinSettings,
): Promise<SimilarityJoinResult> {
  if (right !== undefined) checkSameCols(left, right)
  const explainOperand = explainOperands(right === undefined ? [left] : [left, right])
  const explain = (failure: NativeFailure) =>
    failure.fs === FS.LIMIT_EXCEEDED ? new TooManyPairs(failure.detail[0], failure.detail[1]) : explainOperand(failure)
  const [a, b] = [left.matrix.toNative(), right?.matrix.toNative()]
  const run = (call: NativeCall) => native().similarityJoin(a, b, { ...call, ...settings, tile })
  const { report, ...pairs } = await callNative(run, {
    threads,
    signal,
    onProgress,
    phase: 'join',
    explain,
  })
  return report === undefined ? pairs : { ...pairs, explanation: explainJoin(report) }
}
