import type { Reference, RichText } from '../paper.js'
import type { FigureIndex } from './figureIndex.js'
import { isBracketed, isForeign, isInSupplement } from './foreignFigure.js'
import { type MentionItem, type MentionPhrase, mentionPhrases } from './mentionPhrases.js'
import { panelSuffixAt, panelsBefore } from './panelSuffix.js'

/** One place in a text that names one figure. Spans are UTF-16 offsets into the text. */
export interface FoundMention {
  readonly figure: string
  readonly start: number
  readonly end: number
  readonly kind: 'reference' | 'text'
  readonly panels: readonly string[]
}

const WORD_BEFORE = /(?:^|[^\p{L}\p{N}])((?:fig(?:ure)?s?\.?|schemes?|plates?|charts?|box(?:es)?)[\s~]{0,2}[([]?)$/iu

/**
 * Every mention of the document's figures in one text: where the format links, by the link; else by word and number.
 * Where a figure's number is counted by the format and the authors link the figure (`linked`), they do not type its number
 * as well: a typed one is another paper's, unless a link stands in the same breath ("Figs. 2–4") or brackets hold it alone. A link and the words around it are one mention, and a figure that is named twice in a row ("Figs. 1a and 1c") too.
 */
export function findMentions(
  content: RichText,
  index: FigureIndex,
  linked: ReadonlySet<string> = new Set(),
): readonly FoundMention[] {
  const { text } = content
  const references = content.references.filter((reference) =>
    reference.targets.some((key) => index.byKey(key) !== null),
  )
  const phrases = mentionPhrases(text)
  const found: FoundMention[] = []
  const held = new Set<Reference>()
  let from = 0
  const ordered = [...references].sort((a, b) => a.start - b.start)
  for (const phrase of phrases) {
    while (from < ordered.length && ordered[from]!.end <= phrase.start) from++
    const inside: Reference[] = []
    for (let at = from; at < ordered.length && ordered[at]!.start < phrase.end; at++) inside.push(ordered[at]!)
    for (const reference of inside) held.add(reference)
    found.push(...ofPhrase(text, phrase, inside, index, linked))
  }
  for (const reference of ordered) if (!held.has(reference)) found.push(...ofReference(text, reference, index))
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

interface Draft {
  kind: 'reference' | 'text'
  panels: Set<string>
}

function ofPhrase(
  text: string,
  phrase: MentionPhrase,
  references: readonly Reference[],
  index: FigureIndex,
  linked: ReadonlySet<string>,
): readonly FoundMention[] {
  const before = phrase.items.length === 1 ? panelsBefore(text, phrase.start) : null
  const start = Math.min(before?.start ?? phrase.start, ...references.map((reference) => reference.start))
  const end = Math.max(phrase.end, ...references.map((reference) => reference.end))
  const drafts = new Map<string, Draft>()
  const add = (figure: string, kind: Draft['kind'], panels: readonly (string | null)[]) => {
    const draft = drafts.get(figure) ?? { kind, panels: new Set<string>() }
    if (kind === 'reference') draft.kind = kind
    for (const panel of panels) if (panel !== null) draft.panels.add(panel)
    drafts.set(figure, draft)
  }
  for (const reference of references) {
    const own = phrase.items.filter((item) => item.start < reference.end && item.end > reference.start)
    for (const key of reference.targets) {
      const target = index.byKey(key)
      if (target === null) continue
      const panels = reference.targets.length === 1 || own.length === 1 ? own.flatMap((item) => item.panels) : []
      add(target.figure, 'reference', [target.panel, ...panels])
    }
  }
  for (const item of phrase.items) {
    if (references.some((reference) => item.start < reference.end && item.end > reference.start)) continue
    const target = lookUp(text, item, phrase.end, index)
    if (target === null) continue
    const typed = target.counted && linked.has(target.figure) && references.length === 0
    if (typed && !isBracketed(text, start, end)) continue
    add(target.figure, 'text', target.panels)
  }
  if (references.length === 0 && drafts.size > 0 && isForeign(text, start, end)) return []
  if (before !== null) for (const draft of drafts.values()) for (const panel of before.panels) draft.panels.add(panel)
  return [...drafts].map(([figure, { kind, panels }]) => ({ figure, start, end, kind, panels: [...panels] }))
}

function lookUp(text: string, item: MentionItem, end: number, index: FigureIndex) {
  const letter = item.panels.length === 1 && /^[A-Za-z]$/.test(item.panels[0]!) ? item.panels[0]! : null
  const elsewhere = item.number.series === 'main' && isInSupplement(text, end)
  const number = elsewhere ? ({ ...item.number, series: 'supplementary' } as const) : item.number
  const target = index.byNumber(number, letter)
  if (target === null) return null
  // A letter that belongs to the figure's own number names no panel of it.
  return { ...target, panels: letter === null ? item.panels : target.panel === null ? [] : [target.panel] }
}

function ofReference(text: string, reference: Reference, index: FigureIndex): readonly FoundMention[] {
  const from = Math.max(0, reference.start - 12)
  const word = WORD_BEFORE.exec(text.slice(from, reference.start))?.[1]
  const suffix = panelSuffixAt(text, reference.end)
  const before = panelsBefore(text, reference.start - (word?.length ?? 0))
  const start = before?.start ?? reference.start - (word?.length ?? 0)
  const drafts = new Map<string, Set<string>>()
  for (const key of reference.targets) {
    const target = index.byKey(key)
    if (target === null) continue
    const panels = drafts.get(target.figure) ?? new Set([...(before?.panels ?? []), ...suffix.panels])
    if (target.panel !== null) panels.add(target.panel)
    drafts.set(target.figure, panels)
  }
  return [...drafts].map(([figure, panels]) => ({
    figure,
    start,
    end: suffix.end,
    kind: 'reference' as const,
    panels: [...panels],
  }))
}
