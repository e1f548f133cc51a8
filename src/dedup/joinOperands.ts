import {
  callNative,
  FS,
  type JoinExplanation,
  type NativeCall,
  type NativeDevice,
  type NativeFailure,
  native,
  type RanOn,
  type SimilarPairs,
} from '../binding.js'
import { FigsiftError } from '../errors.js'
import { explainJoin } from './explainJoin.js'
import { type CallOptions, checkSameCols, explainOperands, type Operand } from './operands.js'

/** Rows of a tile given to the device at once. No option: the answer does not depend on it. Tests change it. */
export const JOIN_TILE = 2048

/** Of one call of native code. */
export interface JoinSettings extends CallOptions {
  minCosine: number
  limit: number
  explain?: boolean
  tile?: number
  widths?: readonly number[]
  /** Self-joins above 0: adds `firstOf`, and gives only pairs of first rows. */
  firstOnly?: boolean
  threads: number
  device?: NativeDevice
}

/** The answer of a join, and with `explain: true` how it was found. */
export interface SimilarityJoinResult extends SimilarPairs {
  explanation?: JoinExplanation
  /** What it ran on, where `device` was given or the join was large. */
  device?: RanOn
}

/** Pairs of first rows. */
export interface CollapsedPairs extends SimilarityJoinResult {
  /** [n] the first row that each row equals byte for byte; its own number where there is none before it. */
  firstOf: Uint32Array
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
 * A self-join whose size does not explode: equal rows are stated once in `firstOf`, not as pairs of all of them.
 *
 * @throws TooManyPairs
 */
export async function collapsedJoin(operand: Operand, settings: JoinSettings): Promise<CollapsedPairs> {
  return (await joinOperands(operand, undefined, { ...settings, firstOnly: true })) as CollapsedPairs
}

/**
 * The join of operands that are open already, under the names their caller gave them.
 *
 * @throws TooManyPairs
 */
export async function joinOperands(
  left: Operand,
  right: Operand | undefined,
  { threads, signal, onProgress, tile = JOIN_TILE, ...settings }: JoinSettings,
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
