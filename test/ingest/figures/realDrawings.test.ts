import { accessSync, constants, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, describe, expect, test } from 'vitest'
import { UniqueNames } from '../../../src/ingest/figures/names.js'
import { placeImages } from '../../../src/ingest/figures/placeImages.js'
import { type RasteriseOptions, rasterise } from '../../../src/ingest/figures/rasterise.js'
import { FolderFiles } from '../../../src/ingest/units/folderFiles.js'
import { temporaryFolder } from '../../run/support/temporaryFolder.js'

const path = process.env.PATH
afterEach(() => {
  process.env.PATH = path
})

const home = temporaryFolder()

/** Where a program lies; undefined, and said, where it is not installed. */
function installed(name: string, packageName: string): string | undefined {
  for (const folder of (path ?? '').split(':')) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // The next folder.
    }
  }
  console.log(`skipped: ${name} is not installed (apt-get install ${packageName})`)
  return undefined
}

const programs = {
  pdftocairo: installed('pdftocairo', 'poppler-utils'),
  pdftoppm: installed('pdftoppm', 'poppler-utils'),
  gs: installed('gs', 'ghostscript'),
}
type Program = keyof typeof programs

/** Only this program can be found, beside the shell. */
function only(name: Program): void {
  const folder = temporaryFolder()
  symlinkSync(programs[name]!, join(folder, name))
  process.env.PATH = folder
}

/** A PDF with a page for each content, as small as readers take it without a complaint. */
function pdfOf(pages: readonly string[], width = 300, height = 150): string {
  const kids = pages.map((_, i) => `${3 + 2 * i} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    ...pages.flatMap((content, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents ${4 + 2 * i} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj${object}endobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return `${text}${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
}

const eps = (body: string, box = '0 0 300 150') => `%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: ${box}\n${body}\n%%EOF\n`

const HALVES = '1 0 0 rg 0 0 150 150 re f 0 0 1 rg 150 0 150 150 re f'
const PS_HALVES = '1 0 0 setrgbcolor 0 0 150 150 rectfill 0 0 1 setrgbcolor 150 0 150 150 rectfill'

let written = 0
function draw(content: string, kind: 'pdf' | 'eps', options: RasteriseOptions = {}) {
  const file = join(home, `f${written++}.${kind}`)
  writeFileSync(file, content)
  return rasterise(file, kind, 'figure', { longestSide: 600, ...options })
}

/** The colours in the middle of the left and of the right half, and the size. */
async function halves(png: Buffer): Promise<object> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number) => {
    const begin = (Math.floor(info.height / 2) * info.width + Math.floor(x * info.width)) * info.channels
    return [...data.subarray(begin, begin + 3)]
  }
  return { width: info.width, height: info.height, left: at(0.25), right: at(0.75) }
}

const RED_AND_BLUE = { width: 600, height: 300, left: [255, 0, 0], right: [0, 0, 255] }

describe.each(['pdftocairo', 'pdftoppm', 'gs'] as const)('%s', (name) => {
  const given = test.skipIf(programs[name] === undefined)

  given('draws the first page of a PDF in the size asked for', async () => {
    only(name)
    const { png, tool } = await draw(pdfOf([HALVES, '0 1 0 rg 0 0 300 150 re f']), 'pdf')
    expect(tool).toMatch(new RegExp(`^${name} \\d+\\.\\d+`))
    expect(await halves(png)).toEqual(RED_AND_BLUE)
  })

  given('draws another page, and says when there is none', async () => {
    only(name)
    const pdf = pdfOf(['0 1 0 rg 0 0 300 150 re f', HALVES])
    expect(await halves((await draw(pdf, 'pdf', { page: 2 })).png)).toEqual(RED_AND_BLUE)
    await expect(draw(pdf, 'pdf', { page: 3 })).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
  })

  given('takes no more than its bounds for a page of a square kilometre', async () => {
    only(name)
    const { png } = await draw(pdfOf([HALVES], 2_834_646, 2_834_646), 'pdf').catch((error) => ({ png: error }))
    if (png instanceof Error) expect((png as unknown as { code: string }).code).toMatch(/IMAGE_CORRUPT|LIMIT_EXCEEDED/)
    else
      expect(
        Math.max(
          ...Object.values(
            await sharp(png)
              .metadata()
              .then(({ width, height }) => [width, height]),
          ),
        ),
      ).toBe(600)
  })

  given.each([
    ['ends in the middle', pdfOf([HALVES]).slice(0, 60)],
    ['is none', `%PDF-1.4\n${'\u0000garbage'.repeat(50)}`],
    ['has no page', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'],
  ])('a PDF that %s costs its figure alone', async (_, content) => {
    only(name)
    await expect(draw(content, 'pdf')).rejects.toMatchObject({ code: 'IMAGE_CORRUPT', file: 'figure' })
  })
})

describe('ghostscript on EPS', () => {
  const given = test.skipIf(programs.gs === undefined)

  given('draws the bounding box, wherever it lies', async () => {
    expect(await halves((await draw(eps(PS_HALVES), 'eps')).png)).toEqual(RED_AND_BLUE)
    const moved = eps(`1000 2000 translate ${PS_HALVES}`, '1000 2000 1300 2150')
    expect(await halves((await draw(moved, 'eps')).png)).toEqual(RED_AND_BLUE)
  })

  given('reads and writes no file but its own', async () => {
    for (const body of [
      '(/etc/passwd) (r) file pop showpage',
      `(${join(home, 'made')}) (w) file pop showpage`,
      '(%pipe%id) (r) file pop showpage',
    ]) {
      await expect(draw(eps(body), 'eps')).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
    }
    expect(() => accessSync(join(home, 'made'))).toThrow()
  })

  given('is ended when it does not end', async () => {
    await expect(draw(eps('{} loop'), 'eps', { timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })

  given('that wants all memory costs its figure alone', async () => {
    const body = '/a 1000 array def 0 1 999 { a exch 60000000 string put } for showpage'
    await expect(draw(eps(body), 'eps', { memoryBytes: 2 ** 29 })).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
  })
})

test.skipIf(programs.pdftocairo === undefined)('two pages of a PDF are two images, in their panels', async () => {
  const [root, out] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(root, 'a.pdf'), pdfOf(['0 1 0 rg 0 0 300 150 re f', HALVES]))
  const panels = [undefined, 2].map((page) => ({
    images: [{ href: 'a.pdf', candidates: ['a.pdf'], ...(page === undefined ? {} : { page }) }],
  }))
  const place = { files: new FolderFiles(root, []), document: 'paper.tex', folder: out, names: new UniqueNames() }
  const { panelPaths } = await placeImages({ images: [], panels }, 'f', { ...place, longestSide: 600, concurrency: 1 })
  expect(panelPaths).toEqual(['f-1.png', 'f-2.png'])
  expect(await halves(readFileSync(join(out, 'f-2.png')))).toEqual(RED_AND_BLUE)
})

test.skipIf(programs.pdftocairo === undefined || programs.gs === undefined)(
  'a figure of both becomes two PNGs',
  async () => {
    const root = temporaryFolder()
    const out = temporaryFolder()
    writeFileSync(join(root, 'a.pdf'), pdfOf([HALVES]))
    writeFileSync(join(root, 'b.eps'), eps(PS_HALVES))
    const images = ['a.pdf', 'b.eps'].map((href) => ({ href, candidates: [href] }))
    const place = { files: new FolderFiles(root, []), document: 'paper.tex', folder: out }
    const options = { ...place, names: new UniqueNames(), concurrency: 2 }
    const { paths, provenance, error } = await placeImages({ images }, 'f', { ...options, longestSide: 600 })
    expect(error).toBeNull()
    expect(paths).toEqual(['f-1.png', 'f-2.png'])
    expect(provenance.map(({ format, renderedBy }) => [format, renderedBy?.split(' ')[0]])).toEqual([
      ['pdf', 'pdftocairo'],
      ['eps', 'gs'],
    ])
    for (const name of paths) expect(await halves(await sharp(join(out, name)).png().toBuffer())).toEqual(RED_AND_BLUE)
  },
)
