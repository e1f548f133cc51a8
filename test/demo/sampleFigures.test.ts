import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { sampleFigures, sampleFolder } from '../../src/demo/sampleFigures.js'

const figures = await sampleFigures()

test('there are at least 64 figures with unique ids and one file each', async () => {
  expect(figures.length).toBeGreaterThanOrEqual(64)
  expect(new Set(figures.map((figure) => figure.id)).size).toBe(figures.length)
  const files = await readdir(join(sampleFolder(), 'images'))
  expect(files.sort()).toEqual(figures.map((figure) => `${figure.id}.png`).sort())
})

test('every figure says what it is, in words of its own', () => {
  for (const figure of figures) {
    expect(figure.id).toBe(`${figure.paper_id}-f${figure.id.split('-f').at(-1)}`)
    expect(figure.caption.length, figure.id).toBeGreaterThan(40)
    expect(figure.context, figure.id).toHaveLength(1)
    // The citing passage names the number of the figure that it cites.
    expect(figure.context[0], figure.id).toMatch(new RegExp(`(Figure|Fig\\.) ${figure.id.split('-f').at(-1)}`))
    for (const key of ['title', 'subject', 'kind', 'license', 'source'] as const) expect(figure[key]).not.toBe('')
    expect(figure.source).toContain('invented')
  }
  expect(new Set(figures.map((figure) => figure.caption)).size).toBe(figures.length)
})

test('every image decodes whole and is no thumbnail', async () => {
  for (const figure of figures) {
    const { info } = await sharp(join(sampleFolder(), figure.image), { failOn: 'warning' })
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(Math.min(info.width, info.height), figure.id).toBeGreaterThanOrEqual(224)
  }
})

test('the figures of one paper share its title and subject', () => {
  const papers = new Map(figures.map((figure) => [figure.paper_id, figure]))
  for (const figure of figures) {
    const { title, subject } = papers.get(figure.paper_id)!
    expect(figure).toMatchObject({ title, subject })
  }
})

test('the whole sample stays under 2.5 MB', async () => {
  const sizes = figures.map(async (figure) => (await stat(join(sampleFolder(), figure.image))).size)
  const metadata = await readFile(join(sampleFolder(), 'metadata.jsonl'))
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, metadata.length)
  expect(total).toBeLessThan(2_500_000)
})
