import { sentenceStart } from './panelContext.js'

/** A panel, or several that share a text. Spans are UTF-16 offsets into the text that was split. */
export interface Panel {
  /** As printed, without brackets: `a`, `A–C`, `Top right`. */
  readonly label: string
  /** Every panel it stands for: `A`, `B`, `C` of `A–C`; position words in lower case. */
  readonly labels: readonly string[]
  /** `source.slice(start, end)`. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Where a panel is named, whatever names it. */
export interface Named {
  readonly label: string
  readonly labels: readonly string[]
  readonly start: number
  readonly end: number
  readonly textStart: number
}

const DANGLING = /(?:[\s,;–—-]|[\s,;](?:and|or|while|whereas|but|then|followed by))+$/
const CONNECTIVE = /^[\s,;.:–—-]*(?:(?:and|or|but|while|whereas|as well as|followed by|then)\s+)?/

/** Each panel's text runs from behind its name to the next name. */
export function spansBefore(text: string, named: readonly Named[]): readonly Panel[] {
  return named.map(({ label, labels, textStart }, at) => {
    const until = named[at + 1]?.start ?? text.length
    const end = trimmedEnd(text, textStart, until)
    return panelOf(text, label, labels, textStart, end)
  })
}

/**
 * Each panel's text runs up to its name: from the panel before, or from the begin of its sentence when that comes
 * later. Where the sentence goes on behind the last name in it, the rest belongs to that panel.
 */
export function spansAfter(text: string, named: readonly Named[], breaks: ReadonlySet<number>): readonly Panel[] {
  const panels: Panel[] = []
  let from = 0
  for (const [at, { label, labels, start, end }] of named.entries()) {
    const sentence = sentenceStart(text, start, breaks, from)
    const begin = sentence + (sentence === from && at > 0 ? CONNECTIVE.exec(text.slice(sentence, start))![0].length : 0)
    const next = named[at + 1]?.start ?? text.length
    const rest = sentenceEnd(text, end, next, breaks)
    const goesOn = rest !== null && /^\s\p{L}/u.test(text.slice(end, end + 2)) && !CONNECTED.test(text.slice(end, rest))
    const stop = goesOn ? rest : trimmedEnd(text, begin, start)
    panels.push(panelOf(text, label, labels, begin, stop))
    from = goesOn ? rest : end
  }
  return panels
}

const CONNECTED = /^\s(?:and|or|while|whereas|but|then|followed)\s/

/** Where the sentence of `at` ends, when it ends before `limit`; null when it runs on. */
function sentenceEnd(text: string, at: number, limit: number, breaks: ReadonlySet<number>): number | null {
  for (let place = at; place < limit; place++) {
    if (/[.!?]/.test(text[place]!) && sentenceStart(text, place + 2, breaks, place) === place + 2) return place + 1
    if (breaks.has(place + 1)) return place + 1
  }
  return limit === text.length ? limit : null
}

function trimmedEnd(text: string, start: number, end: number): number {
  // The tail alone is looked at: a pattern that is tried at every place of a long text would be slow.
  const from = Math.max(start, end - 40)
  const tail = text.slice(from, end)
  const dangling = DANGLING.exec(tail)
  return dangling === null ? end : from + dangling.index
}

const panelOf = (text: string, label: string, labels: readonly string[], start: number, end: number): Panel => ({
  label,
  labels,
  text: text.slice(start, Math.max(start, end)),
  start,
  end: Math.max(start, end),
})
