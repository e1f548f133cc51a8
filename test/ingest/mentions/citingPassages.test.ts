import { describe, expect, it } from 'vitest'
import { citingPassages, type MentionWindow } from '../../../src/ingest/mentions/citingPassages.js'
import {
  NO_FACTS,
  type PaperDocument,
  type ParsedFigure,
  type ParsedPanel,
  plainRichText,
  type Reference,
} from '../../../src/ingest/paper.js'

const figure = (key: string, over: Partial<ParsedFigure> = {}): ParsedFigure => ({
  key,
  keys: [key],
  printedLabel: null,
  implicitNumber: null,
  kind: 'figure',
  caption: null,
  captionTitle: null,
  captionSource: null,
  images: [],
  panels: [],
  licenseStatement: null,
  extraction: { method: 'markdown', tool: null, confidence: null, note: null },
  box: null,
  line: null,
  ...over,
})

const labelled = (...labels: string[]) => labels.map((label) => figure(label, { printedLabel: label }))

function paper(figures: readonly ParsedFigure[], ...texts: (string | { text: string; references: Reference[] })[]) {
  const document: PaperDocument = {
    facts: NO_FACTS,
    paragraphs: texts.map((text) => ({
      section: ['Results'],
      kind: 'text',
      content:
        typeof text === 'string' ? plainRichText(text) : { ...plainRichText(text.text), references: text.references },
    })),
    figures,
    problems: [],
  }
  return document
}

/** `figure: mention [panels]` of every mention, by figure. */
function mentions(document: PaperDocument, window: MentionWindow = 'paragraph') {
  return [...citingPassages(document, { window })].flatMap(([key, found]) =>
    found.map(({ mention, panels }) => `${key}: ${mention}${panels.length === 0 ? '' : ` [${panels}]`}`),
  )
}

const ten = labelled(...Array.from({ length: 12 }, (_, at) => `Figure ${at + 1}`))

describe('mentions by word and number', () => {
  it.each([
    ['as Figure 10 shows', ['Figure 10: Figure 10']],
    ['as Fig. 1 shows', ['Figure 1: Fig. 1']],
    ['as fig.1 shows', ['Figure 1: fig.1']],
    ['as Fig.\u00a01 shows', ['Figure 1: Fig.\u00a01']],
    ['as Fig.~1 shows', ['Figure 1: Fig.~1']],
    ['as FIGURE 1 shows', ['Figure 1: FIGURE 1']],
    ['Figs. 2 and 3', ['Figure 2: Figs. 2 and 3', 'Figure 3: Figs. 2 and 3']],
    [
      'Figures 2, 3, and 5 show',
      ['Figure 2: Figures 2, 3, and 5', 'Figure 3: Figures 2, 3, and 5', 'Figure 5: Figures 2, 3, and 5'],
    ],
    ['Figures 2–4', ['Figure 2: Figures 2–4', 'Figure 3: Figures 2–4', 'Figure 4: Figures 2–4']],
    ['Figs. 2 to 4', ['Figure 2: Figs. 2 to 4', 'Figure 3: Figs. 2 to 4', 'Figure 4: Figs. 2 to 4']],
    ['Fig. 3a', ['Figure 3: Fig. 3a [a]']],
    ['Fig. 3a,b', ['Figure 3: Fig. 3a,b [a,b]']],
    ['Fig. 3ab', ['Figure 3: Fig. 3ab [a,b]']],
    ['Fig. 3a–c', ['Figure 3: Fig. 3a–c [a,b,c]']],
    ['Fig. 3(a)', ['Figure 3: Fig. 3(a) [a]']],
    ['Fig. 3 (a, b)', ['Figure 3: Fig. 3 (a, b) [a,b]']],
    ['fig. 1 a) and Figure 1 b) shows', ['Figure 1: fig. 1 a) [a]', 'Figure 1: Figure 1 b) [b]']],
    ['Fig. 3A, B, and D', ['Figure 3: Fig. 3A, B, and D [A,B,D]']],
    ['Figs. 3a and 4b', ['Figure 3: Figs. 3a and 4b [a]', 'Figure 4: Figs. 3a and 4b [b]']],
    ['Figs. 3a,b and 4', ['Figure 3: Figs. 3a,b and 4 [a,b]', 'Figure 4: Figs. 3a,b and 4']],
    ['Fig. 3, A and B', ['Figure 3: Fig. 3, A and B [A,B]']],
    ['(Fig. 3, A, B, and D)', ['Figure 3: Fig. 3, A, B, and D [A,B,D]']],
    ['(Fig. 3, A–C; Fig. 4, A)', ['Figure 3: Fig. 3, A–C [A,B,C]', 'Figure 4: Fig. 4, A [A]']],
    [
      'Figs. 3, A and B, and 4, C, show',
      ['Figure 3', 'Figure 4'].map((key) => `${key}: Figs. 3, A and B, and 4, C [${key === 'Figure 3' ? 'A,B' : 'C'}]`),
    ],
    ['as in Fig. 3, A and B. The rest', ['Figure 3: Fig. 3, A and B [A,B]']],
    ['Fig. 3, A method that works', ['Figure 3: Fig. 3']],
    ['In Fig. 3, A and B are the rates', ['Figure 3: Fig. 3']],
    ['In Fig. 3, B cells and A', ['Figure 3: Fig. 3']],
    ['In Fig. 3, N, P, and K are scarce', ['Figure 3: Fig. 3']],
    ['In Fig. 3, I, for one', ['Figure 3: Fig. 3']],
    ['Fig. 3, A. Smith', ['Figure 3: Fig. 3']],
    ['Fig. 3, a and b', ['Figure 3: Fig. 3']],
    ['panel b of Figure 3', ['Figure 3: panel b of Figure 3 [b]']],
    ['Figure 3, panels A and B', ['Figure 3: Figure 3, panels A and B [A,B]']],
    ['Figure 3 (left panel)', ['Figure 3: Figure 3 (left panel) [left]']],
    ['Figure 2 D shows', ['Figure 2: Figure 2 D [D]']],
    ['In Figure 2 we show', ['Figure 2: Figure 2']],
    ['Figure 2 and 3 show', ['Figure 2: Figure 2 and 3', 'Figure 3: Figure 2 and 3']],
    ['Figure 2 and 3 samples', ['Figure 2: Figure 2']],
    ['Figure 2 and Table 3', ['Figure 2: Figure 2']],
    ['Section 2, Equation 3, Table 4 and page 5', []],
    ['the figure above, the left panel', []],
    ['a 512x512 figure, 3 figures, configuration 2', []],
    ['Figure 12hpf', []],
    ['Figure 99', []],
    ['Figure 3. A caption without its figure.', []],
    ['Figures 3-1', ['Figure 3: Figures 3']],
  ])('%s', (text, expected) => {
    expect(mentions(paper(ten, text))).toEqual(expected)
  })
})

describe('figures of others', () => {
  it.each([
    'Figure 2 of [12]',
    'Fig. 2 in Smith et al. (2010)',
    'Fig. 2 in Smith and Jones (2010)',
    'see their Figure 3',
    'Figure 2 of the original article',
    'Figure 2 of the supplementary of the original paper',
    'the original Figure 2',
    'which agrees with the original result in Figure 2C',
    'the published curves shown in Figure 2',
    'Figure 1A of another article',
    'the plot in the original paper (Figure 5)',
    'Figure 3 in [@smith2010]',
    'Figure 3 in (Smith2010)',
    'as shown (Smith et al., 2010, Fig. 2)',
    'as shown [12, Fig. 2]',
    'as shown (ref. 12, Fig. 2)',
    "Smith et al.'s Figure 2",
    'a reproduction of Figure 2',
    'Figure 4A in the reference article',
  ])('%s', (text) => {
    expect(mentions(paper(ten, text))).toEqual([])
  })

  it.each([
    'as known (Smith et al., 2010; Figure 2)',
    'Figure 2 in this paper',
    'Figure 2 of the present study',
    'Figure 2 in (A)',
    '(an oxide, also known as compound 7600, Figure 2)',
    'in contrast to [12] and Figure 2',
    'Figure 2 in Python',
    'Figure 2 of the results in this paper',
  ])('but ours: %s', (text) => {
    expect(mentions(paper(ten, text))).toHaveLength(1)
  })

  it('takes a link for ours whatever the words say', () => {
    const text = 'Figure 2 of [12]'
    const references: Reference[] = [{ start: 0, end: 8, targets: ['Figure 2'], kind: 'figure' }]
    expect(mentions(paper(ten, { text, references }))).toEqual(['Figure 2: Figure 2'])
  })
})

describe('series of numbers', () => {
  const figures = [
    ...labelled('Figure 1', 'Figure 2', 'Figure S2', 'Extended Data Fig. 1', 'Scheme 1', 'Plate II', 'Box 1'),
    ...labelled('Figure 1—figure supplement 1', 'Figure 1—figure supplement 2', 'Figure A.1'),
  ]
  it.each([
    ['Supplementary Fig. 2', ['Figure S2']],
    ['Fig. S2', ['Figure S2']],
    ['S2 Fig', ['Figure S2']],
    ['Fig. 1 and S2', ['Figure 1', 'Figure S2']],
    ['Fig. 1A and S2', ['Figure 1', 'Figure S2']],
    ['Fig. 1a, b and S2c', ['Figure 1', 'Figure S2']],
    ['Fig. 1, A and B, and S2 reveal', ['Figure 1', 'Figure S2']],
    ['Fig. 1 and S2 mice', ['Figure 1']],
    ['Fig. 1A and S2 Table', ['Figure 1']],
    ['Figs. 1 and S2 Table', ['Figure 1']],
    ['Fig. 1 and Table S2', ['Figure 1']],
    ['Figure 2 in the supplementary material', ['Figure S2']],
    ['Supplementary Fig. 1', []],
    ['Extended Data Figure 1', ['Extended Data Fig. 1']],
    ['Scheme 1', ['Scheme 1']],
    ['Scheme 2', []],
    ['Plate II', ['Plate II']],
    ['Plate 2', ['Plate II']],
    ['Box 1', ['Box 1']],
    ['Fig. A.1', ['Figure A.1']],
    ['Figure 1—figure supplement 2', ['Figure 1—figure supplement 2']],
    ['Figure 1–figure supplements 1 and 2', ['Figure 1—figure supplement 1', 'Figure 1—figure supplement 2']],
    ['Figure 1 - Figure supplements 1-2', ['Figure 1—figure supplement 1', 'Figure 1—figure supplement 2']],
    ['Figure 1—source data 1', []],
    ['Figure 1—figure supplement 1—Source data 1', []],
    ['Figure1—figure supplement 1', ['Figure 1—figure supplement 1']],
  ])('%s', (text, expected) => {
    expect(mentions(paper(figures, text)).map((line) => line.split(': ')[0])).toEqual(expected)
  })
})

describe('whose number it is', () => {
  it('takes capitals behind a Roman numeral for numerals', () => {
    expect(mentions(paper(labelled('Plate II', 'Plate V'), '(Plates II, V and X)'))).toEqual([
      'Plate II: Plates II, V and X',
      'Plate V: Plates II, V and X',
    ])
  })
  it('gives a number that two figures share to neither', () => {
    expect(
      mentions(paper([figure('a', { printedLabel: 'Figure 1' }), figure('b', { printedLabel: 'Fig. 1' })], 'Figure 1')),
    ).toEqual([])
  })
  it('prefers printed numbers to counted ones', () => {
    const figures = [figure('a', { implicitNumber: 1 }), figure('b', { printedLabel: 'Figure 1' })]
    expect(mentions(paper(figures, 'Figure 1'))).toEqual(['b: Figure 1'])
  })
  it('reads the number in a caption', () => {
    const figures = [figure('a', { caption: plainRichText('Fig. 7. A curve.') })]
    expect(mentions(paper(figures, 'Figure 7'))).toEqual(['a: Figure 7'])
  })
  it('keeps a figure whose own number has a letter apart from panels', () => {
    const figures = labelled('Figure 2', 'Figure 2a')
    expect(mentions(paper(figures, 'Fig. 2a and Fig. 2b'))).toEqual(['Figure 2: Fig. 2b [b]', 'Figure 2a: Fig. 2a'])
  })
})

describe('links', () => {
  const panels: ParsedPanel[] = [
    { key: 'fig:a', label: '(a)', caption: null, images: [] },
    { key: 'fig:b', label: null, caption: null, images: [] },
  ]
  const figures = [figure('fig:x', { implicitNumber: 1, panels }), figure('fig:y', { implicitNumber: 2 })]
  const link = (text: string, linked: string, ...targets: string[]) => ({
    text,
    references: [
      { start: text.indexOf(linked), end: text.indexOf(linked) + linked.length, targets, kind: 'figure' as const },
    ],
  })

  it.each([
    [link('see Figure 1 here', '1', 'fig:x'), ['fig:x: Figure 1']],
    [link('see Figure 1a here', '1', 'fig:x'), ['fig:x: Figure 1a [a]']],
    [link('see Figure 1(b) here', 'Figure 1(b)', 'fig:x'), ['fig:x: Figure 1(b) [b]']],
    [link('see Figure 1b here', '1b', 'fig:b'), ['fig:x: Figure 1b [b]']],
    [link('see Figure ?? here', '??', 'fig:a'), ['fig:x: Figure ?? [a]']],
    [link('see here', 'here', 'fig:y'), ['fig:y: here']],
    [link('see Figures 1 and 2', '2', 'fig:y'), ['fig:x: Figures 1 and 2', 'fig:y: Figures 1 and 2']],
    [link('see Figures 1 to 2', '1', 'fig:x'), ['fig:x: Figures 1 to 2', 'fig:y: Figures 1 to 2']],
    [link('Figure 1 here, but Figure 1 of all and Figure 2', '1', 'fig:x'), ['fig:x: Figure 1', 'fig:y: Figure 2']],
    [link('Figure 1 is linked. It said: "all is well (figure 1)".', '1', 'fig:x'), ['fig:x: Figure 1']],
    [link('Figure 1 is linked and typed (Figure 1).', '1', 'fig:x'), ['fig:x: Figure 1', 'fig:x: Figure 1']],
    [link('see Section 1', '1', 'sec:1'), []],
  ])('%j', (paragraph, expected) => {
    expect(mentions(paper(figures, paragraph))).toEqual(expected)
  })

  it('gives one mention for a link and its words, of kind reference', () => {
    const [mention, ...others] = citingPassages(paper(figures, link('Figure 1 rises.', 'Figure 1', 'fig:x'))).get(
      'fig:x',
    )!
    expect(others).toEqual([])
    expect(mention).toEqual({
      text: 'Figure 1 rises.',
      sentence: 'Figure 1 rises.',
      section: ['Results'],
      start: 0,
      end: 8,
      mention: 'Figure 1',
      kind: 'reference',
      panels: [],
      paragraph: 0,
    })
  })
})

describe('passages', () => {
  it('has offsets into the window', () => {
    const text = 'First one. Second one. See Fig. 2 now. Fourth one. Fifth one.'
    const [mention] = citingPassages(paper(ten, text), { window: { sentences: 1 } }).get('Figure 2')!
    expect(mention!.text).toBe('Second one. See Fig. 2 now. Fourth one.')
    expect(mention!.text.slice(mention!.start, mention!.end)).toBe('Fig. 2')
    expect(mention!.sentence).toBe('See Fig. 2 now.')
  })
  it('has an empty list for a figure that nobody cites', () => {
    expect(citingPassages(paper(ten, 'Nothing.')).get('Figure 1')).toEqual([])
  })
  it('of no figures and no paragraphs is empty', () => {
    expect(citingPassages(paper([])).size).toBe(0)
  })

  it('of a paragraph that is none is what stands around the mention', () => {
    const [mention] = citingPassages(
      paper(ten, `${'word '.repeat(50_000)}See Fig. 2 now.${' word'.repeat(50_000)}`),
    ).get('Figure 2')!
    expect(mention!.text.length).toBe(20_000)
    expect(mention!.sentence!.length).toBeLessThanOrEqual(20_000)
    expect(mention!.text.slice(mention!.start, mention!.end)).toBe('Fig. 2')
  })
  it('of a document are bounded together', () => {
    const passages = citingPassages(paper(ten, ...Array.from({ length: 10 }, () => 'Figs. 1–10. '.repeat(20_000))))
    const chars = [...passages.values()].flat().reduce((sum, { text }) => sum + text.length, 0)
    expect(chars).toBeGreaterThan(2 ** 20)
    expect(chars).toBeLessThan(2 ** 25)
  })

  it.each([
    ['figure words', 'Figure '.repeat(150_000)],
    ['mentions', 'Fig. 1 '.repeat(150_000)],
    ['a list', `Figs. ${'1, '.repeat(300_000)}`],
    ['panels', `Fig. 1${'a,'.repeat(500_000)}`],
    ['brackets', `Fig. 1${'('.repeat(1_000_000)}`],
    ['digits', `Fig. ${'1'.repeat(1_000_000)}`],
    ['dashes', `Figure 1${'—figure supplement 1'.repeat(50_000)}`],
    ['spaces', `Figure${' '.repeat(1_000_000)}1`],
    ['capitals', `Figure 1 of ${'A'.repeat(1_000_000)}`],
    ['names', 'Figure 1 of Aa Aa Aa Aa Aa '.repeat(40_000)],
  ])('reads a megabyte of %s', (_, text) => {
    expect(citingPassages(paper(ten, text)).size).toBe(12)
  })
})
