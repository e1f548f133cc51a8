import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { doclingSource, parseDocling } from '../../../src/ingest/docling/parseDocling.js'
import { sharedData } from '../../support/sharedData.js'
import { json } from '../mineru/files.js'

const ref = (path: string) => ({ $ref: `#/${path}` })
const prov = (t: number, b: number, page = 1, coord_origin = 'BOTTOMLEFT') => ({
  prov: [{ page_no: page, bbox: { l: 50, r: 300, t, b, coord_origin } }],
})
const text = (label: string, words: string, more: object = {}) => ({ label, text: words, orig: words, ...more })

/** Nodes of the body in order; `texts` and `pictures` are found by their index. */
const document = (parts: {
  body: string[]
  texts?: object[]
  pictures?: object[]
  groups?: object[]
  tables?: object[]
  more?: object
}) =>
  json({
    schema_name: 'DoclingDocument',
    version: '1.7.0',
    name: 'paper',
    body: { self_ref: '#/body', children: parts.body.map(ref) },
    texts: parts.texts ?? [],
    pictures: parts.pictures ?? [],
    groups: parts.groups ?? [],
    tables: parts.tables ?? [],
    pages: { 1: { page_no: 1, size: { width: 600, height: 800 } } },
    ...parts.more,
  })
const parse = (bytes: Uint8Array, name = 'd/paper.json') => parseDocling(bytes, { name })

describe('a DoclingDocument', () => {
  test('takes a caption that is named many times once', () => {
    const { figures } = parse(
      document({
        body: ['pictures/0'],
        texts: [text('caption', 'Figure 1. A pond.')],
        pictures: [{ label: 'picture', captions: Array.from({ length: 50_000 }, () => ref('texts/0')) }],
      }),
    )
    expect(figures.map(({ caption }) => caption?.text)).toEqual(['Figure 1. A pond.'])
  })

  test.each([
    [['On Ponds', '1 Intro', '2 Methods'], 'On Ponds'],
    [['1 Intro', '2 Methods'], null],
    [['1. Intro', 'Methods'], null],
    [['1.1 Scope', 'Methods'], null],
    [['2 Methods', '2.1 Nets'], null],
    [['3 Methods', '4 Results'], null],
    [['I. INTRODUCTION', 'II. METHODS'], null],
    [['10 Simple Rules for Ponds', '1 Intro'], '10 Simple Rules for Ponds'],
    [['3D Ponds', '1 Intro'], '3D Ponds'],
  ])('without a labelled title the first heading is it, unless numbered: %j', (headings, title) => {
    const texts = [...headings.map((words) => text('section_header', words, { level: 1 })), text('text', 'Words.')]
    const { facts, paragraphs } = parse(document({ body: texts.map((_, at) => `texts/${at}`), texts }))
    expect(facts.title).toBe(title)
    expect(paragraphs[0]!.section.at(-1)).toBe(headings.at(-1))
  })

  test('gives title, sections, lists, notes and sentences in pieces, without furniture', () => {
    const { facts, paragraphs, figures } = parse(
      document({
        body: ['texts/0', 'texts/1', 'texts/2', 'groups/0', 'texts/5', 'groups/1', 'texts/9', 'texts/10'],
        texts: [
          text('title', 'On Ponds'),
          text('page_header', 'Journal of Ponds', { content_layer: 'furniture' }),
          text('section_header', 'Results', { level: 1 }),
          text('list_item', 'deep'),
          text('list_item', 'shallow'),
          text('text', 'With children.', { children: [ref('texts/6')] }),
          text('text', 'A child is a paragraph.'),
          text('text', 'See Fig. 1'),
          text('text', ', in', { formatting: { bold: true } }),
          text('footnote', 'A note.'),
          text('text', '', { children: [ref('groups/1')] }),
        ],
        groups: [
          { label: 'list', children: [ref('texts/3'), ref('texts/4')] },
          { label: 'inline', children: [ref('texts/7'), ref('texts/8')] },
        ],
      }),
    )
    expect(facts).toMatchObject({ title: 'On Ponds', paperId: 'paper' })
    expect(paragraphs.map(({ kind, section, content }) => `${kind} ${section.join()}: ${content.text}`)).toEqual([
      'list Results: deep',
      'list Results: shallow',
      'text Results: With children.',
      'text Results: A child is a paragraph.',
      'text Results: See Fig. 1, in',
      'footnote Results: A note.',
      'text Results: See Fig. 1, in',
    ])
    expect(paragraphs[4]?.content.bold).toEqual([{ start: 10, end: 14 }])
    expect(figures).toEqual([])
  })

  test('gives pictures with captions, notes, boxes, and the picture itself', () => {
    const bytes = Buffer.from('\x89PNG not really')
    const { figures, paragraphs, problems } = parse(
      document({
        body: ['pictures/0', 'pictures/1', 'texts/0', 'texts/1', 'texts/2', 'pictures/2'],
        texts: [
          text('caption', 'Figure 1: One.'),
          text('footnote', 'Source: us.'),
          text('text', 'Between.'),
          text('text', 'word inside'),
        ],
        pictures: [
          {
            captions: [ref('texts/0')],
            footnotes: [ref('texts/1')],
            children: [ref('texts/3')],
            image: { uri: `data:image/png;base64,${bytes.toString('base64')}` },
            ...prov(700, 500),
          },
          { image: { uri: 'paper_artifacts/image_1.png' } },
          { image: { uri: 5 } },
        ],
      }),
    )
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Between.'])
    expect(figures).toMatchObject([
      {
        key: 'pictures-0',
        caption: { text: 'Figure 1: One.' },
        footnotes: ['Source: us.'],
        box: null,
        images: [],
        panels: [
          { images: [{ candidates: [] }] },
          {
            images: [
              {
                candidates: [
                  'd/paper_artifacts/image_1.png',
                  'd/artifacts/image_1.png',
                  'd/images/image_1.png',
                  'd/image_1.png',
                ],
              },
            ],
          },
        ],
      },
      { key: 'pictures-2', images: [] },
    ])
    expect(Buffer.from(figures[0]!.panels[0]!.images[0]!.bytes!)).toEqual(bytes)
    expect(figures[0]?.panels[0]?.images[0]?.box).toEqual({
      page: 0,
      x0: 50,
      x1: 300,
      y0: 500,
      y1: 700,
      pageWidth: 600,
      pageHeight: 800,
      origin: 'bottom-left',
    })
    expect(problems).toMatchObject([{ message: expect.stringContaining('#/pictures/2') }])
  })

  test('finds captions that the tool did not join, in either system of coordinates', () => {
    for (const [origin, flip] of [
      ['BOTTOMLEFT', (y: number) => 800 - y],
      ['TOPLEFT', (y: number) => y],
    ] as const) {
      const at = (from: number, to: number) => prov(flip(from), flip(to), 1, origin)
      const { figures, paragraphs } = parse(
        document({
          body: ['texts/0', 'pictures/0', 'texts/1', 'texts/2'],
          texts: [
            text('text', 'Figure 7 shows it.', at(80, 95)),
            text('caption', 'A caption without number.', at(320, 340)),
            text('text', 'Text.', at(345, 500)),
          ],
          pictures: [at(100, 300)],
        }),
      )
      expect(figures[0]?.caption?.text).toBe('A caption without number.')
      expect(figures[0]?.extraction.note).toContain('below the picture at 0.025')
      expect(paragraphs).toHaveLength(2)
    }
  })
})

describe('hostile documents', () => {
  test('that refer in circles, to nothing, or outside are walked once', () => {
    const { paragraphs } = parse(
      document({
        body: ['groups/0', 'texts/99', '__proto__/0', 'texts/0', 'groups/0', 'body'],
        texts: [
          text('text', 'Once.', { children: [ref('groups/0')] }),
          { label: 'text', text: 7 },
          text('text', '', { children: [ref('texts/2')] }),
        ],
        groups: [{ label: 'inline', children: [ref('groups/0'), ref('texts/0'), ref('texts/0')] }, {}],
      }),
    )
    expect(paragraphs.length).toBeLessThan(4)
  })

  test('a group within itself gives its words once', () => {
    const { paragraphs } = parse(
      document({
        body: ['groups/0'],
        texts: [text('text', 'Once'), text('text', 'twice')],
        groups: [
          { label: 'inline', children: [ref('texts/0'), ref('groups/0'), ref('groups/1')] },
          { label: 'inline', children: [ref('texts/1'), ref('groups/0'), ref('groups/2')] },
          { label: 'inline', children: [ref('texts/1')] },
        ],
      }),
    )
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Once twice twice'])
  })

  test('wrong types cost their item', () => {
    const { figures, problems, paragraphs } = parse(
      document({
        body: ['texts/0', 'texts/1', 'pictures/0', 'pictures/1'],
        texts: [{ label: 'text', text: { a: 1 } }, text('text', 'Kept.')],
        pictures: [{ captions: 'none', prov: [{ bbox: { l: 'x' } }], image: [] }, null as unknown as object],
        more: { tables: 'none', pages: [] },
      }),
    )
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Kept.'])
    expect(figures).toMatchObject([{ caption: null, images: [], box: null }])
    expect(problems.map(({ code }) => code)).toEqual(['BAD_FORMAT', 'BAD_FORMAT', 'BAD_FORMAT'])
  })

  test.each([
    '../../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    'https://x/y.png',
  ])('%s leads nowhere', (uri) => {
    const { figures } = parse(document({ body: ['pictures/0'], pictures: [{ image: { uri } }] }))
    for (const path of figures[0]!.images.flatMap(({ candidates }) => candidates)) {
      expect(path).toMatch(/^d\/(?:[a-z_]+\/)?[^/]+$/)
    }
  })

  test.each(['[]', '{}', '{"schema_name":"Other"}', '', 'null'])('%s is no DoclingDocument', (content) => {
    expect(() => parse(new TextEncoder().encode(content))).toThrowError(/^Expected/)
  })
})

test('every JSON file is looked at', () => {
  expect(['a/x.json', 'x.JSON', 'x.jsonl', '.x.json'].filter(doclingSource.accepts)).toEqual(['a/x.json', 'x.JSON'])
})

describe.skipIf(sharedData === undefined)('real documents', () => {
  test.each([
    ['elife-56337.nxml.json', 4, 'Figure 4.'],
    ['pntd.0008301.nxml.json', 5, 'Fig 5'],
  ])('%s', async (name, count, last) => {
    const { figures, paragraphs, problems, facts } = parse(await readFile(join(sharedData!, 'docling', name)), name)
    expect(problems).toEqual([])
    expect(facts.title).not.toBeNull()
    expect(facts.abstract).not.toBeNull()
    expect(figures).toHaveLength(count)
    expect(figures.at(-1)?.caption?.text.slice(0, last.length)).toBe(last)
    expect(paragraphs.length).toBeGreaterThan(30)
    expect(paragraphs.some(({ content }) => content.text.startsWith('Figure 1.'))).toBe(false)
  })
})
