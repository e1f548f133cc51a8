import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatNpyHeader } from '../../src/npy.js'
import { type RunSplitOptions, runSplit } from '../../src/run/split.js'
import { seededRandom } from '../support/random.js'
import { type MadeRow, parseRows, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
let runs = 0

async function split(rows: readonly MadeRow[], options: Partial<RunSplitOptions> = {}) {
  const folder = join(home, `run${runs++}`)
  mkdirSync(folder)
  const input = await writeRows(folder, rows)
  const out = join(folder, 'split.jsonl')
  const evidence = join(folder, 'evidence.jsonl')
  const summary = await runSplit({ input, out, evidence, ...options })
  return { summary, rows: parseRows(readFileSync(out, 'utf8')), evidence: parseRows(readFileSync(evidence, 'utf8')) }
}

const found = (summary: Awaited<ReturnType<typeof runSplit>>, method: string, part: string, other: string) =>
  summary.overlap.counts.find((one) => one.method === method && one.part === part && one.in === other)

test('a paper under several subjects, as preprint and in a journal, is in one part', async () => {
  const random = seededRandom('papers')
  const subjects = ['physics', 'biology', 'chemistry']
  const rows: MadeRow[] = []
  for (let paper = 0; paper < 200; paper++) {
    const doi = `10.1101/2020.01.01.${paper}v1`
    const title = `A study of the ${paper}th kind of thing`
    for (const subject of subjects.filter(() => random.uniform() < 0.6)) {
      rows.push({ id: `${subject}-${paper}`, paper_id: `p${paper}`, subject, doi, caption: `Caption ${rows.length}` })
    }
    if (paper % 3 === 0) rows.push({ id: `j${paper}`, paper_id: `journal-${paper}`, title, doi: `10.1/j${paper}` })
    if (paper % 3 === 0) rows.push({ id: `s${paper}`, paper_id: `p${paper}`, title: title.toUpperCase() })
  }
  const made = await split(rows, { shares: 'train=0.6,dev=0.2,test=0.2' })
  expect(made.summary.groups).toBeLessThanOrEqual(200)
  expect(made.evidence).toEqual([])
  expect(made.summary.overlap.counts.every(({ rowsFound, papersFound }) => rowsFound + papersFound === 0)).toBe(true)
  const partOf = new Map(made.rows.map((row) => [row.id, row.split]))
  for (let paper = 0; paper < 200; paper += 3) expect(partOf.get(`j${paper}`)).toBe(partOf.get(`s${paper}`))

  // More papers, and fewer: nobody moves.
  const more = Array.from({ length: 80 }, (_, i) => ({ id: `n${i}`, paper_id: `new${i}` }))
  const later = await split([...more, ...rows.filter(({ paper_id }) => paper_id !== 'p7')], {
    shares: { train: 0.6, dev: 0.2, test: 0.2 },
  })
  for (const { id, split: part } of later.rows) if (partOf.has(id)) expect(part).toBe(partOf.get(id))

  // The same rows split row by row, as the published split was made subject by subject.
  const careless: MadeRow[] = rows.map((row, i) => ({ ...row, part: i % 5 === 0 ? 'test' : 'train' }))
  const checked = await split(careless, { check: 'part' })
  const idsOf = (part: string) => new Set(careless.filter((row) => row.part === part).map(({ paper_id }) => paper_id))
  const both = [...idsOf('test')].filter((id) => idsOf('train').has(id)).length
  expect(both).toBeGreaterThan(20)
  expect(found(checked.summary, 'paper', 'test', 'train')).toMatchObject({
    papers: idsOf('test').size,
    papersFound: both,
    interval: { low: expect.any(Number), high: expect.any(Number) },
  })
  expect(checked.rows[0]).not.toHaveProperty('split')
  expect(found(checked.summary, 'link', 'test', 'train')!.rowsFound).toBeGreaterThan(0)
})

test('a paper tied by its DOI is named where its own id is not', async () => {
  const doi = '10.1234/one.paper'
  const rows: MadeRow[] = [
    { id: 'a', paper_id: 'journal', doi, part: 'train' },
    { id: 'b', paper_id: 'journal', doi, part: 'test' },
    { id: 'c', paper_id: 'preprint', doi, part: 'dev' },
  ]
  const { evidence } = await split(rows, { check: 'part' })
  const links = evidence.filter(({ method }) => method === 'link').map(({ id, other_id }) => [id, other_id])
  expect(links).toEqual([
    ['a', 'c'],
    ['b', 'c'],
    ['c', 'a'],
  ])
})

test('says what the parts have in common, by every means, with the rows', async () => {
  const caption = 'Voltage over time for three kinds of cells under constant load at room temperature in the dark'
  const rows = [
    { id: 'a', paper_id: '1', part: 'train', caption, sha256: 'a'.repeat(64), phash: '00ff00ff00ff00ff' },
    { id: 'b', paper_id: '2', part: 'test', caption: caption.toUpperCase(), phash: '00ff00ff00ff00fe' },
    { id: 'c', paper_id: '3', part: 'test', caption: `${caption} again`, sha256: 'a'.repeat(64) },
    { id: 'd', paper_id: '1', part: 'dev', caption: 'short', phash: '8000000000000000' },
    { id: 'e', paper_id: '4', part: 'dev', phash: '8000000000000000' },
    { id: 'f', paper_id: '4', part: null, caption, sha256: 'a'.repeat(64) },
  ]
  const { summary, rows: out, evidence } = await split(rows, { check: 'part', phashRadius: 2 })
  expect(out.map(({ leak_by, leak_of, leak_split }) => [leak_by, leak_of, leak_split])).toEqual([
    ['paper', 'd', 'dev'],
    ['phash', 'a', 'train'],
    ['bytes', 'a', 'train'],
    ['paper', 'a', 'train'],
    [null, null, null],
    [null, null, null],
  ])
  const lines = evidence.map(({ method, id, other_id }) => `${method} ${id} ${other_id}`)
  expect(lines).toEqual([
    ...['paper a d', 'paper d a', 'bytes a c', 'bytes c a', 'phash a b', 'phash b a', 'text a b', 'text b a'],
    ...['shingles a c', 'shingles c a'],
  ])
  expect(evidence.find(({ method }) => method === 'phash')).toMatchObject({ hamming_bits: 1 })
  expect(evidence.find(({ method }) => method === 'shingles')).toMatchObject({ jaccard: 13 / 14 })
  expect(found(summary, 'any', 'test', 'train')).toMatchObject({ rows: 2, rowsFound: 2, papers: 2, papersFound: 2 })
  expect(found(summary, 'any', 'dev', 'test')).toMatchObject({ rows: 2, rowsFound: 0 })
  expect(summary.overlap.unchecked).toEqual({ embedding: 'no embeddings were given' })
  expect(summary.notes).toEqual([expect.stringContaining('2 texts have under 5 words')])
})

test('a column of duplicates keeps rows together; rows that name no paper are in no part', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    id: `r${i}`,
    paper_id: i < 30 ? `p${i}` : null,
    dup_cluster: i % 4,
  }))
  const apart = await split(rows)
  expect(apart.summary).toMatchObject({ groups: 30, rowsWithoutPaper: 10 })
  expect(apart.summary.notes[0]).toContain('10 rows name no paper')
  expect(apart.rows.slice(30).every((row) => row.split === null && row.split_group === null)).toBe(true)
  const lone = await split(rows, { loneRows: true })
  expect(lone.summary.groups).toBe(40)
  expect(lone.rows[35]).toMatchObject({ split_group: 'row:r35', split: expect.any(String) })
  const together = await split(rows, { together: ['dup_cluster'], exact: true })
  expect(together.summary.groups).toBe(4)
  expect(together.summary.notes.join()).toContain('largest group of connected rows has 10')
})

test('embeddings tie parts together; rows without one are tied to nobody', async () => {
  const folder = join(home, 'embeddings')
  mkdirSync(folder)
  const rows = ['train', 'test', 'train', 'test', 'test'].map((part, i) => ({ id: `r${i}`, paper_id: `p${i}`, part }))
  const npy = join(folder, 'e.npy')
  const values = Float32Array.from([1, 0, 1, 0.01, 0, 0, 0, 0, 0, 1])
  writeFileSync(npy, Buffer.concat([formatNpyHeader('float32', 5, 2), new Uint8Array(values.buffer)]))
  const { rows: out } = await split(rows, { check: 'part', embeddings: npy, minCosine: 0.9 })
  expect(out.map(({ leak_by }) => leak_by)).toEqual(['embedding', 'embedding', null, null, null])
})

test('refuses what cannot be meant', async () => {
  const rows = [{ id: 'a', paper_id: '1' }]
  await expect(split(rows, { stratify: 'subject' })).rejects.toThrow('--exact')
  await expect(split(rows, { by: 'uid' })).rejects.toThrow('Expected a column of the input for `by` but received "uid"')
  await expect(split([{ id: 'a' }])).rejects.toThrow('--by COLUMN')
  await expect(split(rows, { check: 'paper_id', seed: 2 })).rejects.toThrow('`check` alone')
  await expect(split(rows, { check: 'paper_id' })).rejects.toThrow('2 to 32 different values')
  await expect(split([{ id: 'a', paper_id: '1', split: 'x' }])).rejects.toMatchObject({ code: 'COLUMN_EXISTS' })
  expect((await split([{ id: 'a', title: 'One long title of a paper' }])).rows[0]).toMatchObject({
    split_group: 'title:one long title of a paper',
  })
})
