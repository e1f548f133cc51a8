import { figureNumberAt } from '../../caption/numbering.js'
import { sentenceSpans, sentenceWindow } from '../../caption/sentences.js'
import type { MentionRecord } from '../../dataset/fullRecord/fullRecord.js'
import type { PaperDocument, Span } from '../paper.js'
import { type FigureIndex, indexFigures } from './figureIndex.js'
import { findMentions } from './findMentions.js'

/** How much of the text around a mention makes its passage: so many sentences before and after its own, or all. */
export type MentionWindow = 'paragraph' | { readonly sentences: number }

/** A passage that cites a figure. */
export interface Mention extends MentionRecord {
  /** 0-based paragraph of the document. */
  readonly paragraph: number
}

/** No figure of a paper is cited more often; what is, is no paper. */
const MAX_MENTIONS = 1000
/** In characters. The longest paragraphs of real papers have some 10 000; of a longer one what stands around the mention. */
const MAX_PASSAGE = 20_000
const MAX_MENTION = 1_000
/** Of all passages of a document together: each is written once per mention, and a row must stay a row. */
const MAX_CHARS = 2 ** 25

/**
 * Every mention of every figure, by the figures' keys, in reading order. Figures that nobody cites have an empty list.
 * Linear in the text; at most 1 000 mentions per figure, and passages of 32 Mi characters in all.
 */
export function citingPassages(
  document: PaperDocument,
  options: { readonly window: MentionWindow } = { window: 'paragraph' },
): ReadonlyMap<string, readonly Mention[]> {
  const index = indexFigures(document.figures)
  const linked = linkedFigures(document, index)
  const passages = new Map<string, Mention[]>(document.figures.map((figure) => [figure.key, []]))
  let chars = 0
  for (const [paragraph, { content, section, kind: part }] of document.paragraphs.entries()) {
    // An abstract cites no figures; what looks so is another's.
    if (part === 'abstract') continue
    const found = findMentions(content, index, linked)
    if (found.length === 0) continue
    const { text } = content
    const sentences = sentenceSpans(text, content.breaks)
    const caption = captionNumberEnd(text)
    const headings = section.reduce((sum, heading) => sum + heading.length, 0)
    for (const { figure, start, end: wholeEnd, kind, panels } of found) {
      const end = Math.min(wholeEnd, start + MAX_MENTION)
      if (kind === 'text' && end <= caption) continue
      const own = passages.get(figure)!
      if (own.length >= MAX_MENTIONS) continue
      const { window } = options
      const count = window === 'paragraph' ? 0 : window.sentences
      const around = sentenceWindow(sentences, start, count)
      const wanted = window === 'paragraph' ? { start: 0, end: text.length } : around.window
      const passage = clipped({ start: wanted.start, end: Math.max(end, wanted.end) }, start, end)
      const sentence = clipped(around.sentence, start, Math.min(end, around.sentence.end))
      chars += headings + passage.end - passage.start + sentence.end - sentence.start
      if (chars > MAX_CHARS) return passages
      own.push({
        text: text.slice(passage.start, passage.end),
        sentence: text.slice(sentence.start, sentence.end),
        section,
        start: start - passage.start,
        end: end - passage.start,
        mention: text.slice(start, end),
        kind,
        panels,
        paragraph,
      })
    }
  }
  return passages
}

/** As much of a span as a passage may have, with the mention in its middle. */
function clipped(span: Span, start: number, end: number): Span {
  if (span.end - span.start <= MAX_PASSAGE) return span
  const from = Math.max(span.start, Math.min(start, span.end) - Math.floor((MAX_PASSAGE - (end - start)) / 2))
  return { start: from, end: Math.min(span.end, from + MAX_PASSAGE) }
}

/** A paragraph that begins `Figure 3.` is a caption that lost its figure: where that number ends; 0 for all others. */
function captionNumberEnd(text: string): number {
  const number = figureNumberAt(text)
  return number !== null && /^\s?[.:|]\s/.test(text.slice(number.end, number.end + 3)) ? number.end : 0
}

/** The figures that a link of the text leads to. */
function linkedFigures({ paragraphs }: PaperDocument, index: FigureIndex): ReadonlySet<string> {
  const linked = new Set<string>()
  for (const { content } of paragraphs) {
    for (const { targets } of content.references) {
      for (const key of targets) {
        const target = index.byKey(key)
        if (target !== null) linked.add(target.figure)
      }
    }
  }
  return linked
}
