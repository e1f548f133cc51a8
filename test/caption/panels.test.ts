import { describe, expect, it } from 'vitest'
import { splitPanels } from '../../src/caption/panels.js'
import { plainRichText, type RichText } from '../../src/caption/richText.js'
import { seededRandom } from '../support/random.js'

/** `*x*` is bold, `|` begins a paragraph. */
function marked(source: string): RichText {
  let text = ''
  const bold: { start: number; end: number }[] = []
  const breaks: number[] = []
  let open = -1
  for (const char of source) {
    if (char === '|') breaks.push(text.length)
    else if (char !== '*') text += char
    else if (open < 0) open = text.length
    else {
      bold.push({ start: open, end: text.length })
      open = -1
    }
  }
  return { ...plainRichText(text), bold, breaks }
}

const split = (source: string) =>
  splitPanels(marked(source)).panels.map(({ labels, text }) => `${labels.join(',')}: ${text}`)

describe('descriptions behind their letters', () => {
  it.each([
    ['(a) One. (b) Two.', ['a: One.', 'b: Two.']],
    ['Lead. (A) One. (B) Two. (C) Three.', ['A: One.', 'B: Two.', 'C: Three.']],
    ['a) One; b) Two', ['a: One', 'b: Two']],
    ['kinds a) one, b) two', ['a: one', 'b: two']],
    ['Kinds: a) one, b) two, and c) three', ['a: one', 'b: two', 'c: three']],
    ['Poses of (A) one and (B) two.', ['A: one', 'B: two.']],
    ['A. One here. B. Two here.', ['A: One here.', 'B: Two here.']],
    ['Lead. a, One. b, Two. c, Three.', ['a: One.', 'b: Two.', 'c: Three.']],
    ['a One thing. b Two things.', ['a: One thing.', 'b: Two things.']],
    ['(A–C) One. (D) Two.', ['A,B,C: One.', 'D: Two.']],
    ['a–c, One. d, Two.', ['a,b,c: One.', 'd: Two.']],
    ['(a, b) One. (c) Two.', ['a,b: One.', 'c: Two.']],
    ['(a and b) One. (c) Two.', ['a,b: One.', 'c: Two.']],
    ['(A) and (B) One. (C)–(E) Two.', ['A,B: One.', 'C,D,E: Two.']],
    ['(A), (B) One. (C) Two.', ['A,B: One.', 'C: Two.']],
    ['A - C: One. D) Two.', ['A,B,C: One.', 'D: Two.']],
    ['(B, D) is late. (A) One. (B) Two.', []],
    ['(A) One. (B and D) Two. (C and E) Three.', ['A: One.', 'B,D: Two.', 'C,E: Three.']],
    ['(A) One. (B, C) Both. (B) Two. (C) Three.', ['A: One.', 'B,C: Both.', 'B: Two.', 'C: Three.']],
    ['(A1) One. (A2) Two. (B) Three.', ['A1: One.', 'A2: Two.', 'B: Three.']],
    ['(i) One. (ii) Two. (iii) Three.', ['i: One.', 'ii: Two.', 'iii: Three.']],
    ['[a] One. [b] Two.', ['a: One.', 'b: Two.']],
    ['*a* One thing. *b* two things.', ['a: One thing.', 'b: two things.']],
    ['*a*, One. *b*,*c*, Two.', ['a: One.', 'b,c: Two.']],
    ['*A.* One *B.* Two', ['A: One', 'B: Two']],
    ['(*A*) One. (*B*) Two.', ['A: One.', 'B: Two.']],
    ['Shapes of *A*, one and *B*, two.', ['A: one', 'B: two.']],
    ['Title |(A) One |(B) Two.', ['A: One', 'B: Two.']],
    ['(b) Only one panel of several', ['b: Only one panel of several']],
    [
      'Panel (A) shows one. Panels (B) and (C) show two.',
      ['A: Panel (A) shows one.', 'B,C: Panels (B) and (C) show two.'],
    ],
    [
      'In panel A, one. In panel C, three. In panels B and D, two.',
      ['A: In panel A, one.', 'C: In panel C, three.', 'B,D: In panels B and D, two.'],
    ],
  ])('%s', (source, expected) => {
    expect(split(source)).toEqual(expected)
  })
})

describe('letters that are spoken of', () => {
  it.each([
    [
      '(a) One. (b) Two, as in (a). (c) Compare (a) with (b).',
      ['a: One.', 'b: Two, as in (a).', 'c: Compare (a) with (b).'],
    ],
    [
      '(A–C) Worms of type one (A), two (B) and three (C). (D) Counts.',
      ['A,B,C: Worms of type one (A), two (B) and three (C).', 'D: Counts.'],
    ],
    ['Sites (A) or (B, C). (A) One. (B) Two. (C) Three.', ['A: One.', 'B: Two.', 'C: Three.']],
    [
      '(A) Steps: (a) first; (b) second. (B) Steps: (a) third.',
      ['A: Steps: (a) first; (b) second.', 'B: Steps: (a) third.'],
    ],
    ['A) Two models: (i) one; (ii) two. B) Fits.', ['A: Two models: (i) one; (ii) two.', 'B: Fits.']],
    [
      '*A.* One, see panel B. *B.* Two, see S1A Fig. *C.* Three.',
      ['A: One, see panel B.', 'B: Two, see S1A Fig.', 'C: Three.'],
    ],
  ])('%s', (source, expected) => {
    expect(split(source)).toEqual(expected)
  })

  it.each([
    'A single sentence about nothing.',
    'The stacks of 8 and 80 layers in (a) and (b), respectively.',
    'The probe (P) and the frame (R).',
    'Regions between bands (A–F) were tested.',
    'Only (E)-hexenal and (Z)-hexenol, f(a) and SU(Z)12.',
    'D: dorsal; V: ventral; P: posterior.',
    'G. dqfCOSY spectrum: a spectrum.',
    'A model of cells. Big cells.',
    'A. thaliana and B. subtilis.',
    'First, (1) read; (2) write.',
    'Different letters (a and b) show differences.',
    'H.C. is an abbreviation.',
    'Points from left to right.',
    'Left, but not otherwise.',
    'The middle panel is enlarged. A histogram on the right.',
    '',
  ])('no panels in "%s"', (source) => {
    expect(splitPanels(marked(source))).toEqual({
      panels: [],
      leadEnd: marked(source).text.length,
      confidence: 0,
      style: null,
    })
  })
})

describe('descriptions before their letters', () => {
  it.each([
    ['Crossing fibres (a), cross-section (b)', ['a: Crossing fibres', 'b: cross-section']],
    ['Map (A), and photographs of one (B) and two (C). More.', ['A: Map', 'B: photographs of one', 'C: two']],
    ['A surface (a) or a pole figure (b); three planes (c).', ['a: A surface', 'b: a pole figure', 'c: three planes']],
    ['Effects of one (A) and two (B) on all.', ['A: Effects of one', 'B: two (B) on all.']],
    ['Lead. First part (a). Second part (b).', ['a: First part', 'b: Second part']],
  ])('%s', (source, expected) => {
    expect(split(source)).toEqual(expected)
  })
})

describe('words for a place', () => {
  it.each([
    ['Left: one. Right: two.', ['left: one.', 'right: two.']],
    ['Lead. Top left, one. Top right, two. Bottom, three.', ['top left: one.', 'top right: two.', 'bottom: three.']],
    ['(Left) One. (Right) Two.', ['left: One.', 'right: Two.']],
    ['A graph (left) and a tree (right). More.', ['left: A graph', 'right: a tree']],
    [
      'One (top panel) goes up. Two (bottom panel) goes down.',
      ['top: One (top panel) goes up.', 'bottom: Two (bottom panel) goes down.'],
    ],
    [
      'The upper panel shows one. The lower panel shows two.',
      ['upper: The upper panel shows one.', 'lower: The lower panel shows two.'],
    ],
    [
      'From left to right: one (of two, three), two, three.',
      ['left: one (of two, three)', 'middle: two', 'right: three'],
    ],
    ['From left to right: one, two and three.', ['left: one', 'middle: two', 'right: three']],
    ['(a) Left: one. Right: two. (b) Three.', ['a: Left: one. Right: two.', 'b: Three.']],
    ['Left: one. Center: two. On the left, three.', []],
  ])('%s', (source, expected) => {
    expect(split(source)).toEqual(expected)
  })
})

describe('any caption', () => {
  it('has panels whose text is their span, in order', () => {
    const random = seededRandom()
    const pieces = [
      '(a) ',
      'b) ',
      '(c–e) ',
      '*f*',
      ' One.',
      ' two,',
      ' and ',
      'Left: ',
      '(right)',
      '|',
      '. ',
      'Panel A shows',
      '(',
      ')',
      'A. ',
      '–',
    ]
    for (let round = 0; round < 400; round++) {
      const content = marked(
        Array.from({ length: random.integer(0, 24) }, () => pieces[random.integer(0, pieces.length - 1)]).join(''),
      )
      const { panels, leadEnd, confidence, style } = splitPanels(content)
      expect(panels.length === 0).toBe(style === null)
      expect(confidence >= 0 && confidence <= 1).toBe(true)
      expect(leadEnd <= content.text.length).toBe(true)
      let from = 0
      for (const { text, start, end, labels } of panels) {
        expect(content.text.slice(start, end)).toBe(text)
        expect(start >= from && end > start && labels.length > 0).toBe(true)
        from = end
      }
    }
  })

  it.each([
    ['brackets', '('.repeat(100_000)],
    ['letters', '(a) '.repeat(25_000)],
    ['closing brackets', 'a)'.repeat(50_000)],
    ['lists', `(${'a,'.repeat(50_000)}`],
    ['dots', 'A. '.repeat(33_000)],
    ['places', 'left '.repeat(20_000)],
    ['panels', 'panel '.repeat(16_000)],
    ['spaces', ' '.repeat(100_000)],
    ['more than a caption', '(a) One. (b) Two. '.repeat(60_000)],
  ])('is read in linear time: %s', (_, text) => {
    expect(splitPanels(plainRichText(text)).panels.length).toBeLessThan(500)
  })

  it('with many bold runs is read in linear time', () => {
    const text = 'a. b. '.repeat(16_000)
    const bold = Array.from({ length: 16_000 }, (_, at) => ({ start: at * 6, end: at * 6 + 1 }))
    expect(splitPanels({ ...plainRichText(text), bold }).panels.length).toBeLessThan(500)
  })
})
