import { describe, expect, it } from 'vitest'
import { figureNumberAt, numberKey, readLabel } from '../../src/caption/numbering.js'
import { fromRoman, toRoman } from '../../src/caption/romanNumeral.js'
import { stripNumbering } from '../../src/caption/stripNumbering.js'

const plain = (text: string, bold: { start: number; end: number }[] = [], breaks: number[] = []) => ({
  text,
  bold,
  breaks,
})

describe('readLabel', () => {
  it.each([
    ['Figure 3', 'Figure 3'],
    ['Fig. 3.', 'Figure 3'],
    ['FIGURE 3 |', 'Figure 3'],
    ['Fig 3', 'Figure 3'],
    ['Fig.\u00a03', 'Figure 3'],
    ['3', 'Figure 3'],
    ['3.', 'Figure 3'],
    ['4a', 'Figure 4a'],
    ['4a.', 'Figure 4a'],
    ['S2b', 'Figure S2b'],
    ['Figure 4a', 'Figure 4a'],
    ['Figure 4.2', 'Figure 4.2'],
    ['Figure 4-2', 'Figure 4-2'],
    ['Figure S2', 'Figure S2'],
    ['S2 Fig', 'Figure S2'],
    ['Supplementary Figure 2', 'Figure S2'],
    ['Supplementary Fig. S2', 'Figure S2'],
    ['Supplemental Figure 2', 'Figure S2'],
    ['Figure supplement 2', 'Figure S2'],
    ['Extended Data Fig. 1', 'Extended Data Figure 1'],
    ['Extended Data Figure 1b', 'Extended Data Figure 1b'],
    ['Figure A.1', 'Figure A.1'],
    ['Fig. B2', 'Figure B.2'],
    ['Appendix 1 Figure 1.', 'Appendix 1—figure 1'],
    ['Appendix 1—Figure 1—Figure Supplement 1.', 'Appendix 1—figure 1—figure supplement 1'],
    ['Figure 1—figure supplement 2', 'Figure 1—figure supplement 2'],
    ['Fig 1-figure supplement 2', 'Figure 1—figure supplement 2'],
    ['Box 2—Figure 1.', 'Box 2—figure 1'],
    ['Author response image 1.', 'Author response image 1'],
    ['Plate II', 'Plate II'],
    ['Scheme 2', 'Scheme 2'],
    ['Chart 1', 'Chart 1'],
    ['Box 1', 'Box 1'],
  ])('%s', (label, normal) => {
    expect(readLabel(label)?.normal).toBe(normal)
  })

  it.each([
    '',
    'Figure',
    'Table 3',
    'Graphical abstract',
    'Figure 1—source data 1',
    'Image 3',
    'Figure 512x512',
    '3D view',
    '4ab',
    '4a curve',
  ])('finds no number in "%s"', (label) => {
    expect(readLabel(label)).toBeNull()
  })

  it('keeps the parts', () => {
    expect(readLabel('Extended Data Fig. 3b')).toMatchObject({
      prefix: 'Extended Data Fig.',
      value: 3,
      suffix: 'b',
      letter: 'b',
      supplement: true,
      series: 'extended-data',
      parent: null,
    })
    expect(readLabel('Figure 1—figure supplement 2')).toMatchObject({
      value: 2,
      supplement: true,
      parent: { value: 1 },
    })
    expect(readLabel('Plate II')).toMatchObject({ kind: 'plate', value: 2 })
  })
})

describe('numberKey', () => {
  const key = (label: string) => numberKey(readLabel(label)!)
  it('is the same for one figure however it is printed', () => {
    expect(key('FIGURE 3 |')).toBe(key('fig. 3a'))
    expect(key('Figure S2')).toBe(key('Supplementary Fig. 2'))
    expect(key('Plate II')).toBe(key('Plate 2'))
    expect(key('Appendix A Figure 1')).toBe(key('Figure A.1'))
  })
  it('differs between series', () => {
    const labels = [
      'Figure 2',
      'Figure S2',
      'Extended Data Figure 2',
      'Scheme 2',
      'Figure A2',
      'Figure 1—figure supplement 2',
      'Figure 2.2',
    ]
    expect(new Set(labels.map(key)).size).toBe(labels.length)
  })
})

describe('stripNumbering', () => {
  it.each([
    ['Figure 3: A curve.', 'A curve.'],
    ['Figure 3. A curve.', 'A curve.'],
    ['Fig. 3. A curve.', 'A curve.'],
    ['FIGURE 3 | A curve.', 'A curve.'],
    ['Figure 3 — A curve.', 'A curve.'],
    ['Figure 3 - A curve.', 'A curve.'],
    ['Fig. 3\u00a0A curve.', 'A curve.'],
    ['Figure 3 A curve.', 'A curve.'],
    ['**Figure 3.** A curve.', 'A curve.'],
    ['Figure 3: a curve.', 'a curve.'],
    ['Figure 3. (a) A curve.', '(a) A curve.'],
    ['Figure 3 (a) A curve.', '(a) A curve.'],
    ['Figure 3 a) A curve.', 'a) A curve.'],
    ['Figure 3 a–c, Curves.', 'a–c, Curves.'],
    ['Extended Data Fig. 1 | A curve.', 'A curve.'],
    ['Supplementary Figure 3: A curve.', 'A curve.'],
    ['S1 Fig. A curve.', 'A curve.'],
    ['Figure 1—figure supplement 2. A curve.', 'A curve.'],
    ['Figure A.1: A curve.', 'A curve.'],
    ['Figure A: A curve.', 'A curve.'],
    ['Figure 2-1. A curve.', 'A curve.'],
    ['Plate II. A shell.', 'A shell.'],
    ['Scheme 2. Synthesis.', 'Synthesis.'],
    ['Fig. 3', ''],
    ['  Figure 3:  A curve.', 'A curve.'],
  ])('%s', (text, rest) => {
    const { number, start } = stripNumbering(plain(text))
    expect(number).not.toBeNull()
    expect(text.slice(start)).toBe(rest)
  })

  it.each([
    'Figure showing a curve.',
    'Figure 3 shows a curve.',
    'Figure (512x512), 1000 stipples',
    'Figures of merit.',
    'Figure I see.',
    'Three figures.',
    'Plate with cells.',
    'Box plots of values.',
    'A curve as in Figure 3.',
    'caption',
    '',
  ])('leaves "%s" whole', (text) => {
    expect(stripNumbering(plain(text))).toEqual({ number: null, start: 0 })
  })

  it('ends at a break and at the end of a bold run', () => {
    expect(stripNumbering(plain('Figure 3 a curve', [], [9])).start).toBe(9)
    expect(stripNumbering(plain('Figure 3 a curve', [{ start: 0, end: 8 }])).start).toBe(9)
  })

  it.each([
    ['words', 'Figure '.repeat(150_000)],
    ['digits', `Figure ${'1'.repeat(1_000_000)}`],
    ['children', `Figure 1${'—figure supplement 1'.repeat(50_000)}`],
    ['spaces', `Figure${' '.repeat(1_000_000)}`],
    ['stars', '*'.repeat(1_000_000)],
    ['dots', `Figure 1${'.'.repeat(1_000_000)}`],
  ])('reads a megabyte of %s', (_, text) => {
    expect(stripNumbering(plain(text)).start).toBeLessThan(100)
    expect(figureNumberAt(text)).toBeDefined()
  })
})

describe('a number that is printed twice', () => {
  it.each([
    ['Figure 1: Figure 1: A map.', 'A map.'],
    ['Fig. 2. Figure 2. A map.', 'A map.'],
    ['Figure 1: Figure 2: A map.', 'Figure 2: A map.'],
    ['Figure 1: Figure 1, seen from above.', 'Figure 1, seen from above.'],
    ['Figure 1. Figure 1 shows a map.', 'Figure 1 shows a map.'],
  ])('%s', (text, main) => {
    expect(text.slice(stripNumbering(plain(text)).start)).toBe(main)
  })
})

describe('roman numerals', () => {
  it('go there and back', () => {
    for (let value = 1; value < 4000; value += 7) expect(fromRoman(toRoman(value))).toBe(value)
  })
  it.each(['', 'iiii', 'civil', 'vx', 'abc'])('"%s" is none', (letters) => {
    expect(fromRoman(letters)).toBeNull()
  })
})
