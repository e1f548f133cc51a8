import type { FigureNumber } from '../dataset/fullRecord/fullRecord.js'
import { type FigureWord, figureWordAt, type NumberedKind, type NumberSeries } from './figureWord.js'
import { type NumberToken, numberTokenAt } from './numberToken.js'
import { toRoman } from './romanNumeral.js'

/** A figure's number as printed, and what it says. */
export interface NumberReading extends FigureNumber {
  readonly kind: NumberedKind
  readonly series: NumberSeries
  /** `A` of Figure A.1, `1` of Appendix 1—figure 2. */
  readonly appendix: string | null
  /** `a` of Figure 3a. */
  readonly letter: string | null
  /** What it belongs to: Figure 1 of `Figure 1—figure supplement 2`, Box 2 of `Box 2—figure 1`. */
  readonly parent: NumberReading | null
  /** `Figure 3`, `Figure S2`, `Extended Data Figure 1`: the same however it was printed. */
  readonly normal: string
}

export interface NumberedText {
  readonly number: NumberReading
  readonly start: number
  /** Behind the number; what parts it from the caption is not included. */
  readonly end: number
}

const SPACE = /[\s~]{0,4}(?:no\.?[\s~]{1,2}|#)?/iy
const CHILD =
  /[\s~]{0,2}[—–‐‑-][\s~]{0,2}(?:(?<child>fig(?:ure)?s?\.?[\s~]supplements?|fig(?:ure)?s?|images?|schemes?)|(?<other>source[\s~](?:data|code)|videos?|movies?|animations?|tables?))\.?[\s~]{1,2}(?=\d)/iy
const CHILD_NUMBER = /(?<value>\d{1,3})(?![\p{L}\p{N}])/uy
const LETTER = /[A-Za-z](?![\p{L}\p{N}])/uy
const NAMES: Readonly<Record<NumberedKind, string>> = {
  figure: 'Figure',
  scheme: 'Scheme',
  plate: 'Plate',
  chart: 'Chart',
  box: 'Box',
  image: 'Image',
}

/** The numbered figure that is named at `at`: `Fig. 3a`, `S2 Fig`, `Figure 1—figure supplement 2`; null where none is. */
export function figureNumberAt(text: string, at = 0): NumberedText | null {
  const word = figureWordAt(text, at)
  if (word === null) return numberBeforeWord(text, at)
  SPACE.lastIndex = word.end
  SPACE.test(text)
  const token = numberTokenAt(text, SPACE.lastIndex, { roman: true, chapters: true })
  if (token === null) return null
  const letter = letterAt(text, token.end)
  const end = token.end + (letter?.length ?? 0)
  const number = numberReading(word, token, letter, text.slice(at, word.end))
  return letter === null ? withChildren(text, at, number, end) : { number, start: at, end }
}

/** The letter glued to a number that ends at `at`. */
function letterAt(text: string, at: number): string | null {
  LETTER.lastIndex = at
  return LETTER.exec(text)?.[0] ?? null
}

/** `S1 Fig`, as some publishers print it. */
function numberBeforeWord(text: string, at: number): NumberedText | null {
  const token = text[at] === 'S' ? numberTokenAt(text, at) : null
  if (token?.letters !== 'S') return null
  SPACE.lastIndex = token.end
  SPACE.test(text)
  if (SPACE.lastIndex === token.end) return null
  const word = figureWordAt(text, SPACE.lastIndex)
  if (word?.series !== 'main') return null
  // The full stop behind `Fig` parts it from the title here.
  const end = text[word.end - 1] === '.' ? word.end - 1 : word.end
  return { number: numberReading(word, token, null, text.slice(word.start, end)), start: at, end }
}

/** eLife's children of figures, to any of their two levels. */
function withChildren(text: string, start: number, own: NumberReading, from: number): NumberedText | null {
  let number = own
  let end = from
  for (let level = 0; level < 3; level++) {
    CHILD.lastIndex = end
    const child = CHILD.exec(text)
    if (child === null) break
    // Source data of a figure is no figure.
    if (child.groups?.other !== undefined) return null
    CHILD_NUMBER.lastIndex = CHILD.lastIndex
    const value = CHILD_NUMBER.exec(text)?.groups?.value
    if (value === undefined) break
    number = childReading(number, child.groups!.child!, Number(value))
    end = CHILD_NUMBER.lastIndex
  }
  return { number, start, end }
}

/** The reading of a number that belongs to `parent`: `figure supplement 2` of Figure 1. */
export function childReading(parent: NumberReading, word: string, value: number): NumberReading {
  const name = word.toLowerCase().replace(/[\s~]+/g, ' ')
  const supplement = name.includes('supplement')
  const kind = name.startsWith('scheme') ? 'scheme' : name.startsWith('image') ? 'image' : 'figure'
  const child = supplement ? 'figure supplement' : kind
  return {
    prefix: word.trim(),
    value,
    suffix: null,
    supplement: supplement || parent.supplement,
    kind,
    series: parent.series,
    appendix: parent.appendix,
    letter: null,
    parent,
    normal: `${parent.normal}—${child} ${value}`,
  }
}

/** Word and number as one reading. */
export function numberReading(
  word: FigureWord,
  token: NumberToken,
  letter: string | null,
  printed: string,
): NumberReading {
  const series =
    token.letters === 'S'
      ? 'supplementary'
      : token.letters === 'ED'
        ? 'extended-data'
        : token.appendix !== null && word.series === 'main'
          ? 'appendix'
          : word.series
  const suffix = `${token.minor ?? ''}${letter ?? ''}`
  const appendix = token.appendix ?? word.appendix
  const printedValue = token.roman ? toRoman(token.value).toUpperCase() : String(token.value)
  const name = NAMES[word.kind]
  const normal = {
    main: `${name} ${printedValue}${suffix}`,
    supplementary: `${name} S${printedValue}${suffix}`,
    'extended-data': `Extended Data ${name} ${printedValue}${suffix}`,
    appendix:
      token.appendix !== null || word.appendix === null
        ? `${name} ${appendix === null ? '' : `${appendix}.`}${printedValue}${suffix}`
        : `Appendix ${word.appendix}—${name.toLowerCase()} ${printedValue}${suffix}`,
    'author-response': `Author response ${name.toLowerCase()} ${printedValue}${suffix}`,
  }[series]
  return {
    prefix: printed.trim() === '' ? null : printed.trim(),
    value: token.value,
    suffix: suffix === '' ? null : suffix,
    supplement: series === 'supplementary' || series === 'extended-data',
    kind: word.kind,
    series,
    appendix,
    letter,
    parent: null,
    normal,
  }
}

/** One string per figure that a number can mean: equal exactly when two readings name the same figure. */
export function numberKey(number: NumberReading, withLetter = false): string {
  const own = [
    number.kind,
    number.series,
    number.appendix ?? '',
    number.value ?? '',
    withLetter ? (number.suffix ?? '') : (number.suffix ?? '').replace(/[A-Za-z]$/, ''),
  ].join('|')
  return number.parent === null ? own : `${numberKey(number.parent)} > ${number.supplement}|${own}`
}

/** The number of a printed label such as `Fig. 3.`; null where the label holds no number. */
export function readLabel(label: string): NumberReading | null {
  const start = label.length - label.trimStart().length
  const named = figureNumberAt(label, start)
  if (named !== null) return named.number
  const bare = numberTokenAt(label, start)
  if (bare === null) return null
  const letter = letterAt(label, bare.end)
  const rest = label.slice(bare.end + (letter?.length ?? 0)).trim()
  if (rest.replace(/^[.:]/, '') !== '') return null
  const word: FigureWord = { kind: 'figure', series: 'main', appendix: null, plural: false, start, end: start }
  return numberReading(word, bare, letter, '')
}
