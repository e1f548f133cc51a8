import { FigsiftError } from '../errors.js'
import { checkInteger } from '../validate.js'
import { estimateOperands } from './estimateJoin.js'
import type { JoinOperands } from './joinBlocks.js'
import type { JoinSettings } from './joinOperands.js'

/** Of a pair while a join gathers, orders and returns it. */
export const PAIR_BYTES = 48

export function checkMaxMemory(maxMemoryBytes: unknown): asserts maxMemoryBytes is number | undefined {
  if (maxMemoryBytes !== undefined) checkInteger('maxMemoryBytes', maxMemoryBytes, 1, Number.MAX_SAFE_INTEGER)
}

/**
 * How many pairs a join may hold besides what it needs for its rows.
 *
 * @throws FigsiftError LIMIT_EXCEEDED saying what is needed, before anything is done
 */
export async function pairsWithin(
  maxMemoryBytes: number,
  { left, right }: JoinOperands,
  settings: JoinSettings,
): Promise<number> {
  const { bytes } = await estimateOperands(left, right, settings)
  const least = Math.ceil(bytes) + PAIR_BYTES * 2 ** 16
  if (least <= maxMemoryBytes) return Math.floor((maxMemoryBytes - bytes) / PAIR_BYTES)
  const shape = ({ rows, cols }: { rows: number; cols: number }) => `[${rows}, ${cols}]`
  const operands = right === undefined ? shape(left.matrix) : `${shape(left.matrix)} and ${shape(right.matrix)}`
  throw new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected a join within ${maxMemoryBytes} bytes (\`maxMemoryBytes\`) but ${operands} need ${least}, besides the rows themselves. ` +
      'Allow that much, or join fewer rows at a time (`after`).',
  )
}

export function beyondMemory(count: number, maxMemoryBytes: number): FigsiftError {
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected the pairs within ${maxMemoryBytes} bytes (\`maxMemoryBytes\`) but there are ${count} of ${PAIR_BYTES} bytes each. ` +
      'Write them to a file with `out`, or ask for closer pairs.',
  )
}
