import type { SimilarPairs } from '../binding.js'
import { eachRow } from '../concurrency.js'
import { explainTogether } from './joinExplanation.js'
import { type JoinSettings, joinOperands, type SimilarityJoinResult, TooManyPairs } from './joinOperands.js'
import { concatPairs, mergePairs } from './mergePairs.js'
import type { Operand } from './operands.js'

/** What is joined: two operands, or one with itself. */
export interface JoinOperands {
  left: Operand
  right: Operand | undefined
}

/** Rows [begin, end) of the left operand with each other, where `isSelf`, and with rows [from, to) of the other one. */
export interface JoinBlock {
  begin: number
  end: number
  isSelf: boolean
  /** Where `isSelf`, `from` is `end`. */
  from: number
  to: number
}

/**
 * The blocks of a whole join, in order of their left rows. With `after` only pairs whose right row is at or behind it: the
 * rows before it with those behind, then those behind with each other.
 */
export function wholeJoin({ left, right }: JoinOperands, after = 0): JoinBlock[] {
  const { rows } = left.matrix
  if (right !== undefined) return [{ begin: 0, end: rows, isSelf: false, from: 0, to: right.matrix.rows }]
  const behind: JoinBlock = { begin: after, end: rows, isSelf: true, from: rows, to: rows }
  return after === 0 ? [behind] : [{ begin: 0, end: after, isSelf: false, from: after, to: rows }, behind]
}

/** The same pairs as blocks of about equally many left rows, in order. */
export function splitBlock(block: JoinBlock, parts: number): JoinBlock[] {
  const { begin, end, isSelf } = block
  const count = Math.min(parts, end - begin)
  const edge = (part: number) => begin + Math.floor(((end - begin) * part) / count)
  return Array.from({ length: count }, (_, part) => {
    const own = { ...block, begin: edge(part), end: edge(part + 1) }
    return isSelf ? { ...own, from: own.end } : own
  })
}

/** @throws TooManyPairs for all blocks together */
export async function joinBlocks(
  operands: JoinOperands,
  blocks: readonly JoinBlock[],
  settings: JoinSettings,
): Promise<SimilarityJoinResult> {
  const { limit } = settings
  return together(blocks, limit, concatPairs, (block, left) => joinBlock(operands, block, { ...settings, limit: left }))
}

/** @throws TooManyPairs */
export async function joinBlock(
  { left, right }: JoinOperands,
  { begin, end, isSelf, from, to }: JoinBlock,
  settings: JoinSettings,
): Promise<SimilarityJoinResult> {
  const rows = viewOf(left, begin, end)
  const others: (Operand | undefined)[] = []
  if (isSelf) others.push(undefined)
  if (!isSelf || to > from) others.push(viewOf(right ?? left, from, to))
  return together(others, settings.limit, mergePairs, async (other, limit) => {
    const answer = await joinOperands(rows, other, { ...settings, limit })
    await shift(answer.left, begin)
    await shift(answer.right, other === undefined ? begin : from)
    return answer
  })
}

/** Joins done one after the other as one. Beyond the limit the rest is still counted, for the error. */
async function together<T>(
  parts: readonly T[],
  limit: number,
  combine: (answers: SimilarPairs[]) => Promise<SimilarPairs>,
  join: (part: T, limit: number) => Promise<SimilarityJoinResult>,
): Promise<SimilarityJoinResult> {
  let answers: SimilarityJoinResult[] = []
  let count = 0
  for (const part of parts) {
    try {
      const answer = await join(part, Math.max(0, limit - count))
      count += answer.left.length
      answers.push(answer)
    } catch (error) {
      if (!(error instanceof TooManyPairs)) throw error
      count += error.count
    }
    if (count > limit) answers = []
  }
  if (count > limit) throw new TooManyPairs(count, limit)
  const explanation = explainTogether(answers)
  const device = answers.find((answer) => answer.device !== undefined)?.device
  return {
    ...(await combine(answers)),
    ...(explanation === undefined ? {} : { explanation }),
    ...(device === undefined ? {} : { device }),
  }
}

function viewOf(operand: Operand, begin: number, end: number): Operand {
  const { matrix } = operand
  return begin === 0 && end === matrix.rows ? operand : { ...operand, matrix: matrix.view(begin, end), begin }
}

async function shift(rows: Uint32Array, by: number): Promise<void> {
  if (by === 0) return
  await eachRow(rows.length, (i) => {
    rows[i]! += by
  })
}
