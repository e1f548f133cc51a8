import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../src/dataset/annotate.js'
import { columnByName } from '../../src/dataset/names.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { planShards, shardingOf } from '../../src/dataset/shards.js'
import { writeSidecar } from '../../src/dataset/sidecar.js'
import { seededRandom } from '../support/random.js'
import { allRows, testFolder, writeParquet } from './support.js'

const folder = testFolder()

describe('names of shards', () => {
  it.each([
    ['a/kept.parquet', 'a/kept-00003-of-00012.parquet'],
    ['kept.jsonl.gz', 'kept-00003-of-00012.jsonl.gz'],
    ['{shard}.csv', '00003-of-00012.csv'],
    ['a/kept.{shard}.part.jsonl', 'a/kept.00003-of-00012.part.jsonl'],
  ])('of %s are like %s', (out, expected) => {
    const sharding = shardingOf(out, 5)!
    expect(sharding.pathOf(3, 12)).toBe(expected)
    expect(sharding.isShard(expected.split('/').at(-1)!)).toBe(true)
    expect(sharding.patternOf(12)).toBe(expected.replace('00003', '*'))
  })

  it('are known among others', () => {
    const { isShard } = shardingOf('a/kept.parquet', 5)!
    expect(isShard('kept-123456-of-123457.parquet')).toBe(true)
    for (const other of ['kept.parquet', 'kept-0-of-1.parquet', 'kept-00000-of-00001.jsonl', 'kept-a-of-b.parquet']) {
      expect(isShard(other)).toBe(false)
    }
  })

  it('sort in the order of their rows', () => {
    const { pathOf } = shardingOf('kept.parquet', 1)!
    const names = Array.from({ length: 1200 }, (_, i) => pathOf(i, 1200))
    expect([...names].sort()).toEqual(names)
  })

  it('are there only when asked for', () => {
    expect(shardingOf('kept.parquet', undefined)).toBeUndefined()
    expect(shardingOf('kept-{shard}.parquet', undefined)?.shardRows).toBe(100_000)
  })

  it.each(['{shard}/kept.parquet', '{shard}-{shard}.parquet'])('refuses %s', (out) => {
    expect(() => shardingOf(out, 1)).toThrow(expect.objectContaining({ code: 'BAD_USAGE' }))
  })
})

describe('planShards', () => {
  const { pathOf } = shardingOf('x.jsonl', 3)!
  const plan = (rows: number, keep?: number[]) =>
    planShards(rows, keep && Uint8Array.from(keep), { ...shardingOf('x.jsonl', 3)!, pathOf })

  it('gives all rows but the last few to full shards', async () => {
    expect(await plan(7)).toEqual([
      { path: 'x-00000-of-00003.jsonl', begin: 0, end: 3, rows: 3 },
      { path: 'x-00001-of-00003.jsonl', begin: 3, end: 6, rows: 3 },
      { path: 'x-00002-of-00003.jsonl', begin: 6, end: 7, rows: 1 },
    ])
    expect(await plan(6)).toHaveLength(2)
  })

  it('counts kept rows', async () => {
    expect(await plan(8, [0, 1, 1, 0, 1, 0, 1, 0])).toEqual([
      { path: 'x-00000-of-00002.jsonl', begin: 0, end: 5, rows: 3 },
      { path: 'x-00001-of-00002.jsonl', begin: 5, end: 8, rows: 1 },
    ])
    expect((await plan(5, [1, 1, 1, 0, 0])).map(({ end, rows }) => [end, rows])).toEqual([[5, 3]])
  })

  it('makes one empty shard of nothing', async () => {
    expect(await plan(0)).toEqual([{ path: 'x-00000-of-00001.jsonl', begin: 0, end: 0, rows: 0 }])
    expect((await plan(2, [0, 0])).map(({ end, rows }) => [end, rows])).toEqual([[2, 0]])
  })
})

const columns = [columnByName('score')!, columnByName('phash')!]
const ROWS = 41

async function sidecarParts(name: string): Promise<string[]> {
  const paths: string[] = []
  for (let begin = 0; begin < ROWS; begin += 7) {
    const rows = Array.from({ length: Math.min(7, ROWS - begin) }, (_, i) => ({
      score: begin + i,
      phash: `p${begin + i}`,
    }))
    paths.push(folder.path(`${name}-${begin}.parquet`))
    await writeSidecar(paths.at(-1)!, columns, rows)
  }
  return paths
}

const json = (i: number) => `{"id":"r${i}","n":${i}.50,"text":"line\\n${i}"}`

describe('an output in shards', () => {
  it.each([
    ['jsonl', 'jsonl'],
    ['jsonl', 'jsonl.zst'],
    ['jsonl', 'csv'],
    ['jsonl', 'parquet'],
    ['csv', 'csv.gz'],
    ['parquet', 'parquet'],
    ['parquet', 'jsonl'],
  ])('of %s as %s holds the rows of the whole one, in order', async (from, to) => {
    const random = seededRandom(`${from} ${to}`)
    const own = `${from}-${to}`
    const input = folder.path(`${own}-in.${from}`)
    if (from === 'jsonl')
      await folder.write(`${own}-in.jsonl`, `${Array.from({ length: ROWS }, (_, i) => json(i)).join('\n')}`)
    else if (from === 'csv')
      await folder.write(
        `${own}-in.csv`,
        `\ufeffid,"te""xt"\r\n${Array.from({ length: ROWS }, (_, i) => `r${i},"a\n${i}"\r\n`).join('')}`,
      )
    else
      await writeParquet(
        input,
        `SELECT 'r' || i AS id, i * 1.5::DECIMAL(9,3) AS n FROM range(${ROWS}) t(i)`,
        ', ROW_GROUP_SIZE 10',
      )
    const parts = await sidecarParts(own)
    const keep =
      random.uniform() < 0.3 ? undefined : Uint8Array.from({ length: ROWS }, () => (random.uniform() < 0.6 ? 1 : 0))
    const dataset = await openDataset(input)
    const out = folder.path(`${own}-out.${to}`)
    const whole = folder.path(`${own}-whole.${to}`)
    const shardRows = random.integer(1, ROWS + 2)
    const shards = await planShards(ROWS, keep, shardingOf(out, shardRows)!)
    const options = { sidecars: [parts], columns, keep }
    const { rowsWritten } = await annotate(dataset, { ...options, out, shards })
    await annotate(dataset, { ...options, out: whole })
    dataset.dispose()
    expect(rowsWritten).toBe(keep === undefined ? ROWS : keep.reduce((a, b) => a + b, 0))
    for (const { path, rows } of shards) {
      const one = await openDataset(path)
      expect(await allRows(one)).toHaveLength(rows)
      one.dispose()
    }
    const expected = await openDataset(whole)
    const received = await openDataset(shardingOf(out, shardRows)!.patternOf(shards.length).replace(/[[{]/g, '?'))
    const rowsOf = async (d: typeof expected) =>
      (await allRows(d, { columns: ['n', 'score', 'phash', 'te"xt'] })).map(({ id, fields }) => ({ id, fields }))
    expect(await rowsOf(received)).toEqual(await rowsOf(expected))
    expect((await received.scan()).keys).toEqual((await expected.scan()).keys)
    received.dispose()
    expected.dispose()
    expect((await readdir(folder.path('.'))).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('has the same bytes every time, and text shards are the whole file cut', async () => {
    await folder.write('same.jsonl', `${Array.from({ length: ROWS }, (_, i) => json(i)).join('\n')}\n`)
    const dataset = await openDataset(folder.path('same.jsonl'))
    const write = async (name: string) => {
      const shards = await planShards(ROWS, undefined, shardingOf(folder.path(name), 10)!)
      await annotate(dataset, { sidecars: [], columns: [], out: folder.path(name), shards })
      return Promise.all(shards.map(({ path }) => readFile(path)))
    }
    expect(Buffer.concat(await write('cut.jsonl'))).toEqual(await readFile(folder.path('same.jsonl')))
    expect(await write('a.parquet')).toEqual(await write('b.parquet'))
  })
})
