import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseJats } from '../../../src/ingest/jats/parseJats.js'
import type { PaperDocument } from '../../../src/ingest/paper.js'
import { sharedData } from '../../support/sharedData.js'

const folder = sharedData === undefined ? '' : join(sharedData, 'jats')

describe.skipIf(sharedData === undefined)('48 real articles', () => {
  const papers = new Map<string, PaperDocument>()
  beforeAll(async () => {
    for (const file of await readdir(join(folder, 'xml'))) {
      papers.set(file, await parseJats(await readFile(join(folder, 'xml', file)), { name: `xml/${file}` }))
    }
  })
  const all = <T>(of: (paper: PaperDocument) => readonly T[]): T[] => [...papers.values()].flatMap(of)
  const paper = (name: string): PaperDocument => papers.get(name)!

  test('are read without a complaint, every one with title, address and date or licence', () => {
    expect(papers.size).toBe(48)
    expect(all(({ problems }) => problems)).toEqual([])
    for (const [name, { facts }] of papers) {
      expect([name, facts.title, facts.doi, facts.license]).not.toContain(null)
      expect([name, facts.venue]).not.toContain(null)
    }
  })

  test('have their figures, each with caption and picture', () => {
    const figures = all((one) => one.figures).filter(({ kind }) => kind !== 'response')
    expect(figures).toHaveLength(230)
    expect(figures.filter(({ caption, captionTitle }) => caption !== null || captionTitle !== null)).toHaveLength(230)
    expect(figures.filter(({ images }) => images.length > 0)).toHaveLength(230)
    expect(figures.filter(({ kind }) => kind === 'supplement')).toHaveLength(61)
    expect(figures.filter(({ kind }) => kind === 'supporting-file')).toHaveLength(22)
  })

  test('have every figure that the collection lists', () => {
    const rows = readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n')
    const listed = rows.map((row) => JSON.parse(row) as { xml: string; graphic_href: string[]; caption: string })
    const missing = listed.filter(({ xml, graphic_href }) => {
      const hrefs = paper(xml.replace('xml/', '')).figures.flatMap(({ images }) => images.map(({ href }) => href))
      return !graphic_href.some((href) => hrefs.includes(href))
    })
    // Two kinds of pictures are no figures of the paper: those of letters and answers.
    expect(missing.map(({ xml }) => xml)).toEqual(missing.map(() => expect.stringMatching(/elife/)))
  })

  test('keep links to figures, with what they name', () => {
    const links = all(({ paragraphs }) =>
      paragraphs.flatMap(({ content }) => content.references.filter(({ kind }) => kind === 'figure')),
    )
    expect(links.length).toBeGreaterThan(550)
    const plasmid = paper('elife00007.xml').paragraphs.flatMap(({ content }) => content.references)
    expect(plasmid.find(({ targets }) => targets.join() === 'fig4,fig7,fig8')).toBeDefined()
  })

  test('say by which range they mean figures in between', () => {
    const { figures } = paper('journal-pcbi-1004453.xml')
    const range = figures
      .flatMap(({ caption }) => caption?.references ?? [])
      .find(({ targets }) => targets.length === 3)
    expect(range?.targets).toEqual(['pcbi.1004453.g004', 'pcbi.1004453.g005', 'pcbi.1004453.g006'])
  })

  test('have pictures where the collection keeps them', async () => {
    const found: string[] = []
    for (const article of await readdir(join(folder, 'images'))) {
      const files = new Set((await readdir(join(folder, 'images', article))).map((file) => `images/${article}/${file}`))
      for (const { images } of paper(`${article}.xml`).figures) {
        for (const { candidates } of images) found.push(...candidates.filter((path) => files.has(path)).slice(0, 1))
      }
    }
    expect(found).toHaveLength(19)
  })
})
