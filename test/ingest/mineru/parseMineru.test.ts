import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mineruSource, parseMineru } from '../../../src/ingest/mineru/parseMineru.js'
import type { PaperDocument } from '../../../src/ingest/paper.js'
import { noFiles } from '../../../src/ingest/units/folderFiles.js'
import { sharedData } from '../../support/sharedData.js'
import { json, unit } from './files.js'

const parse = (value: unknown, name = 'p/x_content_list.json', files = {}): Promise<PaperDocument> =>
  parseMineru(json(value), { name, files: unit(files) })

const text = (words: string, more: object = {}) => ({ type: 'text', text: words, page_idx: 0, ...more })
const image = (captions: unknown, more: object = {}) => ({
  type: 'image',
  img_path: 'images/a.jpg',
  image_caption: captions,
  page_idx: 0,
  ...more,
})
const captions = ({ figures }: PaperDocument): (string | undefined)[] => figures.map(({ caption }) => caption?.text)

describe('content_list.json', () => {
  test('gives title, abstract, sections, paragraphs and figures in order', async () => {
    const { facts, paragraphs, figures, problems } = await parse([
      { type: 'aside_text', text: 'arXiv:2401.01234v2 [cs.CV] 3 Jan 2024', page_idx: 0 },
      text('On Ponds', { text_level: 1 }),
      text('Abstract', { text_level: 1 }),
      text('Ponds are wet.'),
      text('1 Introduction', { text_level: 1 }),
      text('Water of $10 ^ { 3 }$ ponds costs $5 a day, see Fig. 1.'),
      image(['Fig. 1. A pond with $\\alpha = 2$.'], { image_footnote: 'Source: us.' }),
      text('1.1 Depth', { text_level: 1 }),
      { type: 'list', sub_type: 'text', list_items: ['deep', 'shallow'], page_idx: 1 },
      { type: 'header', text: 'Journal', page_idx: 1 },
      { type: 'equation', text: '$$x$$', img_path: 'images/e.jpg', page_idx: 1 },
      text('References', { text_level: 1 }),
      text('[1] See Figure 1 of Smith.'),
      text('A Appendix', { text_level: 1 }),
      text('More.'),
    ])
    expect(problems).toEqual([])
    expect(facts).toMatchObject({
      title: 'On Ponds',
      abstract: 'Ponds are wet.',
      arxivId: '2401.01234v2',
      paperId: 'x',
    })
    expect(paragraphs.map(({ kind, section, content }) => `${kind} ${section.join(' > ')}: ${content.text}`)).toEqual([
      'abstract Abstract: Ponds are wet.',
      'text 1 Introduction: Water of 10³ ponds costs $5 a day, see Fig. 1.',
      'list 1 Introduction > 1.1 Depth: deep',
      'list 1 Introduction > 1.1 Depth: shallow',
      'text A Appendix: More.',
    ])
    expect(figures).toMatchObject([
      {
        key: 'figure-1',
        caption: { text: 'Fig. 1. A pond with α = 2.', math: [{ source: '\\alpha = 2' }] },
        footnotes: ['Source: us.'],
        images: [{ href: 'images/a.jpg', candidates: ['p/images/a.jpg', 'p/a.jpg'] }],
        extraction: { method: 'layout', tool: 'MinerU', confidence: null, note: null },
      },
    ])
  })

  test.each([
    [{ img_caption: ['Figure 1: Old.'] }, 'Figure 1: Old.'],
    [{ image_caption: 'Figure 1: A string.' }, 'Figure 1: A string.'],
    [{ image_caption: ['Figure 1: In two', 'pieces.'] }, 'Figure 1: In two pieces.'],
    [{ image_caption: ['Legend', 'Figure 1: Behind.'] }, 'Figure 1: Behind.'],
    [{ image_caption: ['(a) left', '(b) right', 'Figure 1: Panels.'] }, 'Figure 1: Panels. (a) left (b) right'],
    [{ image_caption: ['Figure 1: Twice.', 'Figure 1: Twice.'] }, 'Figure 1: Twice.'],
    [{ image_caption: ['No number at all'] }, 'No number at all'],
    [{ image_caption: null, img_caption: [] }, undefined],
  ])('captions %j', async (fields, expected) => {
    expect(captions(await parse([{ type: 'image', img_path: 'images/a.jpg', page_idx: 0, ...fields }]))).toEqual([
      expected,
    ])
  })

  test('a caption with a second number goes to the picture that has none', async () => {
    const paper = await parse([
      image(['Figure 1: One.', 'Figure 2: Two.'], { bbox: [100, 100, 400, 300] }),
      text('Between.', { bbox: [100, 320, 400, 390] }),
      image([], { img_path: 'images/b.jpg', bbox: [100, 400, 400, 600] }),
    ])
    expect(captions(paper)).toEqual(['Figure 1: One.', 'Figure 2: Two.'])
    expect(paper.figures[1]?.extraction.note).toContain('above the picture')
  })

  test('tables are none, unless their caption says figure; a picture of a table is marked', async () => {
    const { figures } = await parse([
      { type: 'table', img_path: 'images/t.jpg', table_caption: ['Table 1: Numbers.'], page_idx: 0 },
      { type: 'table', img_path: 'images/f.jpg', table_caption: ['Figure 2: A grid.'], page_idx: 0 },
      text('Between.'),
      image(['Table 3: As a picture.']),
    ])
    expect(figures.map(({ kind, images, extraction }) => [kind, images[0]?.href, extraction.note !== null])).toEqual([
      ['figure', 'images/f.jpg', true],
      ['table-image', 'images/a.jpg', false],
    ])
  })
})

describe('captions by geometry', () => {
  const left = (y0: number, y1: number) => ({ bbox: [100, y0, 480, y1] })
  const right = (y0: number, y1: number) => ({ bbox: [520, y0, 900, y1] })
  const pictureAt = (name: string, box: object) => image([], { img_path: `images/${name}.jpg`, ...box })

  test('the nearest numbered text of the same column, which is no paragraph then', async () => {
    const paper = await parse([
      text('Figure 9 shows nothing.', left(40, 90)),
      pictureAt('a', left(100, 300)),
      text('Figure 1: Left.', left(320, 340)),
      text('Figure 2: Right.', right(310, 330)),
      text('Text below.', left(350, 600)),
    ])
    expect(captions(paper)).toEqual(['Figure 1: Left.'])
    expect(paper.figures[0]?.extraction).toEqual({
      method: 'layout',
      tool: 'MinerU',
      confidence: 0.91,
      note: 'Caption found by geometry: below the picture at 0.020 page heights.',
    })
    expect(paper.paragraphs.map(({ content }) => content.text)).toEqual([
      'Figure 9 shows nothing.',
      'Figure 2: Right.',
      'Text below.',
    ])
  })

  test('below before above, and each caption once', async () => {
    const paper = await parse([
      pictureAt('a', left(100, 300)),
      text('Figure 1: Upper.', left(310, 330)),
      pictureAt('b', left(340, 500)),
      text('Figure 2: Lower.', left(515, 530)),
    ])
    expect(captions(paper)).toEqual(['Figure 1: Upper.', 'Figure 2: Lower.'])
  })

  test('above when nothing is below, beside as the last choice, and never far away', async () => {
    const above = await parse([text('Figure 1: Above.', left(80, 95)), pictureAt('a', left(100, 300))])
    expect(above.figures[0]?.extraction.note).toContain('above the picture at 0.005')
    const beside = await parse([pictureAt('a', left(100, 300)), text('Figure 1: Beside.', right(120, 200))])
    expect(beside.figures[0]?.extraction.note).toContain('beside the picture')
    const far = await parse([pictureAt('a', left(100, 300)), text('Figure 1: Far.', left(700, 720))])
    expect(captions(far)).toEqual([undefined])
    const otherPage = await parse([
      pictureAt('a', left(100, 300)),
      text('Figure 1: x.', { ...left(310, 330), page_idx: 1 }),
    ])
    expect(captions(otherPage)).toEqual([undefined])
  })

  test('a near rival lowers the confidence and is named', async () => {
    const { figures } = await parse([
      text('Figure 1: Above.', left(30, 40)),
      pictureAt('a', left(50, 300)),
      text('Figure 2: Below.', left(355, 375)),
    ])
    expect(figures[0]?.caption?.text).toBe('Figure 2: Below.')
    expect(figures[0]?.extraction.confidence).toBeLessThan(0.6)
    expect(figures[0]?.extraction.note).toContain('Another stood above')
  })

  test('without boxes the neighbour in the list counts, at half the confidence', async () => {
    const { figures, paragraphs } = await parse([
      text('Figure 1: Of something else.'),
      text('Text.'),
      image([]),
      text('Figure 2: Ours.'),
    ])
    expect(figures[0]).toMatchObject({ caption: { text: 'Figure 2: Ours.' }, extraction: { confidence: 0.6 } })
    expect(paragraphs).toHaveLength(2)
  })

  test('boxes of an old list come from middle.json beside it', async () => {
    const middle = {
      _version_name: '0.10.0',
      pdf_info: [
        {
          page_idx: 0,
          page_size: [600, 800],
          para_blocks: [
            {
              type: 'image',
              bbox: [50, 100, 300, 300],
              blocks: [
                {
                  type: 'image_body',
                  bbox: [50, 100, 300, 300],
                  lines: [{ spans: [{ type: 'image', image_path: 'a.jpg' }] }],
                },
              ],
            },
            {
              type: 'text',
              bbox: [50, 320, 300, 340],
              lines: [
                { spans: [{ type: 'text', content: 'Figure 1: Mea-' }] },
                { spans: [{ type: 'text', content: 'sured' }] },
              ],
            },
          ],
        },
      ],
    }
    const list = [
      { type: 'image', img_path: 'images/a.jpg', img_caption: [], page_idx: 0 },
      text('Text between.'),
      text('Figure 1: Mea- sured'),
    ]
    const { figures } = await parse(list, 'p/x_content_list.json', { 'p/x_middle.json': middle })
    expect(figures[0]).toMatchObject({
      extraction: {
        tool: 'MinerU 0.10.0',
        note: 'Caption found by geometry: below the picture at 0.025 page heights.',
      },
    })
    expect(figures[0]?.box).toMatchObject({ page: 0, x0: 50, pageHeight: 800 })
  })
})

describe('parts of one figure', () => {
  const at = (x0: number, y0: number) => ({ bbox: [x0, y0, x0 + 200, y0 + 200] })

  test('share a caption: they stand together and only one has it', async () => {
    const { figures } = await parse([
      image(['(a) before'], { img_path: 'images/a.jpg', ...at(100, 100) }),
      image(['(b) after'], { img_path: 'images/b.jpg', ...at(310, 100) }),
      image(['Figure 1: Both.'], { img_path: 'images/c.jpg', ...at(100, 310) }),
    ])
    expect(figures).toMatchObject([
      {
        caption: { text: 'Figure 1: Both.' },
        images: [],
        panels: [
          { label: 'a', caption: { text: '(a) before' }, images: [{ href: 'images/a.jpg' }] },
          { label: 'b', images: [{ href: 'images/b.jpg' }] },
          { label: null, caption: null, images: [{ href: 'images/c.jpg' }] },
        ],
        extraction: { confidence: 0.8, note: '3 pictures that stand together share the caption.' },
      },
    ])
  })

  test('repeat the number, or follow it', async () => {
    const { figures } = await parse([
      image(['Figure 1: Both.'], at(100, 100)),
      image(['Figure 1: Both.'], { img_path: 'images/b.jpg', ...at(310, 100) }),
      image([], { img_path: 'images/c.jpg', ...at(520, 100) }),
    ])
    expect(figures.map(({ panels }) => panels.length)).toEqual([3])
  })

  test('are not put together across text, pages or wide gaps', async () => {
    const apart = await parse([
      image([], at(100, 100)),
      text('Between.', { bbox: [100, 305, 300, 320] }),
      image(['Figure 1: One.'], at(100, 330)),
      image([], at(700, 700)),
      image(['Figure 2: Two.'], { ...at(700, 700), page_idx: 1 }),
    ])
    expect(captions(apart)).toEqual([undefined, 'Figure 1: One.', undefined, 'Figure 2: Two.'])
  })
})

describe('middle.json', () => {
  const lines = (...rows: string[]) => rows.map((content) => ({ spans: [{ type: 'text', content }] }))

  test('joins hyphenated lines, reads formulas, captions of blocks and the boxes', async () => {
    const { figures, paragraphs, facts } = await parse(
      {
        _version_name: '2.5.1',
        pdf_info: [
          {
            page_idx: 0,
            page_size: [600, 800],
            discarded_blocks: [{ type: 'header', lines: lines('https://doi.org/10.1234/abc.5') }],
            para_blocks: [
              { type: 'title', lines: lines('A Title') },
              {
                type: 'text',
                bbox: [1, 2, 3, 4],
                lines: [
                  ...lines('The mea-', 'sured value'),
                  {
                    spans: [
                      { type: 'inline_equation', content: '\\alpha' },
                      { type: 'text', content: ', well-' },
                    ],
                  },
                  ...lines('Known'),
                ],
              },
              {
                type: 'image',
                bbox: [50, 100, 300, 350],
                blocks: [
                  {
                    type: 'image_body',
                    bbox: [50, 100, 300, 300],
                    lines: [{ spans: [{ type: 'image', image_path: 'h.jpg' }] }],
                  },
                  { type: 'image_caption', bbox: [50, 310, 300, 350], lines: lines('Figure 1: The of\ufb01ce.') },
                  { type: 'image_footnote', lines: lines('Note.') },
                ],
              },
              'nonsense',
            ],
          },
          null,
        ],
      },
      'p/x_middle.json',
    )
    expect(facts).toMatchObject({ title: 'A Title', doi: '10.1234/abc.5', paperId: 'x' })
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['The measured value α , well- Known'])
    expect(figures).toMatchObject([
      {
        caption: { text: 'Figure 1: The office.' },
        footnotes: ['Note.'],
        images: [{ candidates: ['p/h.jpg', 'p/images/h.jpg'] }],
        box: { y1: 300, pageHeight: 800, origin: 'top-left' },
        extraction: { tool: 'MinerU 2.5.1' },
      },
    ])
  })
})

describe('model.json', () => {
  test('of the pipeline: boxes, and words that lie in them', async () => {
    const box = (x0: number, y0: number, x1: number, y1: number) => ({ poly: [x0, y0, x1, y0, x1, y1, x0, y1] })
    const { figures } = await parse(
      [
        {
          page_info: { page_no: 0, width: 1000, height: 1400 },
          layout_dets: [
            { category_id: 3, ...box(100, 100, 900, 600) },
            { category_id: 4, ...box(100, 620, 900, 660) },
            { category_id: 15, text: 'Two.', ...box(300, 625, 400, 655) },
            { category_id: 15, text: 'Figure 1:', ...box(110, 625, 290, 655) },
            { category_id: 15, text: 'elsewhere', ...box(100, 900, 200, 950) },
          ],
        },
      ],
      'p/x_model.json',
    )
    expect(figures).toMatchObject([{ caption: { text: 'Figure 1: Two.' }, images: [], box: { x1: 900 } }])
  })

  test('of the language model: blocks from 0 to 1', async () => {
    const { figures } = await parse(
      [
        [
          { type: 'title', content: 'T', bbox: [0.1, 0.02, 0.9, 0.04] },
          { type: 'image', bbox: [0.1, 0.1, 0.9, 0.4] },
          { type: 'image_caption', content: 'Figure 1: One.', bbox: [0.1, 0.41, 0.9, 0.43] },
        ],
      ],
      'p/x_model.json',
    )
    expect(figures[0]?.extraction.note).toContain('below the picture at 0.010')
  })
})

describe('hostile files', () => {
  test('a wrong type costs its item and is reported', async () => {
    const { figures, paragraphs, problems } = await parse([
      null,
      7,
      { type: 5 },
      text(['not', 'a', 'string'] as unknown as string),
      { type: 'image', img_path: 3, image_caption: [1, 'Figure 1: Kept.'], bbox: 'everywhere', page_idx: 'first' },
      text('Kept.', { bbox: [1, 2, 3], page_idx: Number.MAX_VALUE, text_level: 'deep' }),
      { type: 'list', list_items: { a: 1 }, page_idx: 0 },
      { type: 'unheard-of', text: 'Kept too.' },
    ])
    expect(captions({ figures } as PaperDocument)).toEqual(['Figure 1: Kept.'])
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Kept.', 'Kept too.'])
    expect(problems).toHaveLength(7)
    expect(problems.every(({ message }) => message.startsWith('Expected '))).toBe(true)
  })

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\secrets\\x.jpg',
    'http://x/y.jpg',
    'images/../../x.jpg',
    'a\0b',
  ])('no candidate of %j leads out', async (img_path) => {
    const { figures } = await parse([{ type: 'image', img_path, page_idx: 0 }])
    for (const { candidates } of figures[0]!.images) {
      for (const path of candidates) expect(path).toMatch(/^p\/(?:images\/)?[^/\\]+$/)
    }
  })

  test.each([
    ['{"a": 1}', 'something else'],
    ['[1, 2]', 'something else'],
    ['[{"type": "text"', 'Expected JSON'],
    ['\u0000', 'Expected JSON'],
    [`${'['.repeat(100_000)}`, 'Expected JSON'],
  ])('%s', async (content, words) => {
    const call = parseMineru(new TextEncoder().encode(content), { name: 'x_middle.json', files: unit() })
    await expect(call).rejects.toMatchObject({ code: 'BAD_FORMAT', message: expect.stringContaining(words) })
  })

  test('deep and endless ones end', async () => {
    const deep = `{"pdf_info":[{"para_blocks":[${'{"type":"text","blocks":['.repeat(50_000)}1${']}'.repeat(50_000)}]}]}`
    await parseMineru(new TextEncoder().encode(deep), { name: 'x_middle.json', files: unit() })
    const crowd = Array.from({ length: 3_000 }, (_, at) => [
      image([], { bbox: [at % 900, 100, (at % 900) + 50, 200] }),
      text(`Figure ${at % 999}: x`, { bbox: [at % 900, 210, (at % 900) + 50, 220] }),
    ]).flat()
    expect((await parse(crowd)).figures.length).toBeGreaterThan(0)
    await parse([text('$'.repeat(1 << 18)), text('$x '.repeat(1 << 16)), text(' '.repeat(1 << 18))])
  })
})

describe('which files are papers', () => {
  test('one per paper: the content list, else middle.json, else model.json', async () => {
    const files = [
      'a/x_content_list.json',
      'a/x_middle.json',
      'a/x_model.json',
      'b/y_middle.json',
      'b/y_model.json',
      'content_list.json',
      'a/other.json',
    ]
    const accepted = files.filter(mineruSource.accepts)
    expect(accepted).toEqual(files.slice(0, 6))
    expect(await mineruSource.choose?.(accepted, noFiles())).toEqual([
      'a/x_content_list.json',
      'b/y_middle.json',
      'content_list.json',
    ])
  })
})

describe.skipIf(sharedData === undefined)('real output', () => {
  test.each([
    ['masked/v0.10-2024-11/doc_content_list.json', 5, 'Fig. 5.'],
    ['masked/v0.10-2024-11/doc_middle_first_pages.json', 2, 'Fig. 2.'],
    ['masked/v2-2026-03-english/doc_content_list.json', 4, 'Figure 4:'],
    ['masked/v2-2026-03-english/doc_middle_first_pages.json', 1, 'Figure 1:'],
    ['masked/v2-2026-03-chinese/doc_content_list.json', 2, '图2.1 '],
    ['derived/euroscipy2014-cokelaer_content_list.json', 9, 'Figure 9:'],
    ['derived/euroscipy2014-christophe-pouzat_content_list.json', 7, 'Figure 7:'],
  ])('%s', async (name, count, last) => {
    const bytes = await readFile(join(sharedData!, 'mineru', name))
    const { figures, paragraphs, problems } = await parseMineru(bytes, { name, files: unit() })
    expect(problems).toEqual([])
    expect(figures).toHaveLength(count)
    expect(figures.every(({ caption, images }) => caption !== null && images.length === 1)).toBe(true)
    expect(figures.at(-1)?.caption?.text.slice(0, last.length)).toBe(last)
    expect(paragraphs.length).toBeGreaterThan(10)
  })
})
