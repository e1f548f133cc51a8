import { describe, expect, test } from 'vitest'
import { cut, figuresOf, read } from './read.js'

describe('figures of pandoc and JOSS', () => {
  test('an image alone in its paragraph is a numbered figure', async () => {
    const [one, two] = await figuresOf(
      'Text.\n\n![A **map** of $x^2$.\\label{fig:map}](maps/a b.png){ width=80% }\n\n![Next](n.png)\n',
    )
    expect(one).toMatchObject({ key: 'fig:map', keys: ['fig:map'], implicitNumber: 1, printedLabel: null, line: 3 })
    expect(one!.caption!.text).toBe('A map of x².')
    expect(cut(one!.caption!.text, one!.caption!.bold)).toEqual(['map'])
    expect(one!.caption!.math.map(({ source }) => source)).toEqual(['x^2'])
    expect(one!.captionSource).toBe('A **map** of $x^2$.\\label{fig:map}')
    expect(two).toMatchObject({ key: 'figure-2', keys: [], implicitNumber: 2 })
  })

  test('attributes give the key, also behind a space or on the next line', async () => {
    const figures = await figuresOf(
      '![A](a.png){#fig:a .wide width=5cm}\n\n![B](b.png) {#fig:b}\n\n![C](c.png){\nwidth=80% #fig:c }\n',
    )
    expect(figures.map(({ key }) => key)).toEqual(['fig:a', 'fig:b', 'fig:c'])
    expect(figures.map(({ caption }) => caption!.text)).toEqual(['A', 'B', 'C'])
  })

  test('an image in running text is no figure', async () => {
    const { figures, paragraphs } = await read(
      'See ![the icon](i.png) here.\n\nIncluded like this:\n![Cap](x.png)\nand so on.\n',
    )
    expect(figures).toEqual([])
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['See here.', 'Included like this: and so on.'])
  })

  test('a backslash behind it says that it is no figure; badges and bare images are none', async () => {
    const { figures, problems } = await read(
      '![caption](a.png)\\\n\n![](b.png)\n\n[![build](https://img.shields.io/x.svg)](https://ci)\n\n![DOI](https://zenodo.org/badge/1.svg)\n',
    )
    expect(figures).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]!.message).toContain('a.png')
  })

  test('references of LaTeX and pandoc-crossref print numbers and know their figure', async () => {
    const { paragraphs } = await read(
      '![A\\label{fig:a}](a.png)\n\n![B](b.png){#fig:b}\n\n' +
        'In \\autoref{fig:a} and Figure \\ref{fig:b}, as Fig.~\\ref{fig:a}b says.\n\n' +
        '@fig:b shows; [@fig:a] and [see @fig:a; @fig:b], Figures @fig:a, @fig:b and @fig:a.\n\n' +
        '[Figure 1](#fig:a) and \\autoref{eq:x}.\n',
    )
    expect(paragraphs.map(({ content }) => content.text)).toEqual([
      'In Figure 1 and Figure 2, as Fig. 1b says.',
      'Figure 2 shows; Figure 1 and see Figure 1, Figure 2, Figures 1, 2 and 1.',
      'Figure 1 and Equation ??.',
    ])
    const [first, , last] = paragraphs
    expect(first!.content.references.map(({ targets }) => targets)).toEqual([['fig:a'], ['fig:b'], ['fig:a']])
    expect(cut(first!.content.text, first!.content.references)).toEqual(['Figure 1', '2', '1'])
    expect(last!.content.references.map(({ kind, targets }) => [kind, targets])).toEqual([
      ['figure', ['fig:a']],
      ['other', []],
    ])
  })

  test('citations go from captions and keep their names in the body', async () => {
    const { figures, paragraphs } = await read(
      '![A scheme [@knuth84; @smith04, p. 3]. After [@doe99].](a.png)\n\nAs [@knuth84] and @doe99 say [@x].\n',
    )
    expect(figures[0]!.caption!.text).toBe('A scheme. After doe99.')
    expect(paragraphs[0]!.content.text).toBe('As (knuth84) and doe99 say (x).')
  })

  test('TeX in captions is read, notes are dropped, code is left alone', async () => {
    const [figure] = await figuresOf(
      '![\\textbf{A.} With \\emph{care}--and H~2~O^[a note] in `@fig:x`, 5^th^ [link](u) & ``\\label{fig:1}``{=tex}.](a.png)\n',
    )
    expect(figure!.caption!.text).toBe('A. With care–and H2O in @fig:x, 5th link &.')
    expect(cut(figure!.caption!.text, figure!.caption!.bold)).toEqual(['A.'])
    expect(figure!.keys).toEqual(['fig:1'])
  })

  test('prices are no mathematics', async () => {
    const { paragraphs } = await read('It costs $5 and then $10 more.\n')
    expect(paragraphs[0]!.content).toMatchObject({ text: 'It costs $5 and then $10 more.', math: [] })
  })

  test('a label given three times goes to the last', async () => {
    const { figures, problems } = await read('![A\\label{f}](a.png)\n\n![B\\label{f}](b.png)\n')
    expect(figures.map(({ key, keys }) => [key, keys])).toEqual([
      ['figure-1', []],
      ['f', ['f']],
    ])
    expect(problems.map(({ code, figure }) => [code, figure])).toEqual([['DUPLICATE_ID', null]])
  })

  test('a div with a key is one figure with panels', async () => {
    for (const text of [
      '<div id="fig:all">\n![a part](a.png){#fig:pa}\n![b part](b.png){#fig:pb}\n\nAll of it.\n</div>\n\n@fig:pb\n',
      '::: {#fig-all layout-ncol=2}\n\n![a part](a.png){#fig:pa}\n\n![b part](b.png){#fig:pb}\n\nAll of it.\n:::\n\n@fig:pb\n',
    ]) {
      const { figures, paragraphs } = await read(text)
      expect(figures).toHaveLength(1)
      expect(figures[0]).toMatchObject({ implicitNumber: 1 })
      expect(figures[0]!.caption!.text).toBe('All of it.')
      expect(figures[0]!.panels.map(({ key, caption }) => [key, caption?.text])).toEqual([
        ['fig:pa', 'a part'],
        ['fig:pb', 'b part'],
      ])
      expect(paragraphs.at(-1)!.content.references[0]!.targets).toEqual(['fig:pb'])
    }
  })

  test('raw LaTeX figures are read by the LaTeX parser and counted along', async () => {
    const { figures, paragraphs } = await read(
      '![A](a.png)\n\n\\begin{figure}\n\\centering\n\\includegraphics{b.pdf}\n\\caption{Of \\textbf{two}.}\\label{fig:two}\n\\end{figure}\n\nSee \\autoref{fig:two}.\n',
    )
    expect(figures).toHaveLength(2)
    expect(figures[1]).toMatchObject({ implicitNumber: 2, keys: ['fig:two'] })
    expect(figures[1]!.line).toBeGreaterThanOrEqual(3)
    expect(figures[1]!.caption!.text).toBe('Of two.')
    expect(paragraphs[0]!.content.text).toBe('See Figure 2.')
  })
})
