import { describe, expect, test } from 'vitest'
import { figuresOf, read } from './read.js'

describe('captions beside images', () => {
  test('a labelled or emphasised paragraph behind an image is its caption', async () => {
    const texts = {
      '![](a.png)\n\n*Figure 3: A map.*\n': 'Figure 3: A map.',
      '![](a.png)\n\n**Figure 3.** A map.\n': 'Figure 3. A map.',
      '![alt](a.png)\n\nFig. 3. A map.\n': 'Fig. 3. A map.',
      '![](a.png)  \nFigure 3 | A map.\n': 'Figure 3 | A map.',
      '**Figure 3.** A map.\n\n![](a.png)\n': 'Figure 3. A map.',
      '![](a.png)\n\n*A map of nowhere.*\n': 'A map of nowhere.',
    }
    for (const [text, caption] of Object.entries(texts)) {
      const { figures, paragraphs } = await read(text)
      expect(
        figures.map((figure) => figure.caption!.text),
        text,
      ).toEqual([caption])
      expect(paragraphs, text).toEqual([])
      expect(figures[0]!.implicitNumber).toBeNull()
    }
  })

  test('a sentence about a figure is no caption', async () => {
    const { figures, paragraphs } = await read(
      '![A map](a.png)\n\nFigure 2 shows the rest.\n\n![](b.png)\n\nFigure 3 shows more.\n',
    )
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['A map'])
    expect(paragraphs).toHaveLength(2)
  })

  test('a printed label is kept and no other number is counted', async () => {
    const [figure] = await figuresOf('![Figure 7: Stress.](a.png)\n')
    expect(figure).toMatchObject({ printedLabel: 'Figure 7', implicitNumber: null, kind: 'figure' })
    expect((await figuresOf('![Figure S2. Stress.](a.png)\n'))[0]!.kind).toBe('supplement')
    expect((await figuresOf('![Scheme 1: Synthesis](a.png)\n'))[0]!.kind).toBe('scheme')
    expect((await figuresOf('![Figure (512x512), 1000 dots](a.png)\n'))[0]!.printedLabel).toBeNull()
  })

  test('several images share the caption behind them', async () => {
    const [figure] = await figuresOf('![(a) left](a.png) ![(b) right](b.png)\n\n*Figure 1: Both.*\n')
    expect(figure!.caption!.text).toBe('Figure 1: Both.')
    expect(figure!.images.map(({ href }) => href)).toEqual(['a.png', 'b.png'])
    expect(figure!.panels.map(({ label }) => label)).toEqual(['a', 'b'])
    const rows = await figuresOf('![](a.png)\n\n![](b.png)\n\n*Figure 1: Both.*\n')
    expect(rows).toHaveLength(1)
    expect(rows[0]!.images).toHaveLength(2)
  })

  test('an image whose address was forgotten captions those before it', async () => {
    const figures = await figuresOf('![(a) x](a.png)\n![(b) y](b.png)\n\n![Both: (a) x, (b) y.]\n')
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['Both: (a) x, (b) y.'])
  })

  test('several images with words of their own are figures each', async () => {
    const figures = await figuresOf('![One thing](a.png)\n![Another thing](b.png)\n')
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['One thing', 'Another thing'])
  })

  test('images in lists and tables', async () => {
    expect((await figuresOf('1. ![In a list](a.png)\n'))[0]!.caption!.text).toBe('In a list')
    const [figure] = await figuresOf(
      '| ![](a.png) | ![](b.png) |\n|---|---|\n| (a) left | (b) right |\n\nFigure 1: A table of images.\n',
    )
    expect(figure!.caption!.text).toBe('Figure 1: A table of images.')
    expect(figure!.panels.map(({ caption }) => caption?.text)).toEqual(['(a) left', '(b) right'])
  })

  test('reference images find their address', async () => {
    const [figure] = await figuresOf('![A map][m]\n\n[m]: maps/m.png\n')
    expect(figure).toMatchObject({ caption: { text: 'A map' }, images: [{ href: 'maps/m.png' }] })
  })
})
