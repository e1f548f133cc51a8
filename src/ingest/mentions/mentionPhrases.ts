import { type FigureWord, figureWordAt } from '../../caption/figureWord.js'
import { childReading, figureNumberAt, type NumberReading, numberReading } from '../../caption/numbering.js'
import { type NumberToken, numberTokenAt } from '../../caption/numberToken.js'
import { panelSuffixAt } from './panelSuffix.js'

/** One number of a mention, with the panels named behind it. */
export interface MentionItem {
  readonly number: NumberReading
  readonly panels: readonly string[]
  readonly start: number
  readonly end: number
}

/** `Figs. 2a, 3 and 5–7` with all that it names, ranges filled in. */
export interface MentionPhrase {
  readonly items: readonly MentionItem[]
  readonly start: number
  readonly end: number
}

// The words first: nearly no place has one, and looking back costs more.
const CANDIDATE = /(?=fig|supp|SI[\s~]|extended|author\s|appendix|annex|scheme|plate|chart|box|S\d)(?<![\p{L}\p{N}])/giu
const SPACE = /[\s~]{0,4}(?:nos?\.?[\s~]{1,2}|#|\()?/iy
const SEPARATOR =
  /[\s~]{0,2}(?:(?<range>[-‐‑–—−]|(?:to|through)[\s~])|(?:[,;/&]|and[\s~]|or[\s~])(?:[\s~]{0,2}(?:and|or|&)[\s~])?)[\s~]{0,2}/iy
const CHILD =
  /[\s~]{0,2}[—–‐‑-][\s~]{0,2}(?:(?<child>fig(?:ure)?s?\.?[\s~]supplements?)|(?<other>source[\s~](?:data|code)|videos?|movies?|animations?|tables?))\.?[\s~]{1,2}(?=\d)/iy
/** "Figure 2 and 3 samples" counts samples; a list goes on behind a singular word only where its last number stands bare. */
const NOUN_FOLLOWS =
  /^[\s~]{1,2}(?!is\b|are\b|was\b|were\b|shows?\b|and\b|or\b|to\b|in\b|of\b|for\b|we\b|by\b|with\b|as\b|that\b|which\b|illustrates?\b|depicts?\b|presents?\b|displays?\b|respectively\b|gives?\b|reveals?\b|demonstrates?\b|indicates?\b|suggests?\b|confirms?\b|have\b|from\b|where\b|summari)\p{L}/u
/** `S1 Table` is no figure, whatever stands before it. */
const SUPPORTING_FOLLOWS =
  /^[\s~]{1,2}(?:tables?|texts?|files?|videos?|movies?|audio|data(?:sets?)?|appendix|notes?)\b/i
const MAX_ITEMS = 60
const MAX_RANGE = 40
/** A text with more mentions is no paragraph of prose; what follows is not read. */
const MAX_PHRASES = 2000

/** All figures that a text names by word and number, whosoever they are. Linear in its length. */
export function mentionPhrases(text: string): readonly MentionPhrase[] {
  const phrases: MentionPhrase[] = []
  let behind = 0
  for (const { index } of text.matchAll(CANDIDATE)) {
    if (index < behind) continue
    if (phrases.length >= MAX_PHRASES) break
    const phrase = phraseAt(text, index)
    if (phrase === null) continue
    behind = phrase.end
    if (phrase.items.length > 0) phrases.push(phrase)
  }
  return phrases
}

function phraseAt(text: string, start: number): MentionPhrase | null {
  const word = figureWordAt(text, start)
  if (word === null) return numberFirst(text, start)
  SPACE.lastIndex = word.end
  SPACE.test(text)
  let token = numberTokenAt(text, SPACE.lastIndex, { roman: word.kind === 'plate' })
  // "Fig. S 2" and the like are read by the token; "Figures" alone names nothing.
  if (token === null) return null
  const printed = text.slice(start, word.end)
  const items: MentionItem[] = []
  let end = token.end
  for (let more = true; more && items.length < MAX_ITEMS; ) {
    const read = itemsOf(text, word, token!, printed)
    items.push(...read.items)
    end = read.end
    more = false
    const next = nextToken(text, end, word)
    if (next === null) break
    if (!next.range || read.items.at(-1) === undefined) {
      token = next.token
      more = true
      continue
    }
    const last = read.items.at(-1)!
    if (next.token.value <= last.number.value! || next.token.value - last.number.value! > MAX_RANGE) break
    for (let value = last.number.value! + 1; value < next.token.value; value++) {
      const between: NumberToken = { ...token!, value, minor: null, start: end, end: next.token.start }
      items.push({ number: numberReading(word, between, null, printed), panels: [], start: end, end: next.token.start })
    }
    // S1–3 goes on in the series of its first number.
    token = {
      ...next.token,
      letters: next.token.letters ?? token!.letters,
      appendix: next.token.appendix ?? token!.appendix,
    }
    more = true
  }
  return { items, start, end }
}

/** The number with its panels; or, behind a dash, the children of the figure. */
function itemsOf(text: string, word: FigureWord, token: NumberToken, printed: string) {
  const number = numberReading(word, token, null, printed)
  const data = sourceDataEnd(text, token.end)
  if (data !== null) return { items: [], end: data }
  CHILD.lastIndex = token.end
  const child = CHILD.exec(text)
  if (child === null) {
    const { panels, end } = panelSuffixAt(text, token.end)
    return { items: [{ number, panels, start: token.start, end }], end }
  }
  const items: MentionItem[] = []
  let at = CHILD.lastIndex
  let end = token.end
  for (let range = false; items.length < MAX_ITEMS; ) {
    const value = numberTokenAt(text, at)
    if (value === null || value.letters !== null || value.appendix !== null) break
    const from = range ? items.at(-1)!.number.value! + 1 : value.value
    for (let own = Math.max(from, value.value - MAX_RANGE); own <= value.value; own++) {
      const suffix = panelSuffixAt(text, value.end)
      const panels = own === value.value ? suffix.panels : []
      items.push({
        number: childReading(number, child.groups!.child!, own),
        panels,
        start: token.start,
        end: suffix.end,
      })
      end = suffix.end
    }
    const data = sourceDataEnd(text, end)
    if (data !== null) return { items: [], end: data }
    SEPARATOR.lastIndex = end
    const separator = SEPARATOR.exec(text)
    if (separator === null) break
    range = separator.groups?.range !== undefined
    at = SEPARATOR.lastIndex
  }
  return { items, end }
}

/** Where `—source data 1` behind a figure's number ends, for that is not the figure; null where none stands. */
function sourceDataEnd(text: string, at: number): number | null {
  CHILD.lastIndex = at
  if (CHILD.exec(text)?.groups?.other === undefined) return null
  return numberTokenAt(text, CHILD.lastIndex)?.end ?? CHILD.lastIndex
}

function nextToken(text: string, at: number, word: FigureWord): { token: NumberToken; range: boolean } | null {
  SEPARATOR.lastIndex = at
  const separator = SEPARATOR.exec(text)
  if (separator === null) return null
  const token = numberTokenAt(text, SEPARATOR.lastIndex, { roman: word.kind === 'plate' })
  if (token === null) return null
  const range = separator.groups?.range !== undefined
  const follows = text.slice(token.end, token.end + 16)
  if (token.letters === 'S' && SUPPORTING_FOLLOWS.test(follows)) return null
  if (!word.plural && !range && NOUN_FOLLOWS.test(follows)) return null
  return { token, range }
}

/** `S1 Fig`. */
function numberFirst(text: string, start: number): MentionPhrase | null {
  const named = figureNumberAt(text, start)
  if (named === null) return null
  return { items: [{ number: named.number, panels: [], start, end: named.end }], start, end: named.end }
}
