import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeRows } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { figsift } from './support.js'

const home = temporaryFolder()

test('split says what it made, and --check what leaks', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    id: `r${i}`,
    paper_id: `p${i % 20}`,
    part: i < 40 ? 'train' : 'test',
  }))
  const input = await writeRows(home, rows)
  const out = `${home}/split.jsonl`
  const made = await figsift(['split', input, '-o', out, '--shares', 'train=0.5,test=0.5', '--exact'])
  expect(made.stderr).toContain('20 groups of connected rows. train 30 rows (50.0 %) of 10 papers; test 30 rows')
  expect(made.stderr).toContain('No row is tied to a row of another part.')
  expect(readFileSync(out, 'utf8')).toContain('"split":"train"')
  const checked = await figsift(['split', input, '-o', `${home}/checked.jsonl`, '--check', 'part'])
  expect(checked.stderr).toContain('test in train, the same paper id: 20 of 20 papers (100.0 %')
})

test('swaps without words or embeddings is a wrong usage', async () => {
  const input = await writeRows(home, [{ id: 'a', paper_id: 'p', caption: 'x' }], 'swaps.jsonl')
  const { code, stderr } = await figsift(['swaps', input, '-o', `${home}/out.jsonl`, '--no-words'])
  expect(stderr).toContain('Expected `embeddings`')
  expect(code).toBe(2)
})
