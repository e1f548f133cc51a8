import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { SimilarPairs } from '../../src/binding.js'
import { openDuckDb, sqlString } from '../../src/dataset/duckdb.js'
import { type JoinOperands, wholeJoin } from '../../src/dedup/joinBlocks.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { writePairs } from '../../src/dedup/writePairs.js'
import { Matrix, type RowsOfFloats } from '../../src/matrix.js'
import { nearDuplicates, rowsOf } from '../support/embeddings.js'
import { expectSame } from '../support/joins.js'
import { seededRandom } from '../support/random.js'

const folder = mkdtempSync(join(tmpdir(), 'figsift-pairs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const KINDS = ['.npy', '.parquet'] as const
type Kind = (typeof KINDS)[number]

let files = 0
const fresh = (kind: Kind) => join(folder, `${files++}${kind}`)

function readNpy(path: string): SimilarPairs {
  const bytes = readFileSync(path)
  const head = bytes.toString('latin1', 0, 192)
  expect(head.slice(1, 6)).toBe('NUMPY')
  expect(head.endsWith(' \n')).toBe(true)
  const count = Number(
    /^\{'descr': \[\('left', '<u4'\), \('right', '<u4'\), \('cosine', '<f8'\)\], 'fortran_order': False, 'shape': \((\d+),\), \}/.exec(
      head.slice(10),
    )?.[1],
  )
  expect(bytes.length).toBe(192 + 16 * count)
  const view = new DataView(bytes.buffer, bytes.byteOffset + 192)
  return {
    left: Uint32Array.from({ length: count }, (_, i) => view.getUint32(16 * i, true)),
    right: Uint32Array.from({ length: count }, (_, i) => view.getUint32(16 * i + 4, true)),
    cosine: Float64Array.from({ length: count }, (_, i) => view.getFloat64(16 * i + 8, true)),
  }
}

async function readParquet(path: string): Promise<SimilarPairs> {
  const db = await openDuckDb()
  const reader = await db.connection.runAndReadAll(`FROM ${sqlString(path)}`)
  expect(reader.columnNames()).toEqual(['left', 'right', 'cosine'])
  expect(reader.columnTypes().map(String)).toEqual(['UINTEGER', 'UINTEGER', 'DOUBLE'])
  // Without rows DuckDB gives no columns either.
  const [left = [], right = [], cosine = []] = reader.getColumns() as number[][]
  db.dispose()
  return { left: Uint32Array.from(left), right: Uint32Array.from(right), cosine: Float64Array.from(cosine) }
}

const readPairs = async (path: string, kind: Kind) => (kind === '.npy' ? readNpy(path) : readParquet(path))

const operandsOf = (a: RowsOfFloats, b?: RowsOfFloats): JoinOperands => ({
  left: { name: 'a', matrix: Matrix.from(a) },
  right: b && { name: 'b', matrix: Matrix.from(b) },
})

describe.each(KINDS)('pairs written as %s', (kind) => {
  it('refuse other endings, and leave nothing where the join fails', async () => {
    const matrix = rowsOf(4, 3, () => 1)
    const out = join(folder, 'none', `x${kind}`)
    await expect(similarityJoin(matrix, { minCosine: 0.9, out: 'pairs.csv' })).rejects.toThrow(
      'Expected a path that ends in .parquet or .npy for `out`',
    )
    await expect(similarityJoin(matrix, { minCosine: 0.9, out })).rejects.toMatchObject({ code: 'IO' })

    const path = fresh(kind)
    const before = readdirSync(folder)
    matrix.data[7] = Number.NaN
    await expect(similarityJoin(matrix, { minCosine: 0.9, out: path })).rejects.toThrow('row 2')
    expect(readdirSync(folder)).toEqual(before)
  })

  it('hold no pair where there is none, and replace a file in one step', async () => {
    const path = fresh(kind)
    const rows = rowsOf(3, 3, (i, k) => (i === k ? 1 : 0))
    expect(await similarityJoin(rows, { minCosine: 0.5, out: path })).toEqual({ out: path, pairs: 0 })
    expect((await readPairs(path, kind)).left).toHaveLength(0)
    expect(
      await similarityJoin(
        rowsOf(3, 2, () => 1),
        { minCosine: 0.5, out: path },
      ),
    ).toEqual({ out: path, pairs: 3 })
    expect([...(await readPairs(path, kind)).right]).toEqual([1, 2, 2])
  })

  it('are those that are returned otherwise, in order, however few are held at a time', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 500, 12)
    const b = nearDuplicates(rng, 130, 12)
    for (const [self, minCosine] of [
      [true, 0.5],
      [true, 0.999],
      [false, 0.4],
    ] as const) {
      const other = self ? undefined : b
      const expected = await (other ? similarityJoin(a, other, { minCosine }) : similarityJoin(a, { minCosine }))
      expect(expected.left.length).toBeGreaterThan(50)
      for (const held of [2 ** 24, 700, 40, 1]) {
        const path = fresh(kind)
        const operands = operandsOf(a, other)
        const settings = { minCosine, threads: 2, limit: 1e9 }
        const written = await writePairs(path, operands, wholeJoin(operands), settings, held)
        expect(written.pairs).toBe(expected.left.length)
        expectSame(await readPairs(path, kind), expected, { self, minCosine, held })
      }
    }
  })

  it('are counted before the limit refuses them', async () => {
    const matrix = rowsOf(100, 3, () => 1)
    const path = fresh(kind)
    const message = 'Expected at most 4949 pairs (`limit`) but there are 4950.'
    await expect(similarityJoin(matrix, { minCosine: 0.9, out: path, limit: 4949 })).rejects.toThrow(message)
    const operands = operandsOf(matrix)
    const settings = { minCosine: 0.9, threads: 1, limit: 4949 }
    await expect(writePairs(path, operands, wholeJoin(operands), settings, 100)).rejects.toThrow(message)
    expect(existsSync(path)).toBe(false)
    await similarityJoin(matrix, { minCosine: 0.9, out: path, limit: 4950 })
    expect((await readPairs(path, kind)).left).toHaveLength(4950)
  })

  it('stop with their signal', async () => {
    const path = fresh(kind)
    const signal = AbortSignal.abort()
    await expect(
      similarityJoin(
        rowsOf(5, 2, () => 1),
        { minCosine: 0.5, out: path, signal },
      ),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(existsSync(path)).toBe(false)
  })
})

describe('a join after rows that were joined before', () => {
  it('gives what the earlier answer lacks, from memory and from a file', async () => {
    const rng = seededRandom()
    const all = nearDuplicates(rng, 300, 18)
    const minCosine = 0.6
    const whole = await similarityJoin(all, { minCosine })
    const path = join(folder, 'all.npy')
    await Matrix.write(path, all)
    for (const after of [0, 1, 150, 299, 300]) {
      const isNew = (_: number, i: number) => whole.right[i]! >= after
      const expected = {
        left: whole.left.filter(isNew),
        right: whole.right.filter(isNew),
        cosine: whole.cosine.filter(isNew),
      }
      for (const source of [all, path]) {
        expectSame(await similarityJoin(source, { minCosine, after }), expected, { after })
      }
      const count = expected.left.length
      if (count === 0) continue
      const options = { minCosine, after, limit: count - 1 }
      await expect(similarityJoin(all, options)).rejects.toThrow(`but there are ${count}.`)
      const out = fresh('.npy')
      const none = similarityJoin(all, { ...options, limit: 0, out })
      await expect(none).rejects.toThrow(`but there are ${count}.`)
      expect(await similarityJoin(all, { minCosine, after, out })).toEqual({ out, pairs: count })
      expectSame(readNpy(out), expected, { after, out })
    }
  })

  it('names rows as the caller counts them, and refuses what cannot be meant', async () => {
    const matrix = rowsOf(20, 3, () => 1)
    matrix.data[3 * 17] = Number.NaN
    const minCosine = 0.5
    await expect(similarityJoin(matrix, { minCosine, after: 10 })).rejects.toMatchObject({
      code: 'NON_FINITE',
      row: 17,
    })
    await expect(similarityJoin(matrix, { minCosine, after: 21 })).rejects.toThrow('from 0 to 20 for `after`')
    await expect(similarityJoin(matrix, matrix, { minCosine, after: 3 })).rejects.toThrow('`after`')
  })
})
