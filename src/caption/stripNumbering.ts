import { figureWordAt } from './figureWord.js'
import { figureNumberAt, type NumberReading, numberReading } from './numbering.js'
import type { RichText } from './richText.js'

/** A caption without the number in front of it. */
export interface StrippedCaption {
  readonly number: NumberReading | null
  /** Where the caption's own words begin. */
  readonly start: number
}

const OPENING = /^[\s*_([]{0,6}/
const CLOSING = /[\s*_)\]]{0,6}/y
const DELIMITER = /(?:[.:|·•,;—–]|[-−](?=\s))[\s*_)\]]{0,6}/y
const LETTER_NUMBER = /[\s~]{1,3}(?<letter>[A-Z])(?=[.:|]\s)/y
const PANEL_FOLLOWS = /\(?[A-Za-z](?:\s?[-–—,]\s?[A-Za-z])?[).,:]/y

/**
 * Finds the number in front of a caption. It counts as numbering when a delimiter, a line break, the end of a bold run
 * or a capital parts it from what follows: "Figure 3 shows …" and "Figure showing …" are sentences and stay whole.
 */
export function stripNumbering(content: Pick<RichText, 'text' | 'bold' | 'breaks'>): StrippedCaption {
  const { text, bold, breaks } = content
  const start = OPENING.exec(text)![0].length
  const whole = { number: null, start: text.length - text.trimStart().length }
  const named = figureNumberAt(text, start) ?? letterNumber(text, start)
  if (named === null) return whole
  CLOSING.lastIndex = named.end
  CLOSING.test(text)
  let at = CLOSING.lastIndex
  let delimited = at >= text.length
  for (let marks = 0; marks < 3; marks++) {
    DELIMITER.lastIndex = at
    if (!DELIMITER.test(text)) break
    delimited = true
    at = DELIMITER.lastIndex
  }
  if (!delimited) {
    const spaced = /\s/.test(text.slice(named.end, at))
    const broken = breaks.some((place) => place > start && place >= named.end && place <= at)
    const boldEnds = bold.some((span) => span.start <= start && span.end >= named.end && span.end <= at)
    PANEL_FOLLOWS.lastIndex = at
    const begins = /[\p{Lu}\d“"‘'(]/u.test(text[at] ?? '') || PANEL_FOLLOWS.test(text)
    if (!broken && !boldEnds && !(spaced && begins)) return whole
  }
  return { number: named.number, start: repeatedEnd(text, at, named.number) }
}

/** Where `Figure 1:` ends that says again what the format put before it, `Figure 1: Figure 1:`; else `at`. */
function repeatedEnd(text: string, at: number, number: NumberReading): number {
  const again = figureNumberAt(text, at)
  if (again === null || again.number.normal !== number.normal) return at
  CLOSING.lastIndex = again.end
  CLOSING.test(text)
  if (!/[.:|]/.test(text[CLOSING.lastIndex] ?? '')) return at
  DELIMITER.lastIndex = CLOSING.lastIndex
  return DELIMITER.test(text) ? DELIMITER.lastIndex : at
}

/** `Figure A:`; a letter counts as a number only before a delimiter. */
function letterNumber(text: string, at: number): { number: NumberReading; end: number } | null {
  const word = figureWordAt(text, at)
  if (word === null) return null
  LETTER_NUMBER.lastIndex = word.end
  const letter = LETTER_NUMBER.exec(text)?.groups?.letter
  if (letter === undefined) return null
  const end = LETTER_NUMBER.lastIndex
  const token = { value: 0, letters: null, appendix: null, minor: null, roman: false, start: end - 1, end }
  const number = numberReading(word, token, null, text.slice(at, word.end))
  const normal = number.normal.replace(/0$/, letter)
  return { number: { ...number, value: null, suffix: letter, letter, normal }, end }
}
