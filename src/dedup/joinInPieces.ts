import { throwIfAborted } from '../validate.js'
import { type JoinBlock, type JoinOperands, joinBlock, joinBlocks, splitBlock } from './joinBlocks.js'
import { type JoinSettings, type SimilarityJoinResult, TooManyPairs } from './joinOperands.js'
import { MAX_PAIR_LIMIT } from './operands.js'

/** Pairs held at a time: 128 MiB of arrays, and three times that while they are put in order. */
const HELD_PAIRS = 2 ** 23

/**
 * The pairs of all blocks in order, in pieces that fit in memory. A block with more pairs than are held at a time is cut
 * into smaller ones and joined again: finding pairs costs less than keeping them.
 *
 * @param held most pairs of a piece, unless one row has more
 * @throws TooManyPairs when `limit` pairs were given out and there are more
 */
export async function* joinInPieces(
  operands: JoinOperands,
  blocks: readonly JoinBlock[],
  settings: JoinSettings,
  held: number = HELD_PAIRS,
): AsyncGenerator<SimilarityJoinResult, void, undefined> {
  const { limit, signal } = settings
  const most = Math.min(held, HELD_PAIRS)
  const waiting = [...blocks]
  let given = 0
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    throwIfAborted(signal)
    const room = limit - given
    // One row has no more pairs than there are rows, and cannot be cut.
    const isRow = block.end - block.begin <= 1
    try {
      const bound = Math.min(isRow ? MAX_PAIR_LIMIT : most, room)
      const piece = await joinBlock(operands, block, { ...settings, limit: bound })
      given += piece.left.length
      yield piece
    } catch (error) {
      if (!(error instanceof TooManyPairs)) throw error
      if (error.count > room) {
        const rest = await countPairs(operands, waiting, settings)
        throw new TooManyPairs(given + error.count + rest, limit)
      }
      waiting.unshift(...splitBlock(block, Math.ceil((2 * error.count) / most)))
    }
  }
}

async function countPairs(
  operands: JoinOperands,
  blocks: readonly JoinBlock[],
  settings: JoinSettings,
): Promise<number> {
  try {
    const { left } = await joinBlocks(operands, blocks, { ...settings, limit: 0 })
    return left.length
  } catch (error) {
    if (error instanceof TooManyPairs) return error.count
    throw error
  }
}
