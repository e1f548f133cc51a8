import { describe, expect, test } from 'vitest'
import { parse } from './papers.js'

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
