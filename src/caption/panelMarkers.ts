import { type Following, followingContext, type Preceding, precedingContext } from './panelContext.js'
import { type LabelList, labelListAt } from './panelLabel.js'
import type { RichText, Span } from './richText.js'

/** A place where a panel's letter stands, and what speaks for a description before or behind it. */
export interface Marker extends Pick<LabelList, 'parts'> {
  readonly style: 'brackets' | 'bold' | 'letter' | 'words'
  /** As printed, without brackets. */
  readonly label: string
  /** First character of the marker, its bracket included. */
  readonly start: number
  /** Behind the marker and the punctuation that belongs to it. */
  readonly end: number
  /** Where the panel's text begins when the text follows the marker. */
  readonly textStart: number
  readonly preceding: Preceding
  readonly following: Following
  /** `a)`, which closes nothing that it did not open: it stands before its description even in a sentence. */
  readonly half: boolean
  /** In bold, with a capital behind it. */
  readonly capital: boolean
}

const BETWEEN_GROUPED = /^\s{0,2}(?:[,;&/]|,?\s?(?:and|or|to)|(?<range>[-‐‑‒–—−]))?\s{0,2}$/
const MAX_MARKERS = 400
const TAIL = /(?:[.:,|]|\s[-–—])?(?:\s+|$)/y

/** All bracketed, bold and leading letters of a caption, in their order; grouped ones (`(A) and (B)`) are one. */
export function findMarkers(content: RichText): readonly Marker[] {
  const breaks = new Set(content.breaks)
  const found = [...bracketMarkers(content), ...boldMarkers(content), ...leadingLetters(content, breaks)]
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  return grouped(content.text, found.slice(0, MAX_MARKERS)).map((raw) => inContext(content.text, raw, breaks))
}

type RawMarker = Omit<Marker, 'preceding' | 'following' | 'textStart' | 'capital'> & { readonly bold: boolean }

const inside = (spans: readonly Span[], at: number) => spans.some((span) => span.start <= at && at < span.end)

function* bracketMarkers({ text, math, bold }: RichText): Generator<RawMarker> {
  let depth = 0
  let count = 0
  for (let at = 0; at < text.length && count < MAX_MARKERS; at++) {
    const char = text[at]!
    if (char === ')' && depth > 0) depth--
    if (char === '(') depth++
    const opens = char === '(' || char === '['
    // A bracket glued to a word is a part of it: f(a), SU(Z)12.
    if (
      opens ? /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !inside(bold, at + 1) : depth > 0 || !beginsLabel(text, at)
    ) {
      continue
    }
    const list = labelListAt(text, opens ? at + 1 + Number(text[at + 1] === ' ') : at)
    if (list === null || inside(math, list.start)) continue
    let end = list.end
    if (text[end] === ' ') end++
    if (text[end] === '.' && opens) end++
    // (E)-hexenal is a compound.
    if (text[end] !== (char === '[' ? ']' : ')') || /^[-‐‑]\p{L}/u.test(text.slice(end + 1, end + 3))) continue
    count++
    const label = text.slice(list.start, list.end)
    const strong = inside(bold, list.start)
    yield { style: 'brackets', parts: list.parts, label, start: at, end: end + 1, bold: strong, half: !opens }
    if (opens && char === '(') depth--
    at = end
  }
}

/** Labels begin with a letter or digit of ASCII, and with a word. */
const beginsLabel = (text: string, at: number) =>
  isAsciiWord(text.charCodeAt(at)) &&
  !(at > 0 && isAsciiWord(text.charCodeAt(at - 1))) &&
  !/[\p{L}\p{N}'’.-]/u.test(text[at - 1] ?? '')

const isAsciiWord = (code: number) =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)

function* boldMarkers({ text, bold, math }: RichText): Generator<RawMarker> {
  for (const span of bold) {
    let start = span.start
    while (start < span.end && /[\s*]/.test(text[start]!)) start++
    if (text[start] === '(' || /[([]\s?$/.test(text.slice(Math.max(0, span.start - 2), span.start))) continue
    const list = labelListAt(text, start)
    if (list === null || list.end > span.end || inside(math, start)) continue
    const rest = text.slice(list.end, span.end)
    // The run is the letter alone, or a heading that begins with it.
    if (!/^[\s.,:;)|*-]*$/.test(rest) && !/^(?:[.,:)|]\s|\s\p{Lu})/u.test(rest)) continue
    const label = text.slice(list.start, list.end)
    yield { style: 'bold', parts: list.parts, label, start, end: list.end, bold: true, half: false }
  }
}

/** `a, text`, `A. Text`, `A - E: text`, `b Text` where a sentence begins. */
function* leadingLetters({ text }: RichText, breaks: ReadonlySet<number>): Generator<RawMarker> {
  const boundary = /(?:^|[.!?:;][)”"’]?\s|\n)\s{0,3}|$/gu
  const starts = new Set<number>(breaks)
  for (const match of text.matchAll(boundary)) starts.add(match.index + match[0].length)
  for (const start of starts) {
    const list = labelListAt(text, start)
    if (list === null || (start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1]!))) continue
    const rest = text.slice(list.end, list.end + 4)
    const lower = /^[a-z]/.test(text.slice(start, start + 1))
    const marked = /^(?:[,:|]|\s[-–—])\s/.test(rest) || /^\.\s(?=[\p{Lu}\d("“])/u.test(rest)
    if (!marked && !(lower && /^\s\p{Lu}/u.test(rest))) continue
    if (/^\d/.test(text[start]!)) continue
    const label = text.slice(list.start, list.end)
    yield { style: 'letter', parts: list.parts, label, start, end: list.end, bold: false, half: false }
  }
}

/** Neighbours with no more than a conjunction between them become one marker; of two at one place the first stays. */
function grouped(text: string, markers: readonly RawMarker[]): readonly RawMarker[] {
  const groups: RawMarker[] = []
  for (const marker of markers) {
    const last = groups.at(-1)
    if (last !== undefined && marker.start < last.end) continue
    const between = last?.style === marker.style ? BETWEEN_GROUPED.exec(text.slice(last.end, marker.start)) : null
    if (last === undefined || between === null || marker.start - last.end > 8) {
      groups.push(marker)
      continue
    }
    const range = between.groups?.range !== undefined
    const from = last.parts.at(-1)!
    const to = marker.parts[0]!
    const parts =
      range && from.to === null && to.to === null && marker.parts.length === 1
        ? [...last.parts.slice(0, -1), { from: from.from, to: to.from }]
        : [...last.parts, ...marker.parts]
    const label = `${last.label}${text.slice(last.end, marker.start)}${marker.label}`
    groups[groups.length - 1] = { ...last, parts, label: label.replace(/[()[\]]/g, ''), end: marker.end }
  }
  return groups
}

function inContext(text: string, raw: RawMarker, breaks: ReadonlySet<number>): Marker {
  const preceding = precedingContext(text, raw.start, breaks)
  let textStart = raw.end
  if (raw.style !== 'brackets' && /[).]/.test(text[textStart] ?? '')) textStart++
  TAIL.lastIndex = textStart
  if (TAIL.test(text)) textStart = TAIL.lastIndex
  const { bold, ...marker } = raw
  const capital = bold && /\p{Lu}/u.test(text[textStart] ?? '')
  return { ...marker, textStart, preceding, following: followingContext(text, raw.end), capital }
}
