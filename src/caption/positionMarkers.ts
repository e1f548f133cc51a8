import { followingContext, type Preceding, precedingContext } from './panelContext.js'
import type { RichText } from './richText.js'

/** Words for a place in a figure, standing where a panel's name would. */
export interface PositionMarker {
  /** In lower case, without `panel`: `top right`. */
  readonly label: string
  readonly printed: string
  readonly start: number
  readonly end: number
  readonly textStart: number
  /** `before`: its description follows; `after`: it stands in brackets behind its description. */
  readonly side: 'before' | 'after'
  /** From 0 to 1, how much the place speaks for it. */
  readonly weight: number
}

const PLACE = '(?:far|upper|lower|top|bottom|middle|center|centre|left|right|leftmost|rightmost)'
const NOUN =
  '(?:hand|side|panels?|rows?|columns?|plots?|images?|graphs?|figures?|insets?|subplots?|subfigures?|half|part)'
const PHRASE = `(?<place>${PLACE}(?:[\\s-]${PLACE}){0,2})(?:-?[\\s-]?${NOUN}){0,2}`
const BEFORE = new RegExp(
  `(?=[([otafulbmcr])(?<![\\p{L}\\p{N}-])(?<open>[(\\[]?)(?<lead>(?:on\\s)?(?:the\\s|at\\s){0,2})${PHRASE}(?<close>[)\\]]?)(?<tail>\\s?[:,]|\\s[-–—]\\s|\\s(?:shows?|depicts?|displays?|illustrates?|gives?|presents?|is|are|represents?|plots?|contains?|summari[sz]es?|compares?|indicates?)(?=\\s)|(?=\\s))`,
  'giu',
)
const AFTER = new RegExp(`\\((?:on the\\s)?${PHRASE}\\)`, 'giu')
const OPENS: Readonly<Partial<Record<Preceding, number>>> = {
  start: 1,
  sentence: 1,
  colon: 0.9,
  comma: 0.7,
  'function-word': 0.4,
  word: 0.4,
}
const MAX_MARKERS = 60

const normalLabel = (place: string) =>
  place
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .replace('centre', 'center')

/** `Left: text`, `(Left) text`, `Top right, text`, `The upper panel shows text`. */
export function positionsBefore({ text, breaks }: RichText): readonly PositionMarker[] {
  const breakSet = new Set(breaks)
  const markers: PositionMarker[] = []
  for (const match of text.matchAll(BEFORE)) {
    if (markers.length >= MAX_MARKERS) break
    const { open, lead, place, close, tail } = match.groups as Record<string, string>
    const start = match.index
    const end = start + match[0].length
    const preceding = precedingContext(text, start, breakSet)
    const weight = openingWeight(preceding, { open, lead, close, tail } as Tail, text, start)
    if (weight === 0) continue
    const sentence = /\w/.test(tail!)
    const gap = sentence ? 0 : (/^\s*/.exec(text.slice(end, end + 8))?.[0].length ?? 0)
    const textStart = sentence ? start : end + gap
    const printed = match[0].slice((open + lead!).length, match[0].length - (close + tail!).length)
    markers.push({ label: normalLabel(place!), printed, start, end, textStart, side: 'before', weight })
  }
  return markers
}

interface Tail {
  readonly open: string
  readonly lead: string
  readonly close: string
  readonly tail: string
}

function openingWeight(preceding: Preceding, { open, lead, close, tail }: Tail, text: string, start: number): number {
  const weight = OPENS[preceding] ?? 0
  const begins = weight >= 0.9
  if ((open === '') !== (close === '')) return 0
  if (open !== '') return begins ? weight : 0
  if (/:/.test(tail)) return /the/i.test(lead) && !begins ? 0 : weight
  // "Left, response of …": only where a sentence begins and the word is written so.
  if (/,/.test(tail)) return begins && (lead !== '' || /\p{Lu}/u.test(text[start]!)) ? weight * 0.9 : 0
  if (/\w/.test(tail)) return weight >= 0.7 && preceding !== 'colon' ? weight * 0.8 : 0
  return begins && /[-–—]/.test(tail) ? weight * 0.9 : 0
}

/** `text (left)`. */
export function positionsAfter({ text, breaks }: RichText): readonly PositionMarker[] {
  const breakSet = new Set(breaks)
  const markers: PositionMarker[] = []
  for (const match of text.matchAll(AFTER)) {
    if (markers.length >= MAX_MARKERS) break
    const start = match.index
    const end = start + match[0].length
    if (precedingContext(text, start, breakSet) !== 'word') continue
    const weight = followingContext(text, end) === 'word' ? 0.6 : 1
    const printed = match[0].slice(1, -1)
    markers.push({
      label: normalLabel(match.groups!.place!),
      printed,
      start,
      end,
      textStart: end,
      side: 'after',
      weight,
    })
  }
  return markers
}

const SETS: readonly ReadonlySet<string>[] = [
  new Set(['left', 'center', 'middle', 'right', 'far left', 'far right', 'leftmost', 'rightmost']),
  new Set(['top', 'upper', 'center', 'middle', 'bottom', 'lower']),
]

/** How far position words divide a figure: 1 along one direction, 0.9 along two, 0 when a side is missing or named twice. */
export function partition(labels: readonly string[]): number {
  if (labels.length < 2 || new Set(labels).size !== labels.length) return 0
  const words = new Set(labels.flatMap((label) => label.replace(/most$/, '').split(' ')))
  const across = words.has('left') && words.has('right')
  const down = (words.has('top') || words.has('upper')) && (words.has('bottom') || words.has('lower'))
  if (!across && !down) return 0
  return SETS.some((set) => labels.every((label) => set.has(label))) ? 1 : 0.9
}
