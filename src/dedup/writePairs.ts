import { mkdir, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import type { JoinExplanation } from '../binding.js'
import { asIoError, writeAtomically } from '../dataset/atomicFile.js'
import { argumentError, checkString, throwIfAborted } from '../validate.js'
import { type JoinBlock, type JoinOperands, joinBlock, splitBlock } from './joinBlocks.js'
import { explainTogether } from './joinExplanation.js'
import { type JoinSettings, type SimilarityJoinResult, TooManyPairs } from './joinOperands.js'
import { openNpyPairs } from './npyPairs.js'
import { MAX_PAIR_LIMIT } from './operands.js'
import { openParquetPairs } from './parquetPairs.js'

/** A file of pairs. */
export interface WrittenPairs {
  out: string
  pairs: number
  explanation?: JoinExplanation
}

/** Pairs held at a time: 256 MiB of arrays, and as much again while they are sorted. */
const HELD_PAIRS = 2 ** 24

const SINKS = { '.parquet': openParquetPairs, '.npy': openNpyPairs }

export function checkPairFile(out: unknown): asserts out is string {
  checkString('out', out)
  if (!(extname(out) in SINKS)) throw argumentError('out', 'a path that ends in .parquet or .npy', out)
}

/**
 * Writes the pairs of all blocks in order. A block with more pairs than are held at a time is cut into smaller ones and
 * joined again: finding pairs costs less than keeping them.
 *
 * @param held for tests
 * @throws TooManyPairs before anything of a block is written
 */
export async function writePairs(
  out: string,
  operands: JoinOperands,
  blocks: readonly JoinBlock[],
  settings: JoinSettings,
  held: number = HELD_PAIRS,
): Promise<WrittenPairs> {
  const { limit, signal } = settings
  const explained: SimilarityJoinResult[] = []
  let pairs = 0
  await writeAtomically(out, (temporary) =>
    withFolder(temporary.replace(/\.partial$/, '-parts.partial'), async (folder) => {
      const sink = await SINKS[extname(out) as keyof typeof SINKS](temporary, folder, signal)
      await using _closed = sink
      const waiting = [...blocks]
      for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
        throwIfAborted(signal)
        const room = limit - pairs
        // One row has no more pairs than there are rows, and cannot be cut.
        const isRow = block.end - block.begin <= 1
        try {
          const most = Math.min(isRow ? MAX_PAIR_LIMIT : held, room)
          const answer = await joinBlock(operands, block, { ...settings, limit: most })
          await sink.write(answer)
          pairs += answer.left.length
          explained.push({ ...answer, ...NO_PAIRS })
        } catch (error) {
          if (!(error instanceof TooManyPairs)) throw error
          if (error.count > room) throw new TooManyPairs(pairs + error.count, limit)
          waiting.unshift(...splitBlock(block, Math.ceil((2 * error.count) / held)))
        }
      }
      await sink.finish()
    }),
  )
  const explanation = explainTogether(explained)
  return { out, pairs, ...(explanation === undefined ? {} : { explanation }) }
}

const NO_PAIRS = { left: new Uint32Array(0), right: new Uint32Array(0), cosine: new Float64Array(0) }

/** A folder for parts beside the output, gone afterwards. */
async function withFolder<T>(folder: string, work: (folder: string) => Promise<T>): Promise<T> {
  try {
    await mkdir(folder)
    return await work(folder)
  } catch (error) {
    throw asIoError(error, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
