import { FS, type NativeFailure, type RanOn } from '../binding.js'
import type { Progress } from '../concurrency.js'
import { type Device, givenDevice } from '../device.js'
import { FigsiftError, ShapeError } from '../errors.js'
import { type Embeddings, Matrix } from '../matrix.js'

/** What every comparison of embeddings takes besides its own options. */
export interface CallOptions {
  /** 1 to 256. Default: `FIGSIFT_THREADS`, or as many as this process may use. The result does not depend on it. */
  threads?: number
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** What a comparison takes that a GPU can do. */
export interface DeviceOptions {
  /**
   * `auto` (default) takes the GPU where there is one and the work is large; `cuda` fails where there is none. The result
   * does not depend on it. Default: `FIGSIFT_DEVICE`, or `auto`.
   */
  device?: Device
}

export const CALL_OPTION_KEYS = ['threads', 'signal', 'onProgress'] as const

/** One argument of embeddings, ready for native code. */
export interface Operand {
  name: string
  matrix: Matrix
  /** Row of the caller's at which `matrix` begins; 0 unless it is a view. */
  begin?: number
}

/**
 * Opens the operands in turn, runs, and closes what was opened, whatever happens.
 *
 * Without a file among them `run` starts at once, in the caller's turn: small arrays are copied and large ones lent
 * before the caller can do anything else with them. `isKept` is for work of more than one native call.
 */
export async function withOperands<T>(
  named: readonly (readonly [name: string, embeddings: Embeddings])[],
  run: (operands: Operand[]) => Promise<T>,
  { isKept = false }: { isKept?: boolean } = {},
): Promise<T> {
  const operands: Operand[] = []
  const owned: Matrix[] = []
  try {
    for (const [name, embeddings] of named) {
      if (embeddings instanceof Matrix) {
        operands.push({ name, matrix: embeddings })
        continue
      }
      const matrix =
        typeof embeddings === 'string' ? await Matrix.open(embeddings) : Matrix.wrap(name, embeddings, isKept)
      owned.push(matrix)
      operands.push({ name, matrix })
    }
    return await run(operands)
  } finally {
    for (const matrix of owned) matrix.dispose()
  }
}

/** Adds what the call ran on, where there was a choice. */
export function withDevice<T extends { device?: RanOn }>(answer: T, device: Device | undefined): T {
  return answer.device !== undefined || givenDevice(device) === undefined ? answer : { ...answer, device: 'cpu' }
}

export function checkSameCols(a: Operand, b: Operand): void {
  if (a.matrix.cols === b.matrix.cols) return
  throw new ShapeError(
    `Expected [n, ${a.matrix.cols}] for \`${b.name}\`, as wide as \`${a.name}\`, but received [${b.matrix.rows}, ${b.matrix.cols}].`,
  )
}

const nameOf = ({ name, matrix }: Operand): string =>
  `\`${name}\`${matrix.file === undefined ? '' : ` (${JSON.stringify(matrix.file)})`}`

/** Sentences for the failures that concern an operand. */
export function explainOperands(operands: readonly Operand[]): (failure: NativeFailure) => FigsiftError | undefined {
  return ({ fs, detail }) => {
    if (fs === FS.NON_FINITE) {
      const { matrix, begin = 0 } = operands[detail[0]]!
      const row = begin + detail[1]
      return new FigsiftError(
        'NON_FINITE',
        `Expected finite numbers for ${nameOf(operands[detail[0]]!)} but row ${row} has NaN or infinity. Leave the row out or make it zero: zero rows are similar to nothing.`,
        matrix.file === undefined ? { row } : { row, file: matrix.file },
      )
    }
    if (fs === FS.IO) {
      const file = operands[detail[1]]!.matrix.file ?? ''
      return new FigsiftError(
        'IO',
        `The file \`${file}\` was cut short while it was read. Write it anew and open it again.`,
        { file },
      )
    }
    return undefined
  }
}

/** Pairs a join may return unless `limit` says otherwise: 1 GiB of arrays. */
export const DEFAULT_PAIR_LIMIT: number = 2 ** 26

/** Most pairs a join can be asked for: the longest typed array. */
export const MAX_PAIR_LIMIT: number = 2 ** 32

export function explainLimit({ fs, detail }: NativeFailure): FigsiftError | undefined {
  if (fs !== FS.LIMIT_EXCEEDED) return undefined
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected at most ${detail[1]} pairs (\`limit\`) but there are ${detail[0]}. Ask for closer pairs, or raise \`limit\`: a pair takes 16 bytes.`,
  )
}
