import { precedingContext, sentenceStart } from './panelContext.js'
import { labelListAt } from './panelLabel.js'
import type { Marker } from './panelMarkers.js'
import type { RichText } from './richText.js'

const WORD = /(?=[isp])(?<![\p{L}\p{N}-])(?<in>in\s)?(?:sub-?)?panels?\s{1,2}(?=[(\p{L}\d])/giu
const SAYS =
  /^\s{0,2}(?:[:,]|(?:is|are|shows?|depicts?|displays?|gives?|presents?|illustrates?|represents?|plots?|contains?|corresponds?|compares?|demonstrates?|summari[sz]es?|zooms?|exhibits?|reports?|provides?|indicates?)[\s:]|\()/i
const LEAD_IN = 24

/** `Panel (A) shows …`, `In panels B and D, …`: the sentence itself is the panel's text. */
export function findPanelWords({ text, breaks }: RichText): readonly Marker[] {
  const breakSet = new Set(breaks)
  const markers: Marker[] = []
  for (const match of text.matchAll(WORD)) {
    if (markers.length >= 100) break
    let at = match.index + match[0].length
    const list = bracketedList(text, at)
    if (list === null) continue
    at = list.end
    const rest = text.slice(at, at + 24)
    const sentence = sentenceStart(text, match.index, breakSet, Math.max(0, match.index - LEAD_IN))
    const preceding = precedingContext(text, match.index, breakSet)
    const begins = preceding === 'start' || preceding === 'sentence' || preceding === 'colon'
    const said = match.groups!.in === undefined ? SAYS.test(rest) : /^\s{0,2}[,:(]/.test(rest)
    // Inside a sentence only a clause of its own counts: ", and panel b shows".
    if (!said || (!begins && preceding !== 'comma' && !/^while\s$/i.test(text.slice(match.index - 6, match.index)))) {
      continue
    }
    const leads = !begins && text.slice(sentence, match.index).trim().split(/\s+/).length <= 1
    const start = leads ? sentence : match.index
    markers.push({
      style: 'words',
      parts: list.parts,
      label: list.label,
      start,
      end: at,
      textStart: start,
      preceding: begins || leads ? 'sentence' : 'comma',
      following: 'word',
      capital: false,
      half: false,
    })
  }
  return markers
}

/** `A`, `(A)`, `(A) and (C)`, `(A)-(D)`, `A–D`. */
function bracketedList(text: string, at: number) {
  const parts: { from: string; to: string | null }[] = []
  let end = at
  for (let place = at, groups = 0; groups < 30; groups++) {
    const open = text[place] === '('
    const list = labelListAt(text, place + Number(open))
    if (list === null || (open && text[list.end] !== ')')) break
    const gap = text.slice(end, place)
    const last = parts.at(-1)
    if (last !== undefined && last.to === null && /^\s?[-–—−]\s?$/.test(gap)) last.to = list.parts[0]!.from
    else parts.push(...list.parts)
    end = list.end + Number(open)
    const separator = open ? /^(?:\s?[-–—−]\s?|,?\s(?:and|to|&)\s|,\s?)(?=\()/.exec(text.slice(end, end + 8)) : null
    if (separator === null) break
    place = end + separator[0].length
  }
  if (parts.length === 0) return null
  return { parts, end, label: text.slice(at, end).replace(/[()]/g, '') }
}
