import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { filesOf, runOnce, trial } from '../../scripts/killRun/killRun.js'
import { madeRecipe } from '../../scripts/killRun/madeRecipe.js'
import { makePapers } from '../../scripts/killRun/makePapers.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { seededRandom } from '../support/random.js'

// The long version, with a model and a hundred kills, is scripts/kill-run.ts.
const home = temporaryFolder()
const [recipe, out, counted] = [join(home, 'made.yaml'), join(home, 'made.run'), join(home, 'steps')]
let expected: ReadonlyMap<string, Buffer>
let undisturbedMs: number

beforeAll(async () => {
  await makePapers(join(home, 'papers'), { papers: 3, figuresPerPaper: 3 })
  writeFileSync(recipe, madeRecipe(join(home, 'papers'), false))
  const { summary, stderr, ms } = await runOnce(recipe, out, undefined, counted)
  expect(summary, stderr).toMatchObject({ rows: 9 })
  expected = filesOf(out)
  undisturbedMs = ms
})

test('a real run, killed at steps of what it does to the disk, ends with the bytes of an undisturbed one', async () => {
  const random = seededRandom('kill')
  const steps = Number(readFileSync(counted, 'utf8'))
  expect(steps).toBeGreaterThan(100)
  const kills = Array.from({ length: 2 }, () => ({ atStep: random.integer(1, steps) }))
  expect(await trial(recipe, out, expected, kills)).toEqual([])
})

test('and at moments of its time', async () => {
  const random = seededRandom('kill')
  const kills = Array.from({ length: 2 }, () => ({ afterMs: undisturbedMs * random.uniform() }))
  expect(await trial(recipe, out, expected, kills)).toEqual([])
})
