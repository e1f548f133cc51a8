import { describe, expect, test } from 'vitest'
import { captions, image, parse, text } from './papers.js'

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
    [{ image_caption: ['(b)', 'Figure 2: Ponds', 'in May.'] }, 'Figure 2: Ponds in May.'],
    [{ image_caption: ['(a)', '(b) right', 'c)', 'Figure 1: Panels.'] }, 'Figure 1: Panels. (b) right'],
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
