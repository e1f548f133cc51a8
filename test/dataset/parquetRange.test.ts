import { describe, expect, it } from 'vitest'
import { openDuckDb, withDuckDb } from '../../src/dataset/duckdb.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { parquetRangeSql, parquetTable } from '../../src/dataset/parquetRange.js'
import { rowWindows } from '../../src/dataset/parquetWindows.js'
import { seededRandom } from '../support/random.js'
import { allRows, testFolder, writeParquet } from './support.js'

const folder = testFolder()

describe('rows of several Parquet files', () => {
  it.each(['n', 'File_Row_Number'])('from any row to any, in order, with a column called %s', async (name) => {
    const random = seededRandom(name)
    const files: string[] = []
    let rows = 0
    for (const size of [5, 0, 1, 40, 7]) {
      files.push(folder.path(`${name}-${files.length}.parquet`))
      await writeParquet(
        files.at(-1)!,
        `SELECT i + ${rows} AS "${name}" FROM range(${size}) t(i)`,
        ', ROW_GROUP_SIZE 10',
      )
      rows += size
    }
    await withDuckDb({}, async (connection) => {
      const table = await parquetTable(connection, files)
      expect(table.begins).toEqual([0, 5, 5, 6, 46, 53])
      for (let round = 0; round < 60; round++) {
        const begin = random.integer(0, rows)
        const end = random.integer(begin, rows + 3)
        const reader = await connection.runAndReadAll(`SELECT "${name}" FROM ${parquetRangeSql(table, begin, end)}`)
        const found = reader.getRows().map(([value]) => Number(value))
        expect(found).toEqual(Array.from({ length: Math.min(end, rows) - begin }, (_, i) => begin + i))
      }
    })
  })

  it('are read as a stream: no operator of the plan holds them', async () => {
    const file = folder.path('plan.parquet')
    await writeParquet(file, 'SELECT i FROM range(1000) t(i)')
    const db = await openDuckDb()
    const range = parquetRangeSql(await parquetTable(db.connection, [file]), 10, 900)
    const plan = async (sql: string) => String((await db.connection.runAndReadAll(`EXPLAIN ${sql}`)).getRows()[0]![1])
    for (const sql of [`SELECT * FROM ${range}`, `SELECT * FROM ${range} a POSITIONAL JOIN ${range} b`]) {
      expect(await plan(sql)).not.toMatch(/ORDER_BY|HASH_JOIN|POSITIONAL_JOIN/)
    }
    expect(await plan(`SELECT * FROM ${range} LIMIT 5`)).not.toMatch(/ORDER_BY|HASH_JOIN/)
    db.dispose()
  })
})

describe('rows with images', () => {
  it('are read in stretches, rows of captions in one', () => {
    const sizes = (bytesPerRow: number, groupEnds: number[] = []) => ({ bytesPerRow, groupEnds })
    expect(rowWindows(0, 1e6, sizes(1000, [4e5, 1e6]))).toEqual([[0, 1e6]])
    expect(rowWindows(3, 3, sizes(1000))).toEqual([])
    expect(rowWindows(0, 300, sizes(2 ** 19))).toEqual([
      [0, 128],
      [128, 256],
      [256, 300],
    ])
    expect(rowWindows(5, 7, sizes(2 ** 30))).toEqual([
      [5, 6],
      [6, 7],
    ])
    // As many whole row groups as fit; else pieces of one.
    expect(rowWindows(30, 700, sizes(2 ** 19, [50, 100, 150, 450, 700]))).toEqual([
      [30, 150],
      [150, 278],
      [278, 406],
      [406, 450],
      [450, 578],
      [578, 700],
    ])
  })

  it('come whole and in order, as Hugging Face datasets hold them', async () => {
    const image = "{bytes: encode(repeat('x', 40000 + i)), path: i || '.png'}"
    const size = 2500
    await writeParquet(
      folder.path('hf.parquet'),
      `SELECT 'r' || i AS id, ${image} AS image FROM range(${size}) t(i)`,
      ', ROW_GROUP_SIZE 100',
    )
    const dataset = await openDataset(folder.path('hf.parquet'))
    const lengths = (await allRows(dataset, { begin: 1, end: size - 1 })).map(
      ({ record: { image: found } }) => (found as { bytes: Uint8Array }).bytes.length,
    )
    expect(lengths).toEqual(Array.from({ length: size - 2 }, (_, i) => 40_001 + i))
    dataset.dispose()
  })
})
