import { orderedPanels } from './orderedPanels.js'
import { ALPHABETS, type Alphabet } from './panelLabel.js'
import { findMarkers, type Marker } from './panelMarkers.js'
import { readSequence, type SequenceReading } from './panelSequence.js'
import { type Named, type Panel, spansAfter, spansBefore } from './panelSpans.js'
import { findPanelWords } from './panelWords.js'
import { type PositionMarker, partition, positionsAfter, positionsBefore } from './positionMarkers.js'
import type { RichText } from './richText.js'

/** How a caption marks its panels. */
export type PanelStyle =
  | 'brackets' // (a) text, a) text
  | 'bold' // a bold letter in front
  | 'letter' // a, text / A. text where a sentence begins
  | 'words' // Panel A shows
  | 'after' // text (a)
  | 'position' // Left: text
  | 'position-after' // text (left)
  | 'order' // From left to right: text, text

export interface PanelReading {
  readonly panels: readonly Panel[]
  /** Where the text that all panels share ends; the whole text when there are no panels. */
  readonly leadEnd: number
  /** From 0 to 1; 0 when there are no panels. */
  readonly confidence: number
  /** null when there are no panels. */
  readonly style: PanelStyle | null
}

interface Candidate {
  readonly style: PanelStyle
  readonly confidence: number
  /** First character of the first panel's name. */
  readonly start: number
  spans(): readonly Panel[]
}

/** Below it a caption has no panels: a wrong panel does more harm than a missing one. */
export const MIN_CONFIDENCE = 0.5
/** A reading this sure is not given up for another kind of marker. */
const SURE = 0.8
/** Longer captions are no captions; their panels are not looked for. */
const MAX_LENGTH = 100_000

// (i) and (1) count steps, reactions and hypotheses more often than panels: only such as begin sentences are believed.
const TRUST: Readonly<Record<Alphabet, number>> = {
  lower: 1,
  upper: 1,
  'roman-lower': 0.6,
  'roman-upper': 0.6,
  number: 0.4,
}

/**
 * Splits a caption into its panels. Of all readings (a style, an alphabet, descriptions behind or before their names)
 * the most confident counts, and when none is sure there are no panels. Linear in the length of the text.
 */
export function splitPanels(content: RichText): PanelReading {
  const { text } = content
  const none = { panels: [], leadEnd: text.length, confidence: 0, style: null }
  if (text.length > MAX_LENGTH) return none
  const letters = letterCandidates(content)
  const candidates = letters.length > 0 ? letters : positionCandidates(content)
  for (const { style, confidence, start, spans } of candidates) {
    const panels = spans()
    if (panels.some((panel) => panel.text === '')) continue
    return { panels, leadEnd: style.endsWith('after') ? panels[0]!.start : start, confidence, style }
  }
  return none
}

function letterCandidates(content: RichText): readonly Candidate[] {
  const markers = findMarkers(content)
  const words = findPanelWords(content)
  if (markers.length === 0 && words.length === 0) return []
  const [brackets, bold] = (['brackets', 'bold'] as const).map((name) => markers.filter(({ style }) => style === name))
  const candidates: Candidate[] = []
  const add = (style: PanelStyle, reading: SequenceReading, trust: number) => {
    const confidence = reading.confidence * trust
    if (confidence < MIN_CONFIDENCE) return
    const named = reading.used.map(({ marker, labels }): Named => ({ ...marker, labels }))
    candidates.push({
      style,
      confidence,
      start: named[0]!.start,
      spans: () =>
        reading.side === 'after'
          ? spansAfter(content.text, named, new Set(content.breaks))
          : spansBefore(content.text, named),
    })
  }
  for (const alphabet of ALPHABETS) {
    add('brackets', readSequence(brackets!, alphabet, 'before'), TRUST[alphabet])
    add('bold', readSequence(bold!, alphabet, 'before'), TRUST[alphabet])
    // Letters without any markup count in company only; "A - E: text F) text" mixes them with brackets.
    const mixed = readSequence(markers, alphabet, 'before')
    if (mixed.used.length > 1) add('letter', mixed, TRUST[alphabet] * 0.9)
    add('after', readSequence(brackets!, alphabet, 'after'), TRUST[alphabet] * 0.9)
    add('words', readSequence(words, alphabet, 'before', 'any'), 0.9)
  }
  const single = onlyPanel(markers, content.text)
  if (candidates.length === 0 && single !== null) candidates.push(single)
  return candidates.sort(preferred)
}

/** Sure readings in the order in which they begin, for what begins inside a panel is a part of it; then the others. */
function preferred(a: Candidate, b: Candidate): number {
  const sure = Number(b.confidence >= SURE) - Number(a.confidence >= SURE)
  if (sure !== 0) return sure
  const first = a.confidence >= SURE ? a.start - b.start : 0
  return first || b.confidence - a.confidence
}

/** A caption that begins with the letter of one panel is that panel's: "(b) Analysis module". */
function onlyPanel(markers: readonly Marker[], text: string): Candidate | null {
  const [first, ...others] = markers.filter(({ style }) => style === 'brackets')
  if (first === undefined || others.length > 0 || first.preceding !== 'start' || first.start > 0) return null
  const { from, to } = first.parts[0]!
  if (first.parts.length > 1 || to !== null || !/^[A-Za-z]$/.test(from)) return null
  return {
    style: 'brackets',
    confidence: 0.6,
    start: 0,
    spans: () => spansBefore(text, [{ ...first, labels: [from] }]),
  }
}

function positionCandidates(content: RichText): readonly Candidate[] {
  const { text } = content
  const candidates: Candidate[] = []
  const add = (style: PanelStyle, markers: readonly PositionMarker[]) => {
    if (markers.length < 2) return
    const mean = markers.reduce((sum, { weight }) => sum + weight, 0) / markers.length
    const confidence = 0.9 * mean * partition(markers.map(({ label }) => label))
    if (confidence < MIN_CONFIDENCE) return
    const named = markers.map((marker): Named => ({ ...marker, label: marker.printed, labels: [marker.label] }))
    const spans = () =>
      style === 'position' ? spansBefore(text, named) : spansAfter(text, named, new Set(content.breaks))
    candidates.push({ style, confidence, start: named[0]!.start, spans })
  }
  add('position', positionsBefore(content))
  add('position-after', positionsAfter(content))
  const ordered = candidates.length === 0 ? orderedPanels(text) : null
  if (ordered !== null) {
    candidates.push({ style: 'order', confidence: 0.6, start: ordered[0]!.start, spans: () => ordered })
  }
  return candidates.sort((a, b) => b.confidence - a.confidence)
}
