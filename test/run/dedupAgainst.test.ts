import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { formatNpyHeader } from '../../src/npy.js'
import { type RunDedupOptions, runDedup } from '../../src/run/dedup.js'
import { parseRows, picture, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const caption = 'Mean voltage over time for three kinds of cells under constant load at room temperature'
let input: string
let against: Record<string, string>
let runs = 0

beforeAll(async () => {
  mkdirSync(join(home, 'images'))
  for (let i = 0; i < 12; i++) writeFileSync(join(home, 'images', `f${i}.png`), await picture(i))
  const row = (i: number, text = `A caption of its own, number ${i}`, id = `f${i}`) => ({
    id,
    image: `images/f${i}.png`,
    caption: text,
  })
  input = await writeRows(home, [row(0), row(1), row(2, caption), row(3, `${caption} again`), row(4), row(5, 'short')])
  against = {
    mmsci: await writeRows(
      home,
      [row(10), row(0, 'Another text', 'm0'), row(6, caption.toUpperCase(), 'm6')],
      'mmsci.jsonl',
    ),
    sciir: await writeRows(home, [row(1, 'x', 's1'), row(0, 'y', 's0'), row(7, 'short', 's7')], 'sciir.jsonl'),
  }
})

async function dedup(options: Partial<RunDedupOptions>) {
  const out = join(home, `out${runs++}.jsonl`)
  const evidence = join(home, `evidence${runs}.jsonl`)
  const summary = await runDedup({ input, out, evidence, against, ...options })
  return { summary, rows: parseRows(readFileSync(out, 'utf8')), evidence: parseRows(readFileSync(evidence, 'utf8')) }
}

const columns = (row: Record<string, unknown>) => [row.dup_against_name, row.dup_against, row.dup_by, row.dup_keep]

test('several datasets by name: the columns name one, the evidence all', async () => {
  const { summary, rows, evidence } = await dedup({})
  expect(rows.map(columns)).toEqual([
    ['mmsci', 'm0', 'bytes', false],
    ['sciir', 's1', 'bytes', false],
    ...Array.from({ length: 4 }, () => [null, null, null, true]),
  ])
  expect(summary.againstNames).toEqual({ mmsci: 1, sciir: 2 })
  expect(evidence).toEqual([
    { row: 0, id: 'f0', against: 'mmsci', other_row: 1, other_id: 'm0', method: 'bytes' },
    { row: 0, id: 'f0', against: 'sciir', other_row: 1, other_id: 's0', method: 'bytes' },
    { row: 1, id: 'f1', against: 'sciir', other_row: 0, other_id: 's1', method: 'bytes' },
  ])
  const manifest = JSON.parse(readFileSync(`${summary.output}.manifest.json`, 'utf8'))
  expect(manifest.againstNames).toEqual({ mmsci: 1, sciir: 2 })
  expect(manifest.inputs).toHaveLength(3)
})

test('texts that are the same, or mostly', async () => {
  const { rows, evidence } = await dedup({ minJaccard: 0.8 })
  expect(columns(rows[2]!)).toEqual(['mmsci', 'm6', 'text', false])
  expect(columns(rows[3]!)).toEqual(['mmsci', 'm6', 'shingles', false])
  expect(columns(rows[5]!)).toEqual([null, null, null, true])
  expect(evidence.find(({ id }) => id === 'f3')).toEqual({
    ...{ row: 3, id: 'f3', against: 'mmsci', other_row: 2, other_id: 'm6', method: 'shingles' },
    jaccard: 11 / 12,
  })
})

test('hashes and embeddings, of each dataset its own', async () => {
  const npy = (name: string, values: number[]) => {
    const path = join(home, name)
    const data = Float32Array.from(values)
    writeFileSync(path, Buffer.concat([formatNpyHeader('float32', values.length / 2, 2), Buffer.from(data.buffer)]))
    return path
  }
  const embeddings = npy('own.npy', [1, 0, 0, 1, 1, 1, 0, 0, -1, 0, 0, -1])
  const againstEmbeddings = { sciir: npy('sciir.npy', [0, 0, 0, 0, -1, 0.001]) }
  const { rows, evidence, summary } = await dedup({ embeddings, againstEmbeddings, minCosine: 0.9, phashRadius: 64 })
  expect(columns(rows[4]!)).toEqual(['sciir', 's7', 'embedding', false])
  expect(evidence.find(({ id, against }) => id === 'f4' && against === 'sciir')).toMatchObject({
    cosine: expect.closeTo(1, 5),
  })
  expect(evidence.find(({ id, against }) => id === 'f5' && against === 'mmsci')).toMatchObject({
    method: 'phash',
    hamming_bits: expect.any(Number),
  })
  expect(summary.notes.join()).toContain('mmsci.jsonl by embedding')
})

test('refuses what cannot be meant', async () => {
  await expect(dedup({ against: {} })).rejects.toThrow('1 to 30 paths')
  await expect(dedup({ against: undefined })).rejects.toThrow('Expected `against` together with')
  await expect(dedup({ againstEmbeddings: { other: 'x.npy' } })).rejects.toThrow('Expected a name of `against`')
})
