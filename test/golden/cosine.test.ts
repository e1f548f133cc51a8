import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cosineRows } from '../../src/dedup/cosineRows.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { rowsOf } from '../support/embeddings.js'

const golden = JSON.parse(readFileSync(new URL('cosine.json', import.meta.url), 'utf8'))
const { rows, cols } = golden as { rows: number; cols: number }

function decoded<T>(text: string, Type: new (buffer: ArrayBuffer) => T): T {
  return new Type(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
}

const matrix = { data: decoded(golden.float32, Float32Array), rows, cols }
/** [rows, rows], by NumPy in float64, whose sums run in another order. */
const expected = decoded(golden.float64Cosines, Float64Array)

/** 4 units in the last place of 1. NumPy's own sums and norms round too, in another order. */
const TOLERANCE = 4 * 2 ** -52

describe('NumPy', () => {
  it('agrees within 4 ulp of 1', async () => {
    const at = (i: number, k: number) => matrix.data[i * cols + k]!
    const left = rowsOf(rows * rows, cols, (pair, k) => at(Math.floor(pair / rows), k))
    const right = rowsOf(rows * rows, cols, (pair, k) => at(pair % rows, k))
    for (const [pair, value] of (await cosineRows(left, right)).entries()) {
      const label = `pair ${Math.floor(pair / rows)}, ${pair % rows}: ${value} and ${expected[pair]}`
      expect(Math.abs(value - expected[pair]!), label).toBeLessThanOrEqual(TOLERANCE)
    }
  })

  it.each([
    0.05, 0.5, 0.95, 0.9999, 1,
  ])('finds the same pairs above %d, but for those at the threshold', async (minCosine) => {
    const { left, right } = await similarityJoin(matrix, { minCosine })
    const ours = new Set(Array.from(left, (row, i) => `${row} ${right[i]}`))
    const atThreshold: string[] = []
    let agreed = 0
    for (let i = 0; i < rows; i++) {
      for (let j = i + 1; j < rows; j++) {
        const cosine = expected[i * rows + j]!
        if (ours.has(`${i} ${j}`) === cosine >= minCosine) {
          agreed++
          continue
        }
        atThreshold.push(`${i} ${j}: ${cosine}`)
        expect(Math.abs(cosine - minCosine), `pair ${i}, ${j}`).toBeLessThanOrEqual(TOLERANCE)
      }
    }
    if (atThreshold.length > 0) console.info(`Pairs at the threshold ${minCosine}:\n  ${atThreshold.join('\n  ')}`)
    expect(agreed + atThreshold.length).toBe((rows * (rows - 1)) / 2)
    expect(ours.size).toBeGreaterThan(0)
  })
})
