import { describe, expect, test } from 'vitest'
import type { PaperDocument } from '../../../src/ingest/paper.js'
import { parseRst } from '../../../src/ingest/rst/parseRst.js'
import { seededRandom } from '../../support/random.js'
import { memoryFiles } from '../latex/memoryFiles.js'

const read = (text: string): Promise<PaperDocument> =>
  parseRst(new TextEncoder().encode(text), { name: 'paper.rst', files: memoryFiles({}) })

describe('reStructuredText of the SciPy proceedings', () => {
  const paper = [
    ':author: A. Uthor',
    ':email: a@uthor.org',
    '',
    '-----------',
    'On the maps',
    '-----------',
    '',
    '.. class:: abstract',
    '',
    '   We map *all*.',
    '',
    '.. class:: keywords',
    '',
    '   maps, paper',
    '',
    'Introduction',
    '------------',
    '',
    'See Figure :ref:`map` and :ref:`map`, as [Knuth84]_ does [#]_.',
    '',
    'Data',
    '~~~~',
    '',
    '.. figure:: maps/map.pdf',
    '   :scale: 50%',
    '   :figclass: bht',
    '',
    '   The **map** of `x`:math: and :math:`x^2`. :label:`map`',
    '',
    '- one item',
    '',
    '  .. figure:: list.png',
    '',
    '     In a list.',
    '',
    '     A legend.',
    '',
    'A literal block::',
    '',
    '   .. figure:: no.png',
    '',
    '.. [#] A note.',
    '.. [Knuth84] D. Knuth.',
  ].join('\n')

  test('title, abstract, keywords, sections', async () => {
    const { facts, paragraphs } = await read(paper)
    expect(facts).toMatchObject({ title: 'On the maps', abstract: 'We map all.', subjects: ['maps', 'paper'] })
    expect(paragraphs.map(({ section, kind, content }) => [section.join('/'), kind, content.text])).toEqual([
      ['', 'abstract', 'We map all.'],
      ['Introduction', 'text', 'See Figure 1 and 1, as [Knuth84] does.'],
      ['Introduction/Data', 'list', 'one item'],
      ['Introduction/Data', 'text', 'A literal block:'],
      ['Introduction/Data', 'footnote', 'A note.'],
    ])
    expect(paragraphs[1]!.content.references.map(({ targets }) => targets)).toEqual([['map'], ['map']])
  })

  test('figures with label, caption and legend', async () => {
    const { figures } = await read(paper)
    expect(figures).toHaveLength(2)
    expect(figures[0]).toMatchObject({ key: 'map', implicitNumber: 1, line: 24, images: [{ href: 'maps/map.pdf' }] })
    expect(figures[0]!.caption!.text).toBe('The map of x and x².')
    expect(figures[0]!.caption!.math.map(({ source }) => source)).toEqual(['x', 'x^2'])
    expect(figures[0]!.caption!.bold).toEqual([{ start: 4, end: 7 }])
    expect(figures[1]!.caption).toMatchObject({ text: 'In a list. A legend.', breaks: [11] })
  })

  test('a caption that lost its indent', async () => {
    const { figures, paragraphs } = await read(
      '.. figure:: a.png\n   :scale: 9%\n\n\nForest plot :label:`f`\n\n:ref:`f` shows.\n',
    )
    expect(figures).toHaveLength(1)
    expect(figures[0]).toMatchObject({ key: 'f', implicitNumber: 1, caption: { text: 'Forest plot' } })
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Figure 1 shows.'])
  })
})

describe('reStructuredText of Sphinx', () => {
  test('targets, names, numref, titled references, links', async () => {
    const { figures, paragraphs } = await read(
      '.. _Fig-A:\n\n.. figure:: a.png\n   :alt: not this\n\n   Cap A\n\n.. figure:: b.png\n   :name: fig-b\n\n   Cap B\n\n' +
        'See :numref:`fig-a`, :numref:`Fig. %s <fig-b>`, :ref:`that one <Fig-A>`, fig-b_ and `the B <fig-b_>`_ or `site <http://x>`_.\n',
    )
    expect(figures.map(({ key }) => key)).toEqual(['Fig-A', 'fig-b'])
    expect(paragraphs[0]!.content.text).toBe('See Figure 1, Fig. 2, that one, fig-b and the B or site.')
    expect(paragraphs[0]!.content.references.map(({ targets }) => targets[0])).toEqual([
      'Fig-A',
      'fig-b',
      'Fig-A',
      'fig-b',
      'fig-b',
    ])
  })

  test('substitutions, images with a caption behind them, raw blocks', async () => {
    const { figures, paragraphs } = await read(
      '|plot|\n\n**Figure 3.** Made of |n| parts |copy|.\n\n.. |plot| image:: p.png\n.. |n| replace:: seven\n.. |copy| unicode:: U+00A9\n\n' +
        '.. image:: bare.png\n\n.. raw:: latex\n\n   \\begin{figure}\\includegraphics{l.png}\\caption{Of TeX}\\label{t}\\end{figure}\n\n' +
        '.. raw:: html\n\n   <figure><img src="h.png"><figcaption>Of HTML</figcaption></figure>\n\nText |n|.\n',
    )
    expect(figures.map(({ caption }) => caption!.text)).toEqual([
      'Figure 3. Made of seven parts ©.',
      'Of TeX',
      'Of HTML',
    ])
    expect(figures[0]!.images[0]!.href).toBe('p.png')
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Text seven.'])
  })

  test('a figure of the latex directive of the SciPy proceedings is counted', async () => {
    const { figures, paragraphs } = await read(
      '.. figure:: a.png\n\n   One.\n\n' +
        '.. latex::\n   \\begin{figure}\n   \\includegraphics{b.eps}\n   \\caption{Two \\DUrole{label}{two}}\n   \\end{figure}\n\n' +
        '.. figure:: c.png\n\n   Three. :label:`three`\n\nSee figures :ref:`two` and :ref:`three`.\n',
    )
    expect(figures.map(({ implicitNumber, caption, line }) => [implicitNumber, caption!.text, line])).toEqual([
      [1, 'One.', 1],
      [2, 'Two', 5],
      [3, 'Three.', 11],
    ])
    expect(figures[1]!.images[0]!.href).toBe('b.eps')
    expect(paragraphs[0]!.content.text).toBe('See figures 2 and 3.')
  })

  test('tables, comments, doctests and code are no text', async () => {
    const { paragraphs } = await read(
      '===  ===\na    b\n===  ===\n\n+---+\n| a |\n+---+\n\n.. comment\n   more\n\n>>> 1\n1\n\n.. code:: python\n\n   x = 1\n\nterm\n  definition\n\n1. one\n   two\n2. three\n',
    )
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['term', 'definition', 'one two', 'three'])
  })
})

describe('hostile reStructuredText', () => {
  test.each([
    ['`a ', 100_000],
    ['*a ', 100_000],
    ['|a ', 100_000],
    ['``a ', 100_000],
    ['[a', 100_000],
    ['a_ ', 100_000],
    [':a:`', 50_000],
    ['\\', 100_000],
    ['.. figure::\n', 20_000],
    ['.. _a:\n', 20_000],
    ['a\n=\n', 20_000],
    ['- ', 50_000],
    ['.. |a| image:: x\n', 20_000],
    ['\t', 100_000],
  ])('%j again and again', async (piece, times) => {
    // Quadratic would be minutes, and the test would not end.
    const { paragraphs } = await read(`Text.\n\n${piece.repeat(times)}\n`)
    expect(paragraphs[0]!.content.text).toBe('Text.')
  })

  test('deep indents end somewhere', async () => {
    const text = Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}- a\n`).join('\n')
    const { paragraphs } = await read(`Text.\n\n${text}`)
    expect(paragraphs.length).toBeGreaterThan(10)
  })

  test('spans stay inside their texts, whatever is written', async () => {
    const rng = seededRandom()
    const bits = [
      '**',
      '*',
      '`',
      '``',
      ':ref:`a`',
      ':label:`a`',
      '|s|',
      '_',
      ' ',
      '\n',
      '\n\n',
      '   ',
      '.. figure:: a.png\n',
      '   Cap\n',
      '====\n',
      '- ',
      '::',
      'word',
      '[x]_',
      ':math:`x`',
      '.. _a:\n\n',
      '\\',
      '.. |s| replace:: t\n',
    ]
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: rng.integer(1, 60) }, () => bits[rng.integer(0, bits.length - 1)]).join('')
      const { figures, paragraphs } = await read(text)
      for (const content of [
        ...paragraphs.map((one) => one.content),
        ...figures.flatMap(({ caption }) => caption ?? []),
      ]) {
        for (const { start, end } of [...content.bold, ...content.math, ...content.references]) {
          expect(start >= 0 && start < end && end <= content.text.length, text).toBe(true)
        }
      }
    }
  })
})
