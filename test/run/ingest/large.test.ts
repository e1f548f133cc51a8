import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSource } from '../../../src/ingest/sources.js'
import { openUnits } from '../../../src/ingest/units/openUnits.js'
import { runIngest } from '../../../src/run/ingest.js'
import { madePaper, PAPER_KINDS, paperFile } from '../../support/papers.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

test.each(PAPER_KINDS)('megabytes of %s, every figure with its caption and its citations', async (kind) => {
  const home = temporaryFolder()
  const sections = 500
  writeFileSync(join(home, paperFile(kind, 'main')), madePaper(kind, sections))
  const { yield: found } = await runIngest({
    input: home,
    from: kind,
    out: join(temporaryFolder(), 'out.jsonl'),
    images: 'reference',
  })
  const all = { figures: sections, withCaption: sections, withContext: sections, withPanels: sections }
  expect(found).toEqual({ ...all, papers: 1, withImage: 0, rejected: 0, leftOut: 0 })
}, 240_000)

test('a folder of 10 000 documents, of which names are listed once', async () => {
  const home = temporaryFolder()
  for (let i = 0; i < 10_000; i++) writeFileSync(join(home, `${i}.md`), '')
  const opened = await openUnits(home, await openSource('markdown'))
  const names = new Set()
  let documents = 0
  for await (const unit of opened.units()) {
    documents += unit.documents.length
    names.add(unit.files.pathsByName)
    names.add(unit.files.list())
    await unit.dispose()
  }
  expect(documents).toBe(10_000)
  expect(names.size).toBe(2)
})

test('many small documents, in their order', async () => {
  const home = temporaryFolder()
  const names = Array.from({ length: 300 }, (_, i) => `${String(i).padStart(3, '0')}`)
  for (const name of names) writeFileSync(join(home, `${name}.md`), `# ${name}\n\n![Caption of ${name}](f.png)\n`)
  const seen: number[] = []
  const { rows } = await runIngest({
    input: home,
    from: 'markdown',
    out: join(temporaryFolder(), 'out.jsonl'),
    threads: 3,
    onProgress: ({ done }) => seen.push(done),
  })
  expect(rows).toBe(300)
  expect(seen).toEqual(names.map((_, i) => i + 1))
})

test('a run that is cancelled in the middle of a document ends soon and leaves nothing', async () => {
  const [home, place] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(home, 'paper'))
  for (const i of [0, 1, 2]) writeFileSync(join(home, `${i}.md`), madePaper('markdown', 300))
  const cancel = new AbortController()
  setTimeout(() => cancel.abort(), 100)
  const run = runIngest({ input: home, from: 'markdown', out: join(place, 'out.jsonl'), signal: cancel.signal })
  await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(readdirSync(place)).toEqual([])
})

test('an output folder that cannot be written', async () => {
  const home = temporaryFolder()
  writeFileSync(join(home, 'a.md'), '![Caption](f.png)')
  // Nobody makes files there, root neither.
  const run = runIngest({ input: home, from: 'markdown', out: '/sys/kernel/out.jsonl' })
  await expect(run).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/may not write|read-only/) })
})
