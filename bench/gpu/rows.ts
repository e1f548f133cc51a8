// Random float16 rows, made quickly: what a join of them costs does not depend on how random they are.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Matrix } from '../../src/matrix.js'
import { formatNpyHeader } from '../../src/npy.js'
import type { Rng } from '../../test/support/random.js'

/** In memory, or, where they are too many for one array, in a file under /dev/shm. */
export interface HalfRows {
  operand: Matrix | string
  rows: number
  cols: number
  dispose(): void
}

const MOST_VALUES = 2 ** 31

/** The nearest float16 bits of a number of ordinary size. */
function halfBits(value: number): number {
  const single = new Float32Array([value])
  const bits = new Uint32Array(single.buffer)[0]!
  const exponent = ((bits >>> 23) & 255) - 112
  if (exponent <= 0) return (bits >>> 16) & 0x8000
  return ((bits >>> 16) & 0x8000) | Math.min(0x7bff, (exponent << 10) + ((bits & 0x7fffff) >>> 13))
}

/** Normal deviates as bits, drawn from a table. */
function table(rng: Rng): Uint16Array {
  return Uint16Array.from({ length: 1 << 16 }, () => halfBits(rng.normal()))
}

/** Rows without a direction of their own. */
export function isotropicRows(rng: Rng, rows: number, cols: number): HalfRows {
  return fill(rng, rows, cols, () => 1)
}

/** Rows whose coordinates decay as 1 / k, one in a thousand of them a near-duplicate of the one before. */
export function decayingRows(rng: Rng, rows: number, cols: number): HalfRows {
  return fill(rng, rows, cols, (k) => 1 / Math.sqrt(1 + k))
}

function fill(rng: Rng, rows: number, cols: number, size: (k: number) => number): HalfRows {
  const deviates = table(rng)
  // For each column its own table would not fit a cache: sizes go in steps of a factor of two, by the exponent.
  const shifts = Int32Array.from({ length: cols }, (_, k) => Math.round(-Math.log2(size(k))) << 10)
  let state = 0x9e3779b9
  const make = (count: number): Uint16Array => {
    const data = new Uint16Array(count * cols)
    for (let row = 0; row < count; row++) {
      const at = row * cols
      const isCopy = row % 1000 === 999
      if (isCopy) data.copyWithin(at, at - cols, at)
      for (let k = isCopy ? cols - 8 : 0; k < cols; k++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0
        const bits = deviates[(state >>> 8) & 0xffff]!
        data[at + k] = (bits & 0x7c00) > shifts[k]! ? bits - shifts[k]! : bits & 0x8000
      }
    }
    return data
  }
  if (rows * cols <= MOST_VALUES) {
    const operand = Matrix.from({ data: make(rows), rows, cols })
    return { operand, rows, cols, dispose: () => operand.dispose() }
  }
  const path = join('/dev/shm', `figsift-rows-${process.pid}-${rows}.npy`)
  const file = openSync(path, 'w')
  writeSync(file, formatNpyHeader('float16', rows, cols))
  for (let done = 0; done < rows; done += 100_000) writeSync(file, make(Math.min(100_000, rows - done)))
  closeSync(file)
  return { operand: path, rows, cols, dispose: () => rmSync(path) }
}
