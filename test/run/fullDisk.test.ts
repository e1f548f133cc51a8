import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runRecipe } from '../../src/recipe/runRecipe.js'
import { runIngest } from '../../src/run/ingest.js'
import { runScore } from '../../src/run/score.js'
import { makeFigures } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const mounted: string[] = []
afterAll(() => {
  for (const folder of mounted) execFileSync('umount', [folder])
})

/** A file system of a given size, or undefined where this process may not mount one. */
function smallDisk(name: string, options: string): string | undefined {
  const folder = join(home, name)
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
    mounted.unshift(folder)
    return folder
  } catch {
    console.log(
      'skipped: mounting a small file system needs rights that this process lacks (faults are injected elsewhere)',
    )
    return undefined
  }
}

describe('a real full disk', () => {
  test('ends an ingest with the reason, and nothing half done stays', async () => {
    const folder = smallDisk('ingest', 'size=64k')
    if (folder === undefined) return
    const input = join(home, 'papers')
    await makeFigures(input, 1)
    const image = readdirSync(input, { recursive: true, encoding: 'utf8' }).find((name) => /\.(png|jpg)$/.test(name))!
    writeFileSync(join(input, 'big.png'), Buffer.concat([readFileSync(join(input, image)), Buffer.alloc(2 ** 17)]))
    writeFileSync(join(input, 'paper.md'), '![Figure 1. A caption.](big.png)\n')
    const ingest = runIngest({ input: join(input, 'paper.md'), from: 'markdown', out: join(folder, 'out.jsonl') })
    await expect(ingest).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/disk is full/) })
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([1, 8, 20])('with %i KiB left ends the run; with space, the same call finishes it', async (leftKiB) => {
    const folder = smallDisk(`full${leftKiB}`, 'size=256k')
    if (folder === undefined) return
    const input = await makeFigures(join(home, `set${leftKiB}`), 40)
    const out = join(folder, 'scored.jsonl')
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, Buffer.alloc((256 - 4 - leftKiB) * 1024))
    const score = () => runScore({ input, out, signals: ['image'], partRows: 8 })
    await expect(score()).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/space|full/i) })
    rmSync(ballast)
    const { rowsWritten } = await score()
    expect(rowsWritten).toBe(40)

    const undisturbed = join(home, `undisturbed${leftKiB}.jsonl`)
    await runScore({ input, out: undisturbed, signals: ['image'] })
    expect(readFileSync(out)).toEqual(readFileSync(undisturbed))
  })
})

test('a full disk ends a run by a recipe; with space, the same call goes on', async () => {
  const folder = smallDisk('recipe', 'size=384k')
  if (folder === undefined) return
  const home2 = join(home, 'set-recipe')
  await makeFigures(home2, 40)
  const recipe = join(home2, 'full.yaml')
  writeFileSync(
    recipe,
    'input: figures.jsonl\npart_rows: 8\nscore: { signals: [image] }\ndedup: {}\nfilter: { where: dup_keep }\n',
  )
  const ballast = join(folder, 'ballast')
  writeFileSync(ballast, Buffer.alloc((384 - 4 - 60) * 1024))
  const run = () => runRecipe({ recipe, out: join(folder, 'full.run') })
  await expect(run()).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/space|full/i) })
  rmSync(ballast)
  const { stages, rowsWritten } = await run()
  expect(rowsWritten).toBe(40)
  expect(stages[0]!.rowsKept).toBeGreaterThan(0)
  const undisturbed = join(home2, 'undisturbed.run')
  await runRecipe({ recipe, out: undisturbed })
  expect(readFileSync(join(folder, 'full.run/kept.jsonl'))).toEqual(readFileSync(join(undisturbed, 'kept.jsonl')))
})

test('a read-only folder is refused with its name and a remedy', async () => {
  const folder = smallDisk('readonly', 'size=64k')
  if (folder === undefined) return
  execFileSync('mount', ['-o', 'remount,ro', folder])
  const input = await makeFigures(join(home, 'set-readonly'), 2)
  await expect(runScore({ input, out: join(folder, 'scored.jsonl'), signals: ['image'] })).rejects.toMatchObject({
    code: 'IO',
    message: expect.stringMatching(/read-only.*choose another place/),
  })
  const recipe = join(home, 'set-readonly/readonly.yaml')
  writeFileSync(recipe, 'input: figures.jsonl\nscore: { signals: [image] }\n')
  await expect(runRecipe({ recipe, out: join(folder, 'readonly.run') })).rejects.toMatchObject({
    code: 'IO',
    message: expect.stringMatching(/read-only.*choose another place/),
  })
})
