import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { makeFigures, writeRows } from '../run/support/figures.js'
import { partsRecorded } from '../run/support/partsRecorded.js'
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

const rowsOf = (count: number, name: string) => {
  const row = (i: number) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })
  return writeRows(
    home,
    Array.from({ length: count }, (_, i) => row(i)),
    name,
  )
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await sleep(10)
}

test('Ctrl-C stops, says how to go on, and the same command does', async () => {
  const many = await rowsOf(1200, 'many.jsonl')
  const out = fresh()
  const args = ['score', many, '--out', out, ...IMAGE, '--part-rows', '50', '--threads', '1']
  const running = start(args)
  await until(() => partsRecorded(out) >= 3)
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain(`the same command resumes:\n  figsift score ${many} --out ${out} --signals image`)
  const again = await figsift([...args, '--json'])
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout).rowsKept).toBeGreaterThanOrEqual(150)
})

test('Ctrl-C before a part is finished promises no part', async () => {
  const many = await rowsOf(1200, 'early.jsonl')
  const out = fresh()
  const running = start(['score', many, '--out', out, ...IMAGE, '--part-rows', '1500', '--threads', '1'])
  await until(() => existsSync(`${out}.figsift`))
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain('No part was finished yet (a part is 1,500 rows). The same command starts again:')
  expect(stderr).not.toContain('Finished parts are kept')
})

test('two processes on one output: the second is refused, naming the first', async () => {
  const many = await rowsOf(2000, 'shared.jsonl')
  const out = fresh()
  const args = ['score', many, '--out', out, ...IMAGE]
  const first = start(args)
  await until(() => existsSync(`${out}.figsift`))
  await sleep(50)
  const { code, stderr } = await figsift(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/process \d+ on .* works on it/)
  expect(await first.ended).toMatchObject({ code: 0 })
})
