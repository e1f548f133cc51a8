import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { makeFigures } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { figsift, start } from './support.js'

const home = temporaryFolder()
const RECIPE = `input: figures.jsonl
part_rows: 2
score: { signals: [image] }
filter: { where: image_width >= 64 }
`

beforeAll(async () => {
  await makeFigures(home, 6)
  writeFileSync(join(home, 'made.yaml'), RECIPE)
})

test('tells of each stage, what it kept, and in the last line where the output is and what to do next', async () => {
  const first = await figsift(['run', 'made.yaml'], { cwd: home })
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(first.stderr).toMatch(/^score: done, 6 rows$.*^filter: done, 6 rows$.*^write: done, 6 rows$.*^kept 6 of 6/ms)
  expect(first.stderr.trimEnd().split('\n').at(-1)).toBe(
    'Wrote 6 rows to made.run/kept.jsonl. Next: figsift report made.run --out report.html',
  )
  const again = await figsift(['run', 'made.yaml', '--json'], { cwd: home })
  expect(again).toMatchObject({ code: 0, stderr: '' })
  const { stages, funnel } = JSON.parse(again.stdout)
  expect(stages.map(({ name, isKept }: { name: string; isKept: boolean }) => [name, isKept])).toEqual([
    ['score', true],
    ['filter', true],
    ['write', true],
  ])
  expect(funnel).toMatchObject({ kept: 6 })
})

test('a misspelt key ends with the line and the key that is meant', async () => {
  writeFileSync(join(home, 'typo.yaml'), RECIPE.replace('signals', 'singals'))
  const { code, stderr } = await figsift(['run', 'typo.yaml'], { cwd: home })
  expect(code).toBe(1)
  expect(stderr).toMatch(/"typo\.yaml", line 3: .*received "singals"\. Did you mean `signals`\?/)
  const { stdout } = await figsift(['run', 'typo.yaml', '--json'], { cwd: home })
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'BAD_FORMAT', file: 'typo.yaml', line: 3 } })
})

test('Ctrl-C stops it, says what is kept, and the same command goes on', async () => {
  writeFileSync(join(home, 'stopped.yaml'), `${RECIPE}dedup: {}\n`)
  const running = start(['run', 'stopped.yaml'], { cwd: home })
  await running.said('score: done')
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toMatch(/Stopped\. Finished parts are kept; the same command resumes:\n {2}figsift run stopped\.yaml/)
  const again = await figsift(['run', 'stopped.yaml'], { cwd: home })
  expect(again.stderr).toMatch(/^score: kept, 6 rows$/m)
  expect(again.code).toBe(0)
})
