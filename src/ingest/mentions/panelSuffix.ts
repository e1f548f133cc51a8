import { ALPHABETS, expandLabels, type LabelList, labelListAt } from '../../caption/panelLabel.js'

/** The panels that are named behind a figure's number. */
export interface PanelSuffix {
  readonly panels: readonly string[]
  readonly end: number
}

const NONE: readonly string[] = []
const WORDS = /,?\s\(?(?:panels?|parts?|subpanels?)\s(?=[(A-Za-z])/iy
const POSITION =
  /\s?(?:\(|,\s)(?:the\s)?(?<place>(?:far\s)?(?:upper|lower|top|bottom|middle|center|centre|left|right)(?:[\s-](?:left|right|center|centre|middle|row|column))?)(?:[\s-](?:hand\s)?(?:side|panels?|rows?|columns?|plots?|images?|graphs?))?(?:\)|(?=[\s,.;]))/iy
const BETWEEN = /^(?:\s?[-–—]\s?|,?\s(?:and|to|&)\s|,\s?)$/

const COMMA = /,[\s~]/y
/** Behind letters that are panels: what ends them, never the sentence in which one of them is a word or a quantity. */
const PANELS_END = /\s?[)\];]|,(?!\s(?:(?:and|or)\s)?[A-Z](?![\p{L}\p{N}]))|\sand\s(?=[Ff]ig|S?\d)|$/uy
/** Behind two letters or more; a single one with a full stop is an initial. */
const SENTENCE_ENDS = /\.(?=\s{1,4}[\p{Lu}([]|\s{0,4}$)/uy

/** `a`, `a,b`, `a–c`, ` (a)`, `(a)–(c)`, ` b)`, `, panel b`, ` (left panel)`, `, A and B` from `at` on. */
export function panelSuffixAt(text: string, at: number): PanelSuffix {
  return (
    lettersAt(text, at) ??
    spacedLetterAt(text, at) ??
    wordsAt(text, at) ??
    positionAt(text, at) ??
    capitalsAt(text, at) ?? { panels: NONE, end: at }
  )
}

/** A list of labels, which ends before `and S1`: that is the next figure. */
function panelListAt(text: string, at: number): LabelList | null {
  const list = labelListAt(text, at)
  if (list === null || !/^[A-Za-z]$/.test(list.parts[0]!.from)) return list
  const figure = list.parts.find(({ from }) => /^[Ss]\d/.test(from))
  if (figure === undefined) return list
  const own = labelListAt(text.slice(at, text.indexOf(figure.from, at)), 0)!
  return { parts: own.parts, start: at, end: at + own.end }
}

function labelsOf(list: Pick<LabelList, 'parts'>): readonly string[] | null {
  for (const alphabet of ALPHABETS) {
    const labels = alphabet === 'number' ? null : expandLabels(list, alphabet)
    if (labels !== null) return labels.map(({ label }) => label)
  }
  return null
}

/** Glued to the number: `3a`, `3ab`, `3A,B and D`; or in brackets: `3(a)`, `3 (a, b)`, `3(a)–(c)`. */
function lettersAt(text: string, at: number): PanelSuffix | null {
  const open = text[at] === '(' ? at : text[at] === ' ' && text[at + 1] === '(' ? at + 1 : -1
  if (open >= 0) return bracketsAt(text, open)
  const run = /^[a-z]{2,4}(?![\p{L}\p{N}])|^[A-Z]{2,4}(?![\p{L}\p{N}])/u.exec(text.slice(at, at + 6))?.[0]
  if (run !== undefined) {
    const letters = [...run]
    const rising = letters.every((letter, place) => place === 0 || letter > letters[place - 1]!)
    return rising ? { panels: letters, end: at + run.length } : null
  }
  if (!/[A-Za-z]/.test(text[at] ?? '')) return null
  const list = panelListAt(text, at)
  const panels = list === null ? null : labelsOf(list)
  return panels === null ? null : { panels, end: list!.end }
}

function bracketsAt(text: string, open: number): PanelSuffix | null {
  const panels: string[] = []
  let end = -1
  for (let place = open, groups = 0; groups < 20 && text[place] === '('; groups++) {
    const list = labelListAt(text, place + 1)
    const labels = list === null || text[list.end] !== ')' ? null : labelsOf(list)
    if (labels === null) break
    const dash = end >= 0 && /[-–—]/.test(text.slice(end, place))
    const range = dash ? labelsOf({ parts: [{ from: panels.at(-1)!, to: labels[0]! }] }) : null
    panels.push(...(range?.slice(1) ?? labels))
    end = list!.end + 1
    const next = text.indexOf('(', end)
    if (next < 0 || next - end > 6 || !BETWEEN.test(text.slice(end, next))) break
    place = next
  }
  return end < 0 ? null : { panels, end }
}

/** `1 a)`, `4 B`: a capital that is no word, or a letter with its bracket. */
function spacedLetterAt(text: string, at: number): PanelSuffix | null {
  const near = text.slice(at, at + 6)
  const bracket = /^\s([a-zA-Z])\)/.exec(near)
  if (bracket !== null) return { panels: [bracket[1]!], end: at + 3 }
  const capital = /^\s([B-HJ-Z]|A(?!\s\p{Ll}))(?![\p{L}\p{N}'’.-]\p{L}|[\p{L}\p{N}])/u.exec(near)
  if (capital === null) return null
  const list = panelListAt(text, at + 1)
  const panels = list === null ? null : labelsOf(list)
  return panels === null ? null : { panels, end: list!.end }
}

function wordsAt(text: string, at: number): PanelSuffix | null {
  WORDS.lastIndex = at
  if (!WORDS.test(text)) return null
  const start = WORDS.lastIndex
  if (text[start] === '(') return bracketsAt(text, start)
  const list = panelListAt(text, start)
  const panels = list === null ? null : labelsOf(list)
  return panels === null ? null : { panels, end: list!.end }
}

function positionAt(text: string, at: number): PanelSuffix | null {
  POSITION.lastIndex = at
  const match = POSITION.exec(text)
  if (match === null) return null
  const place = match
    .groups!.place!.toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .replace('centre', 'center')
  return { panels: [place], end: POSITION.lastIndex }
}

/** `, A and B`: capitals only, and only where the sentence does not go on with them: "in Fig. 1, A is the area". */
function capitalsAt(text: string, at: number): PanelSuffix | null {
  // Behind a Roman numeral capitals are numerals.
  if (!/\d/.test(text[at - 1] ?? '')) return null
  COMMA.lastIndex = at
  if (!COMMA.test(text)) return null
  const list = panelListAt(text, at + 2)
  if (list === null) return null
  const { parts, end } = list
  if (!parts.every(({ from, to }) => /^[A-Z]$/.test(from) && (to === null || /^[A-Z]$/.test(to)))) return null
  const isOne = parts.length === 1 && parts[0]!.to === null
  if (isOne && parts[0]!.from === 'I') return null
  PANELS_END.lastIndex = end
  SENTENCE_ENDS.lastIndex = end
  const isEnded = PANELS_END.test(text) || (isOne ? /^\.\s*$/.test(text.slice(end, end + 3)) : SENTENCE_ENDS.test(text))
  const panels = isEnded ? labelsOf(list) : null
  return panels === null ? null : { panels, end }
}

const PANEL_BEFORE =
  /(?:^|[^\p{L}])(?:panels?|parts?)\s\(?(?<labels>[A-Za-z](?:\s?[,–-]\s?[A-Za-z]|\s(?:and|to)\s[A-Za-z]){0,8})\)?\s(?:of|in|from)\s(?:the\s)?$/u

/** `panel b of Figure 3`: the panels named in front of a mention, and where that begins. */
export function panelsBefore(
  text: string,
  start: number,
): { readonly panels: readonly string[]; readonly start: number } | null {
  const from = Math.max(0, start - 60)
  const match = PANEL_BEFORE.exec(text.slice(from, start))
  if (match === null) return null
  const list = labelListAt(match.groups!.labels!, 0)
  const panels = list === null ? null : labelsOf(list)
  return panels === null ? null : { panels, start: from + match.index + Number(/[^\p{L}]/u.test(match[0][0]!)) }
}
