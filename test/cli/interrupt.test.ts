import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { makeFigures, writeRows } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { figsift, start } from './support.js'

const home = temporaryFolder()
const ROWS = 6
const IMAGE = ['--signals', 'image']
let runs = 0
const fresh = () => join(home, `out${runs++}.jsonl`)

beforeAll(async () => {
  await makeFigures(home, ROWS)
})

test('Ctrl-C stops, says how to go on, and the same command does', async () => {
  const many = await writeRows(
    home,
    Array.from({ length: 1200 }, (_, i) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })),
    'many.jsonl',
  )
  const out = fresh()
  const args = ['score', many, '--out', out, ...IMAGE, '--part-rows', '50', '--threads', '1']
  const running = start(args)
  const journal = () => {
    try {
      return readFileSync(`${out}.figsift/journal.jsonl`, 'utf8').split('\n').length
    } catch {
      return 0
    }
  }
  while (journal() < 4) await new Promise((resolve) => setTimeout(resolve, 20))
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain(`the same command resumes:\n  figsift score ${many} --out ${out} --signals image`)
  const again = await figsift([...args, '--json'])
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout).rowsKept).toBeGreaterThanOrEqual(150)
})

test('Ctrl-C before a part is finished promises no part', async () => {
  const many = await writeRows(
    home,
    Array.from({ length: 1200 }, (_, i) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })),
    'early.jsonl',
  )
  const out = fresh()
  const running = start(['score', many, '--out', out, ...IMAGE, '--part-rows', '1500', '--threads', '1'])
  while (!readdirSync(home).includes(`${out.slice(home.length + 1)}.figsift`)) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain('No part was finished yet (a part is 1,500 rows). The same command starts again:')
  expect(stderr).not.toContain('Finished parts are kept')
})

test('two processes on one output: the second is refused, naming the first', async () => {
  const many = await writeRows(
    home,
    Array.from({ length: 2000 }, (_, i) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })),
    'shared.jsonl',
  )
  const out = fresh()
  const args = ['score', many, '--out', out, ...IMAGE]
  const first = start(args)
  while (!readdirSync(home).includes(`${out.slice(home.length + 1)}.figsift`)) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  const { code, stderr } = await figsift(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/process \d+ on .* works on it/)
  expect(await first.ended).toMatchObject({ code: 0 })
})
