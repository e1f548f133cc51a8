import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { citingPassages } from '../../../src/ingest/mentions/citingPassages.js'
import type { PaperSource } from '../../../src/ingest/source.js'
import { openSource } from '../../../src/ingest/sources.js'
import { sharedData } from '../../support/sharedData.js'
import { memoryFiles } from '../latex/memoryFiles.js'

/** What the rows of the collection say: made by machine, so compared and not believed. */
interface Row {
  readonly paper_file: string
  readonly caption: string
  readonly source: { readonly image_path: string }
}

const stem = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')

describe.skipIf(sharedData === undefined)('real papers', () => {
  test.each([
    ['markdown', '.md', 0.97],
    ['rst', '.rst', 1],
  ] as const)('%s', async (from, ending, leastFound) => {
    const folder = join(sharedData!, 'figures')
    const rows = readFileSync(join(folder, 'dev.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line): Row => JSON.parse(line))
      .filter((row) => row.paper_file.endsWith(ending))
    const kept = new Set(rows.map((row) => row.paper_file))
    const papers = readdirSync(join(folder, 'papers')).filter((name) => kept.has(`papers/${name}`))
    const source = (await openSource(from)) as PaperSource
    const count = { papers: 0, figures: 0, captions: 0, cited: 0, problems: 0, found: 0 }
    for (const name of papers) {
      const bytes = readFileSync(join(folder, 'papers', name))
      const document = await source.parse(bytes, { name, files: memoryFiles({}) })
      const passages = citingPassages(document, { window: 'paragraph' })
      count.papers++
      count.figures += document.figures.length
      count.captions += document.figures.filter(({ caption }) => caption !== null).length
      count.cited += document.figures.filter(({ key }) => (passages.get(key) ?? []).length > 0).length
      count.problems += document.problems.length
      const images = new Set(document.figures.flatMap((figure) => figure.images.map(({ href }) => stem(href))))
      count.found += rows.filter(
        (row) => row.paper_file === `papers/${name}` && images.has(stem(row.source.image_path)),
      ).length
    }
    console.log(`${from}: ${JSON.stringify(count)} of ${rows.length} rows`)
    expect(count.papers).toBe(papers.length)
    expect(count.found / rows.length).toBeGreaterThanOrEqual(leastFound)
  })
})
