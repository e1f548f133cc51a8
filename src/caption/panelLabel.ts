import { fromRoman, toRoman } from './romanNumeral.js'

/** How the panels of a figure are counted. */
export type Alphabet = 'lower' | 'upper' | 'roman-lower' | 'roman-upper' | 'number'

export const ALPHABETS: readonly Alphabet[] = ['lower', 'upper', 'roman-lower', 'roman-upper', 'number']

/** Labels as they are written together: `a`, `A–C`, `a, b and d`. */
export interface LabelList {
  /** Each with `from` only, or a range from `from` to `to`. */
  readonly parts: readonly { readonly from: string; readonly to: string | null }[]
  readonly start: number
  readonly end: number
}

/** A label and its place in the alphabet: 3 for `c`, 3.5 for `c′`, 3.02 for `c2`. */
export interface RankedLabel {
  readonly label: string
  readonly rank: number
}

const ITEM = /(?:[ivxIVX]{2,5}|[A-Za-z](?:\d{1,2}|[′'’″]{1,2})?|\d{1,2})(?![\p{L}\p{N}])/uy
const COMMA = /\s{0,2}(?:[,;&/+]\s{0,2}(?:and\s{1,2}|&\s{0,2})?|\s(?:and|or)\s{1,2})\s{0,2}/y
const RANGE = /\s{0,2}(?:[-‐‑‒–—−]|\sto\s|\sthrough\s)\s{0,2}/y
const SHAPE = /^(?<letter>[A-Za-z])(?:(?<digits>\d{1,2})|(?<primes>[′'’″]{1,2}))?$/
const MAX_PARTS = 40
const MAX_RANGE = 26

/** The labels that begin at `at`; null where none do. A list goes on only while its labels rise. */
export function labelListAt(text: string, at: number): LabelList | null {
  const first = itemAt(text, at)
  if (first === null) return null
  const parts: { from: string; to: string | null }[] = [{ from: first, to: null }]
  let end = at + first.length
  while (parts.length < MAX_PARTS) {
    const last = parts.at(-1)!
    const dash = last.to === null ? separated(RANGE, text, end) : null
    const next = dash ?? separated(COMMA, text, end)
    if (next === null || !rises(last.to ?? last.from, next.item)) break
    if (dash === null) parts.push({ from: next.item, to: null })
    else last.to = next.item
    end = next.end
  }
  return { parts, start: at, end }
}

function itemAt(text: string, at: number): string | null {
  ITEM.lastIndex = at
  return ITEM.exec(text)?.[0] ?? null
}

function separated(separator: RegExp, text: string, at: number): { item: string; end: number } | null {
  separator.lastIndex = at
  if (!separator.test(text)) return null
  const start = separator.lastIndex
  const item = itemAt(text, start)
  return item === null ? null : { item, end: start + item.length }
}

const rises = (before: string, after: string): boolean =>
  ALPHABETS.some((alphabet) => {
    const low = rankOf(before, alphabet)
    const high = rankOf(after, alphabet)
    return low !== null && high !== null && high > low
  })

/** The place of a label in an alphabet, from 1; null where it is none of its labels. */
export function rankOf(label: string, alphabet: Alphabet): number | null {
  if (alphabet === 'number') return /^\d{1,2}$/.test(label) && label !== '0' ? Number(label) : null
  if (alphabet === 'roman-lower' || alphabet === 'roman-upper') {
    const sameCase = label === (alphabet === 'roman-lower' ? label.toLowerCase() : label.toUpperCase())
    return sameCase && /^[ivxIVX]{1,5}$/.test(label) ? fromRoman(label) : null
  }
  const { letter, digits, primes } = SHAPE.exec(label)?.groups ?? {}
  if (letter === undefined) return null
  const base = alphabet === 'lower' ? 'a' : 'A'
  const place = letter.charCodeAt(0) - base.charCodeAt(0)
  if (place < 0 || place > 25) return null
  return place + 1 + (digits === undefined ? 0 : Number(digits) / 100) + (primes === undefined ? 0 : 0.5)
}

function labelOf(rank: number, alphabet: Alphabet): string {
  if (alphabet === 'number') return String(rank)
  if (alphabet === 'roman-lower') return toRoman(rank)
  if (alphabet === 'roman-upper') return toRoman(rank).toUpperCase()
  return String.fromCharCode((alphabet === 'lower' ? 'a' : 'A').charCodeAt(0) + rank - 1)
}

/** Every label of a list in one alphabet, ranges filled in; null where the list is not of that alphabet. */
export function expandLabels({ parts }: Pick<LabelList, 'parts'>, alphabet: Alphabet): readonly RankedLabel[] | null {
  const labels: RankedLabel[] = []
  for (const { from, to } of parts) {
    const low = rankOf(from, alphabet)
    if (low === null) return null
    labels.push({ label: from, rank: low })
    if (to === null) continue
    const high = rankOf(to, alphabet)
    if (high === null || high <= low || high - low > MAX_RANGE) return null
    for (let rank = Math.floor(low) + 1; rank < Math.floor(high); rank++) {
      labels.push({ label: labelOf(rank, alphabet), rank })
    }
    labels.push({ label: to, rank: high })
  }
  return labels
}
