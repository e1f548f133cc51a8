import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRows } from '../../src/demo/readOutputs.js'
import { runDemo } from '../../src/demo/runDemo.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'figsift-demo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

// With words it takes as long as reading 75 figures: scripts/test-package.mjs does that, with the package as it is installed.
test('without words it finds all but the hardest copies, and says what it did not look for', async () => {
  const out = join(folder, 'image-only')
  const notices: string[] = []
  const { findings, report, files } = await runDemo({ out, words: false, onNotice: (text) => notices.push(text) })
  const found = Object.fromEntries(findings.kinds.map((kind) => [kind.kind, kind.found]))
  expect(found).toMatchObject({ 'copy-bytes': 3, 'copy-reencoded': 4, 'near-rescaled': 3, 'near-jpeg': 3 })
  expect(found).toMatchObject({ 'image-truncated': 2, 'image-missing': 1, 'image-lfs-pointer': 1 })
  expect(found).toMatchObject({ 'image-tiny': 1, 'image-blank': 1, 'caption-swapped': undefined })
  expect(findings.falseAlarms).toEqual([])
  expect(findings.duplicates.foundAtRadius0).toBeLessThan(findings.duplicates.found)

  const [kept, dropped] = await Promise.all([readRows(files.kept), readRows(files.dropped)])
  expect(kept).toHaveLength(findings.kept)
  expect(kept.length + dropped.length).toBe(findings.rows)
  expect(report).toContain(files.kept)
  expect(report).toContain('not looked for')
  expect(notices.join('\n')).toContain(`figsift dedup ${files.scored}`)

  // A second demo takes the folder again and comes to the same end.
  const again = await runDemo({ out, words: false })
  expect(again.findings).toEqual(findings)
})

test('a folder with anything else in it is left alone', async () => {
  const out = join(folder, 'other')
  await mkdir(out)
  await writeFile(join(out, 'thesis.tex'), 'years of work')
  await expect(runDemo({ out })).rejects.toMatchObject({
    code: 'OUTPUT_EXISTS',
    message: expect.stringContaining('thesis.tex'),
  })
  expect(await readFile(join(out, 'thesis.tex'), 'utf8')).toBe('years of work')
})
