import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, describe, expect, test } from 'vitest'
import { figureName, safeName, UniqueNames } from '../../../src/ingest/figures/names.js'
import { placeImages } from '../../../src/ingest/figures/placeImages.js'
import { rasterise } from '../../../src/ingest/figures/rasterise.js'
import { FolderFiles } from '../../../src/ingest/units/folderFiles.js'
import { temporaryFolder } from '../../run/support/temporaryFolder.js'

const root = temporaryFolder()
const out = temporaryFolder()
const outside = temporaryFolder()
const png = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#123' } })
  .png()
  .toBuffer()
const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 150]>>endobj\ntrailer<</Root 1 0 R>>'

for (const folder of ['figs', 'a/img', 'b/img', 'doc/deep', 'paper', 'other'])
  mkdirSync(join(root, folder), { recursive: true })
for (const path of [
  'figs/1.png',
  'a/img/x.png',
  'b/img/x.png',
  'doc/own.png',
  'doc/deep/deep.PNG',
  'paper/named.png',
  'other/only.png',
]) {
  writeFileSync(join(root, path), png)
}
writeFileSync(join(root, 'figs/page.pdf'), pdf)
writeFileSync(
  join(root, 'figs/line.eps'),
  '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 100\n0 0 moveto 200 100 lineto stroke\n%%EOF\n',
)
writeFileSync(join(root, 'figs/text.png'), 'no image at all')
writeFileSync(join(outside, 'secret.png'), png)
symlinkSync(join(outside, 'secret.png'), join(root, 'figs/link.png'))
symlinkSync('1.png', join(root, 'figs/inner.png'))
const files = new FolderFiles(root, [])
let placed = 0

async function place(hrefs: string[], { copy = true, document = 'doc/paper.xml' } = {}) {
  const images = hrefs.map((href) => ({ href, candidates: [href] }))
  const folder = copy ? out : undefined
  return placeImages({ images }, `f${placed++}`, { files, document, folder, names: new UniqueNames(), concurrency: 2 })
}

describe('an image is found', () => {
  test.each([
    ['figs/1.png', 'figs/1.png'],
    ['own.png', 'doc/own.png'],
    ['elsewhere/deep.png', 'doc/deep/deep.PNG'],
    ['media/named.png', 'paper/named.png'],
    ['figs/inner.png', 'figs/inner.png'],
    ['./figs/../figs/1.png', 'figs/1.png'],
  ])('%s', async (href, found) => {
    const { paths, provenance, error } = await place([href])
    expect(error).toBeNull()
    expect(provenance).toMatchObject([{ href: found, bytes: png.length, format: 'png', renderedBy: null }])
    expect(readFileSync(join(out, paths[0]!)).equals(png)).toBe(true)
  })

  test('by a folder that is called as the document, where its name is not the only one', async () => {
    expect((await place(['x.png'])).error).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect((await place(['x.png'], { document: 'xml/b.xml' })).provenance).toMatchObject([{ href: 'b/img/x.png' }])
  })
})

describe('an image is refused', () => {
  test.each([
    ['../secret.png', 'PATH_OUTSIDE_DATASET'],
    ['/etc/passwd', 'PATH_OUTSIDE_DATASET'],
    ['figs/link.png', 'FILE_NOT_FOUND'],
    ['figs', 'FILE_NOT_FOUND'],
    // There is one, but it may be that of another paper.
    ['only.png', 'FILE_NOT_FOUND'],
    ['https://example.org/1.png', 'FILE_NOT_FOUND'],
    ['figs/text.png', 'UNSUPPORTED_FORMAT'],
    ['a\0b', 'PATH_OUTSIDE_DATASET'],
  ])('%j', async (href, code) => {
    expect(await place([href])).toMatchObject({ paths: [], error: { code, stage: 'image' } })
  })

  test('and the others of the figure stay', async () => {
    const { paths, error } = await place(['figs/1.png', 'no.png', 'own.png'])
    expect(paths.map((path) => path.replace(/^f\d+/, ''))).toEqual(['-1.png', '-3.png'])
    expect(error).toMatchObject({ code: 'FILE_NOT_FOUND' })
  })
})

test('a figure without any says so', async () => {
  expect(await place([])).toMatchObject({ paths: [], error: { code: 'IMAGE_MISSING' } })
})

test('of panels alone the images make a list; each panel knows its own', async () => {
  const of = (href: string) => ({ images: [{ href, candidates: [href] }] })
  const figure = { images: [], panels: [of('figs/1.png'), of('no.png'), of('own.png')] }
  const { paths, panelPaths } = await placeImages(figure, 'p', {
    files,
    document: 'doc/a',
    folder: out,
    names: new UniqueNames(),
    concurrency: 1,
  })
  expect(paths).toEqual(['p-1.png', 'p-3.png'])
  expect(panelPaths).toEqual(['p-1.png', null, 'p-3.png'])
})

test('images that are referred to stay where they are', async () => {
  expect((await place(['own.png'], { copy: false })).paths).toEqual(['doc/own.png'])
  expect((await place(['figs/page.pdf'], { copy: false })).error).toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
})

test('an image that the document holds is written like a file', async () => {
  const images = [{ href: 'data', candidates: [], bytes: png }]
  const { paths } = await placeImages({ images }, 'held', {
    files,
    document: 'd',
    folder: out,
    names: new UniqueNames(),
    concurrency: 1,
  })
  expect(readFileSync(join(out, paths[0]!)).equals(png)).toBe(true)
})

describe('drawings', () => {
  const path = process.env.PATH
  afterEach(() => {
    process.env.PATH = path
  })

  /** A program of this name that does as the script says. */
  function pretend(name: string, script: string): void {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\ncase "$1" in -v|--version) echo ${name} version 9.9.9; exit 0;; esac\n${script}\n`,
    )
    chmodSync(join(folder, name), 0o755)
    process.env.PATH = `${folder}:/usr/local/bin:/bin:/usr/bin`
  }

  test('without a program the row says what to install', async () => {
    process.env.PATH = '/nowhere:relative'
    const { error } = await place(['figs/page.pdf', 'figs/line.eps'])
    expect(error).toMatchObject({ code: 'UNSUPPORTED_FORMAT', message: expect.stringMatching(/poppler.*Install it/) })
  })

  test('come out as PNG of the size asked for, with the program named', async () => {
    writeFileSync(join(outside, 'big.png'), await sharp(png).resize(800, 400, { fit: 'fill' }).png().toBuffer())
    pretend('pdftocairo', `echo "$@" > args; cp ${join(outside, 'big.png')} out.png`)
    const { png: drawn, tool } = await rasterise(join(root, 'figs/page.pdf'), 'pdf', 'page.pdf', { longestSide: 200 })
    expect(tool).toBe('pdftocairo 9.9.9')
    expect(await sharp(drawn).metadata()).toMatchObject({ format: 'png', width: 200, height: 100 })
  })

  test.each([
    ['hangs', 'sleep 60', 'LIMIT_EXCEEDED'],
    ['fails', 'echo Syntax Error >&2; exit 1', 'IMAGE_CORRUPT'],
    ['draws nothing', 'exit 0', 'IMAGE_CORRUPT'],
    ['wants all memory', 'exec node -e "Buffer.alloc(2**33).fill(1)"', 'IMAGE_CORRUPT'],
  ])('a program that %s costs this figure', async (_, script, code) => {
    pretend('pdftocairo', script)
    const draw = rasterise(join(root, 'figs/page.pdf'), 'pdf', 'page.pdf', { timeoutMs: 1500 })
    await expect(draw).rejects.toMatchObject({ code })
  })

  test('a drawing that cannot be drawn is named with its article', async () => {
    pretend('pdftocairo', 'exit 1')
    pretend('gs', 'exit 1')
    const message = (kind: 'pdf' | 'eps') =>
      rasterise(join(root, 'figs/line.eps'), kind, 'line', {}).catch((error: Error) => error.message)
    expect(await message('eps')).toMatch(/^Expected an EPS figure in "?line/)
    expect(await message('pdf')).toMatch(/^Expected a PDF figure in "?line/)
  })
})

describe('names', () => {
  test.each([
    ['Figure 3', '3'],
    ['Figure S2', 'S2'],
    ['Figure A.1', 'A.1'],
    ['Scheme 1', 'scheme-1'],
    ['Extended Data Figure 1', 'extended-data-figure-1'],
    ['Figure 1—figure supplement 2', '1-figure-supplement-2'],
  ])('%s is %s', (label, name) => {
    expect(figureName(label, 'key')).toBe(name)
  })

  test('of figures without a number are their keys', () => {
    expect(figureName(null, 'fig:Growth')).toBe('fig-Growth')
    expect(figureName(null, '../..')).toBe('figure')
  })

  test('of papers are safe, and differ when the papers do', () => {
    expect(safeName('2001.00001v2')).toBe('2001.00001v2')
    const names = ['10.1/a', '10.1:a', '10.1-a', '../..', '', 'ä'.repeat(300), 'a\nb'].map(safeName)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,100}$/)
  })

  test('never come twice, whatever is asked for', () => {
    const names = new UniqueNames()
    const given = ['a', 'a', 'a~2', 'A', 'a'].map((name) => names.take(name).toLowerCase())
    expect(new Set(given).size).toBe(5)
  })
})
