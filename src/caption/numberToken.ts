import { fromRoman } from './romanNumeral.js'

/** A number as figures carry it: 3, S2, A.1, 4.2, II. */
export interface NumberToken {
  readonly value: number
  /** `S` makes it a supplement's, `ED` one of the extended data. */
  readonly letters: 'S' | 'ED' | null
  /** `A` of A.1 and of B2. */
  readonly appendix: string | null
  /** `.2` of 4.2, `-2` of 4-2; null for most. */
  readonly minor: string | null
  readonly roman: boolean
  readonly start: number
  readonly end: number
}

const SUPPLEMENT = /(?:SI|S|s)[\s.-]?(?<value>\d{1,3})/y
const EXTENDED = /E(?:D|xt)?[\s.-]?(?<value>\d{1,3})/y
const APPENDIX = /(?<appendix>[A-RT-Z])[.-]?(?<value>\d{1,3})(?![.]\d)/y
const PLAIN = /(?<value>\d{1,4})(?<minor>\.\d{1,3})?/y
const CHAPTER = /[-–](?<minor>\d{1,3})(?=[\s*_]*(?:[.:|]|$))/y
const ROMAN = /[IVXL]{1,7}(?![\p{L}\p{N}])/uy

export interface NumberTokenOptions {
  /** Reads `II`; only where the word in front leaves no doubt. */
  readonly roman?: boolean
  /** Reads `1-4` as figure 4 of chapter 1; in running text it is a range. */
  readonly chapters?: boolean
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** The number that begins at `at`; null where none does. */
export function numberTokenAt(text: string, at: number, options: NumberTokenOptions = {}): NumberToken | null {
  const token = readToken(text, at, options)
  if (token === null) return null
  return isGlued(text, token.end) ? null : token
}

/** 512x512, 10th, 12hpf and 3D1 are words, not numbers of figures; 3a and 3ab are, with their panels. */
function isGlued(text: string, at: number): boolean {
  const [, letters = '', digit] = /^(\p{L}{0,5})(\p{N})?/u.exec(text.slice(at, at + 8))!
  if (digit !== undefined) return true
  if (letters.length < 2) return false
  return [...letters].some((letter, place) => place > 0 && letter.charCodeAt(0) - letters.charCodeAt(place - 1) !== 1)
}

function readToken(text: string, at: number, { roman = false, chapters = false }: NumberTokenOptions) {
  const base = { letters: null, appendix: null, minor: null, roman: false, start: at }
  const supplement = matchAt(SUPPLEMENT, text, at)
  if (supplement !== null) {
    return { ...base, value: Number(supplement.groups!.value), letters: 'S' as const, end: SUPPLEMENT.lastIndex }
  }
  const extended = matchAt(EXTENDED, text, at)
  if (extended !== null && extended[0][1] !== undefined && /^E[Dx]/.test(extended[0])) {
    return { ...base, value: Number(extended.groups!.value), letters: 'ED' as const, end: EXTENDED.lastIndex }
  }
  const appendix = matchAt(APPENDIX, text, at)
  if (appendix !== null) {
    const { appendix: letter, value } = appendix.groups!
    return { ...base, value: Number(value), appendix: letter!, end: APPENDIX.lastIndex }
  }
  const plain = matchAt(PLAIN, text, at)
  if (plain !== null) {
    const { value, minor } = plain.groups!
    const chapter = chapters && minor === undefined ? matchAt(CHAPTER, text, PLAIN.lastIndex) : null
    if (chapter !== null) {
      return { ...base, value: Number(value), minor: `-${chapter.groups!.minor}`, end: CHAPTER.lastIndex }
    }
    return { ...base, value: Number(value), minor: minor ?? null, end: at + plain[0].length }
  }
  const letters = roman ? matchAt(ROMAN, text, at) : null
  const value = letters === null ? null : fromRoman(letters[0])
  return value === null ? null : { ...base, value, roman: true, end: at + letters![0].length }
}
