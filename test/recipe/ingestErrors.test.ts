import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDataset } from '../../src/dataset/openDataset.js'
import { runRecipe } from '../../src/recipe/runRecipe.js'
import { runDedup } from '../../src/run/dedup.js'
import { runIngest } from '../../src/run/ingest.js'
import { runScore } from '../../src/run/score.js'
import { parseRows, picture } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'

/** A paper with two figures, the second of which is not there. */
async function paper() {
  const home = temporaryFolder()
  mkdirSync(join(home, 'papers'))
  writeFileSync(join(home, 'papers/fig1.png'), await picture(1))
  const figure = (n: number) => `![Figure ${n}: The grain of sample ${n}.](fig${n}.png)\n\n`
  writeFileSync(
    join(home, 'papers/paper.md'),
    `# A paper\n\nAs Figure 1 and Figure 2 show.\n\n${figure(1)}${figure(2)}`,
  )
  return { home, source: join(home, 'papers') }
}

const REASON = { code: 'FILE_NOT_FOUND', message: expect.stringContaining('"fig2.png"') }

test.each(['jsonl', 'parquet'])('what ingest said of an image is what score and dedup say: %s', async (format) => {
  const { home, source } = await paper()
  const input = join(home, `figures.${format}`)
  expect((await runIngest({ input: source, from: 'markdown', out: input })).errors).toHaveProperty('FILE_NOT_FOUND')
  const out = join(home, `scored.${format}`)
  for (const { errors } of [
    await runScore({ input, out, signals: ['image'] }),
    await runDedup({ input, out: join(home, `deduped.${format}`) }),
  ]) {
    expect(errors).toMatchObject({ FILE_NOT_FOUND: { count: 1, first: [{ row: 1, message: REASON.message }] } })
  }
  await using scored = await openDataset(out).then((dataset) => ({
    dataset,
    [Symbol.asyncDispose]: async () => dataset.dispose(),
  }))
  const rows: unknown[] = []
  for await (const { fields } of scored.dataset.rows({ columns: ['error'] })) rows.push(fields.error)
  expect(rows).toEqual([null, { ...REASON, stage: 'read' }])
})

test('a run says the same of its rows however often it is called', async () => {
  const { home, source } = await paper()
  const recipe = join(home, 'recipe.yaml')
  writeFileSync(recipe, `ingest: { source: ${source}, from: markdown }\nscore: { signals: [image] }\ndedup: {}\n`)
  const { errors, folder } = await runRecipe({ recipe })
  expect(errors).toMatchObject({ FILE_NOT_FOUND: { count: 1, first: [{ row: 1, message: REASON.message }] } })
  writeFileSync(recipe, `ingest: { source: ${source}, from: markdown }\nscore: { signals: [text] }\ndedup: {}\n`)
  const again = await runRecipe({ recipe })
  expect(again.stages[0]).toMatchObject({ name: 'ingest', isKept: true })
  expect(again.errors).toEqual(errors)
  expect(parseRows(readFileSync(join(folder, 'kept.jsonl'), 'utf8'))[1]).toMatchObject({ error: REASON })
  expect(readFileSync(join(folder, 'run.json'), 'utf8')).not.toContain('"told"')
})
