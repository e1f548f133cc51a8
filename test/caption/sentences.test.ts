import { describe, expect, it } from 'vitest'
import { sentenceSpans, sentenceWindow } from '../../src/caption/sentences.js'

const sentences = (text: string, breaks: readonly number[] = []) =>
  sentenceSpans(text, breaks).map(({ start, end }) => text.slice(start, end))

describe('sentenceSpans', () => {
  it.each([
    ['One. Two! Three? Four.', ['One.', 'Two!', 'Three?', 'Four.']],
    ['As in Fig. 3 the curve rises. It falls.', ['As in Fig. 3 the curve rises.', 'It falls.']],
    ['See Figs. S1 and S2. Then Eq. (4).', ['See Figs. S1 and S2.', 'Then Eq. (4).']],
    ['Smith et al. Nature prints it. Done.', ['Smith et al. Nature prints it.', 'Done.']],
    ['We follow Smith et al. The model differs.', ['We follow Smith et al.', 'The model differs.']],
    ['Some, e.g. Python, i.e. CPython. Others.', ['Some, e.g. Python, i.e. CPython.', 'Others.']],
    ['J. R. Smith wrote it. E. coli grew.', ['J. R. Smith wrote it.', 'E. coli grew.']],
    ['It is 3.5 mm. Next.', ['It is 3.5 mm.', 'Next.']],
    ['It took 5 min. The end.', ['It took 5 min.', 'The end.']],
    ['Shown in S1 Fig. Cells moved.', ['Shown in S1 Fig.', 'Cells moved.']],
    ['He said "stop." They did.', ['He said "stop."', 'They did.']],
    ['A result.[12] Another.', ['A result.[12]', 'Another.']],
    ['Red vs. Blue. 12 cells.', ['Red vs. Blue.', '12 cells.']],
    ['Wait … Then go.', ['Wait …', 'Then go.']],
    ['no end', ['no end']],
    ['', []],
    ['   ', []],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })

  it('ends a sentence at a break', () => {
    expect(sentences('first item second item', [11])).toEqual(['first item', 'second item'])
  })

  it.each([
    ['dots', '.'.repeat(1_000_000)],
    ['dots and spaces', '. '.repeat(100_000)],
    ['abbreviations', 'Fig. '.repeat(200_000)],
    ['letters', 'a'.repeat(1_000_000)],
    ['closers', `.${')'.repeat(1_000_000)}`],
    ['spaces', `.${' '.repeat(1_000_000)}`],
  ])('reads a megabyte of %s', (_, text) => {
    expect(sentenceSpans(text).length).toBeGreaterThan(0)
  })
})

describe('sentenceWindow', () => {
  const text = 'One. Two. Three. Four. Five.'
  const spans = sentenceSpans(text)
  it('takes so many sentences around the one that holds the offset', () => {
    const { window, sentence } = sentenceWindow(spans, text.indexOf('Three'), 1)
    expect(text.slice(window.start, window.end)).toBe('Two. Three. Four.')
    expect(text.slice(sentence.start, sentence.end)).toBe('Three.')
  })
  it('stops at the ends of the text', () => {
    const { window } = sentenceWindow(spans, 0, 2)
    expect(text.slice(window.start, window.end)).toBe('One. Two. Three.')
  })
})
