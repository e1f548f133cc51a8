import { mkdir, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import type { JoinExplanation } from '../binding.js'
import { writeAtomically } from '../dataset/atomicFile.js'
import { argumentError, checkString } from '../validate.js'
import type { JoinBlock, JoinOperands } from './joinBlocks.js'
import { explainTogether } from './joinExplanation.js'
import { joinInPieces } from './joinInPieces.js'
import type { JoinSettings } from './joinOperands.js'
import { openNpyPairs } from './npyPairs.js'
import { openParquetPairs } from './parquetPairs.js'

/** A file of pairs. */
export interface WrittenPairs {
  out: string
  pairs: number
  explanation?: JoinExplanation
}

const SINKS = { '.parquet': openParquetPairs, '.npy': openNpyPairs }

export function checkPairFile(out: unknown): asserts out is string {
  checkString('out', out)
  if (!(extname(out) in SINKS)) throw argumentError('out', 'a path that ends in .parquet or .npy', out)
}

/**
 * Writes the pairs of all blocks in order.
 *
 * @param held for tests
 * @throws TooManyPairs, most often before anything was written
 */
export async function writePairs(
  out: string,
  operands: JoinOperands,
  blocks: readonly JoinBlock[],
  settings: JoinSettings,
  held?: number,
): Promise<WrittenPairs> {
  const explained: { explanation?: JoinExplanation }[] = []
  let pairs = 0
  await writeAtomically(out, (temporary) =>
    withFolder(temporary.replace(/\.partial$/, '-parts.partial'), async (folder) => {
      const sink = await SINKS[extname(out) as keyof typeof SINKS](temporary, folder, settings.signal)
      await using _closed = sink
      for await (const { explanation, ...piece } of joinInPieces(operands, blocks, settings, held)) {
        await sink.write(piece)
        pairs += piece.left.length
        if (explanation !== undefined) explained.push({ explanation })
      }
      await sink.finish()
    }),
  )
  const explanation = explainTogether(explained)
  return { out, pairs, ...(explanation === undefined ? {} : { explanation }) }
}

/** A folder for parts beside the output, gone afterwards. */
async function withFolder<T>(folder: string, work: (folder: string) => Promise<T>): Promise<T> {
  try {
    await mkdir(folder)
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
