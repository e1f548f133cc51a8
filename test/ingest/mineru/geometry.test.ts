import { describe, expect, test } from 'vitest'
import { captions, image, parse, text } from './papers.js'

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
