import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { openDataset } from '../../src/dataset/openDataset.js'
import { runDedup } from '../../src/run/dedup.js'
import { runFilter } from '../../src/run/filter.js'
import { runScore } from '../../src/run/score.js'
import { type Member, tarOf } from '../dataset/tar/support.js'
import { picture } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const at = (name: string) => join(home, name)
const ROWS = 12

beforeAll(async () => {
  const samples: Member[][] = []
  for (let i = 0; i < ROWS; i++) {
    // The last two show the picture of the first.
    const image = await picture(i < ROWS - 2 ? i : 0)
    samples.push([
      [`s${i}.png`, image],
      [`s${i}.txt`, `Figure ${i} of the tests`],
      [`s${i}.json`, `{"number": ${i}.0}`],
      [`s${i}.depth.npy`, `depth ${i}`],
    ])
  }
  samples[5]![0] = ['s5.png', 'no picture']
  writeFileSync(at('train-000000.tar'), tarOf(samples.slice(0, 7).flat()))
  writeFileSync(at('train-000001.tar'), tarOf(samples.slice(7).flat()))
  writeFileSync(at('train.tar.gz'), gzipSync(tarOf(samples.flat())))
})

async function fieldsOf(input: string) {
  const dataset = await openDataset(at(input))
  const { keys } = await dataset.scan()
  const rows = []
  for await (const { fields } of dataset.rows({ columns: keys })) rows.push(fields)
  dataset.dispose()
  return rows
}

test('archives are scored, deduplicated and filtered, and whole samples come out', async () => {
  const input = at('train-{000000..000001}.tar')
  const scored = await runScore({ input, out: at('scored.tar'), signals: ['image'], partRows: 4 })
  expect(scored).toMatchObject({
    rows: ROWS,
    errors: { UNSUPPORTED_FORMAT: { count: 1, first: [{ row: 5, id: 's5' }] } },
  })
  const deduped = await runDedup({ input: at('scored.tar'), out: at('deduped.tar'), replaceColumns: true })
  expect(deduped.rowsWritten).toBe(ROWS)
  expect((await fieldsOf('deduped.tar')).slice(-2).map(({ dup_of: of, number }) => [of, number])).toEqual([
    ['s0', 10],
    ['s0', 11],
  ])
  const where = 'dup_keep AND image_width = 64 AND number >= 3'
  const kept = await runFilter({
    input: at('deduped.tar'),
    out: at('kept.tar'),
    where,
    dropped: at('dropped.tar'),
    shardRows: 4,
  })
  expect(kept.rowsWritten).toBe(6)
  const read = async (pattern: string) => (await fieldsOf(pattern)).map(({ __key__: key }) => key)
  expect(await read('kept-*.tar')).toEqual(['s3', 's4', 's6', 's7', 's8', 's9'])
  expect(await read('dropped-*.tar')).toEqual(['s0', 's1', 's2', 's5', 's10', 's11'])
  expect(readFileSync(at('kept-00000-of-00002.tar')).includes('depth 7')).toBe(true)
})

test('a compressed archive gives the same columns, and a killed run of either is taken up', async () => {
  await runScore({ input: at('train-*.tar'), out: at('a.csv'), signals: ['image'] })
  await runScore({ input: at('train.tar.gz'), out: at('b.parquet'), signals: ['image'] })
  const own = ({ number, phash, image_width: width }: Record<string, unknown>) => [
    String(number),
    phash ?? null,
    String(width ?? ''),
  ]
  expect((await fieldsOf('b.parquet')).map(own)).toEqual((await fieldsOf('a.csv')).map(own))
  for (const input of ['train-*.tar', 'train.tar.gz']) {
    const out = at(`resumed-${input.length}.tar`)
    const stopped = new AbortController()
    const onProgress = ({ phase, done }: { phase: string; done: number }) => {
      if (phase === 'score' && done >= 6) stopped.abort()
    }
    const options = { input: at(input), out, signals: ['image' as const], partRows: 2, threads: 1 }
    await expect(runScore({ ...options, onProgress, signal: stopped.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    const { rowsKept, rowsComputed } = await runScore(options)
    expect(rowsKept).toBeGreaterThanOrEqual(4)
    expect(rowsKept + rowsComputed).toBe(ROWS)
  }
})

test('rows that name images in archives can be worked on where the archives are', async () => {
  await runScore({ input: at('train-*.tar'), out: at('lines.jsonl'), signals: ['image'] })
  const again = await runDedup({ input: at('lines.jsonl'), out: at('again.jsonl') })
  expect(again.errors).toMatchObject({ UNSUPPORTED_FORMAT: { count: 1 } })
  writeFileSync(
    at('train-000001.tar'),
    Buffer.concat([tarOf([['new.txt', 'x']]).subarray(0, 1024), readFileSync(at('train-000001.tar'))]),
  )
  const moved = await runDedup({ input: at('lines.jsonl'), out: at('moved.jsonl') })
  expect(moved.errors).toMatchObject({ FILE_NOT_FOUND: { count: 5 } })
})
