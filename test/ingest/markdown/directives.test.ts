import { describe, expect, test } from 'vitest'
import { figuresOf, read } from './read.js'

describe('MyST and Quarto', () => {
  test('figure directives in backticks and colons', async () => {
    for (const [open, close] of [
      ['```', '```'],
      [':::', ':::'],
      ['::::', '::::'],
    ]) {
      const { figures, paragraphs } = await read(
        `Intro.\n\n${open}{figure} img/a.png\n:name: fig-a\n:alt: not this\n:width: 80%\n\nThe **caption**.\n\nA legend.\n${close}\n\nSee {numref}\`fig-a\`, {numref}\`Fig. %s <fig-a>\`, {ref}\`that one <fig-a>\` and [](#fig-a).\n`,
      )
      expect(figures).toHaveLength(1)
      expect(figures[0]).toMatchObject({ key: 'fig-a', implicitNumber: 1, images: [{ href: 'img/a.png' }], line: 3 })
      expect(figures[0]!.caption!.text).toBe('The caption. A legend.')
      expect(figures[0]!.caption!.breaks).toEqual([13])
      expect(paragraphs[1]!.content.text).toBe('See Figure 1, Fig. 1, that one and Figure 1.')
      expect(paragraphs[1]!.content.references.map(({ targets }) => targets)).toEqual(Array(4).fill(['fig-a']))
    }
  })

  test('a target before it, YAML options, figure-md', async () => {
    const figures = await figuresOf(
      '(fig-t)=\n```{figure} a.png\n---\nwidth: 3cm\nlabel: fig-l\n---\nCap\n```\n\n:::{figure-md} fig-m\n<img src="m.png" width="9">\n\nMarkdown cap\n:::\n',
    )
    expect(figures.map(({ keys }) => keys)).toEqual([['fig-l', 'fig-t'], ['fig-m']])
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['Cap', 'Markdown cap'])
    expect(figures[1]!.images[0]!.href).toBe('m.png')
  })

  test('directives nest, boxes of text are text', async () => {
    const { figures, paragraphs } = await read(
      '::::{note}\nA note.\n\n:::{figure} a.png\nCap\n:::\n::::\n\n```{tip}\nA tip.\n```\n\n```python\n![no](x.png)\n```\n',
    )
    expect(figures.map(({ caption, line }) => [caption!.text, line])).toEqual([['Cap', 4]])
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['A note.', 'A tip.'])
  })

  test('computed figures have caption and key', async () => {
    const { figures, paragraphs } = await read(
      '```{python}\n#| label: fig-line\n#| fig-cap: "A line"\nplot()\n```\n\n```{r map, fig.cap="A map, drawn"}\nknitr::include_graphics("m.png")\n```\n\n@fig-line and \\@ref(fig:map).\n\n![Q](q.png){#fig-q fig-alt="no"}\n',
    )
    expect(figures.map(({ caption, images }) => [caption!.text, images.length])).toEqual([
      ['A line', 0],
      ['A map, drawn', 1],
      ['Q', 1],
    ])
    expect(paragraphs[0]!.content.text).toBe('Figure 1 and 2.')
  })
})

describe('HTML', () => {
  test('figure with figcaption, over several blocks', async () => {
    const figures = await figuresOf(
      '<figure id="fig1">\n<img src="a.png" alt="not this">\n<figcaption><b>Figure 1.</b> A &lt;map&gt;<br>of it</figcaption>\n</figure>\n\n' +
        '<figure>\n\n![](b.png)\n\n<figcaption>\n\nWith *Markdown* inside\n\n</figcaption>\n</figure>\n',
    )
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['Figure 1. A <map> of it', 'With Markdown inside'])
    expect(figures[0]).toMatchObject({ key: 'fig1', printedLabel: 'Figure 1' })
    expect(figures[1]!.images[0]!.href).toBe('b.png')
  })

  test('images in centred paragraphs take the caption behind them', async () => {
    const figures = await figuresOf(
      '<p align="center"><img src="a.png"><br><em>Figure 2: Centred.</em></p>\n\n<div align="center"><img src="b.png" width=3></div>\n\n**Figure 3:** Below.\n',
    )
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['Figure 2: Centred.', 'Figure 3: Below.'])
  })

  test('panels in a figure, scripts and comments are nothing', async () => {
    const { figures, paragraphs } = await read(
      '<script>document.write("<img src=x.png>")</script>\n\n<!-- ![gone](g.png)\n\n<img src="g.png"> -->\n\n<figure><figure id="p1"><img src="a.png"><figcaption>(a) one</figcaption></figure><figure><img src="b.png"></figure><figcaption>Both</figcaption></figure>\n',
    )
    expect(figures).toHaveLength(1)
    expect(figures[0]!.caption!.text).toBe('Both')
    expect(figures[0]!.panels.map(({ key, label, caption }) => [key, label, caption?.text])).toEqual([
      ['p1', 'a', '(a) one'],
      [null, null, undefined],
    ])
    expect(paragraphs).toEqual([])
  })
})
