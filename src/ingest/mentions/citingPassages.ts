import type { MentionRecord } from '../../dataset/fullRecord/fullRecord.js'
import { figureNumberAt } from '../caption/numbering.js'
import type { PaperDocument } from '../paper.js'
import { type FigureIndex, indexFigures } from './figureIndex.js'
import { findMentions } from './findMentions.js'
import { sentenceSpans, sentenceWindow } from './sentences.js'

/** How much of the text around a mention makes its passage: so many sentences before and after its own, or all. */
export type MentionWindow = 'paragraph' | { readonly sentences: number }

/** A passage that cites a figure. */
export interface Mention extends MentionRecord {
  /** 0-based paragraph of the document. */
  readonly paragraph: number
}

/** No figure of a paper is cited more often; what is, is no paper. */
const MAX_MENTIONS = 1000

/**
 * Every mention of every figure, by the figures' keys, in reading order. Figures that nobody cites have an empty list.
 * Linear in the text; at most 1 000 mentions per figure.
 */
export function citingPassages(
  document: PaperDocument,
  options: { readonly window: MentionWindow } = { window: 'paragraph' },
): ReadonlyMap<string, readonly Mention[]> {
  const index = indexFigures(document.figures)
  const linked = linkedFigures(document, index)
  const passages = new Map<string, Mention[]>(document.figures.map((figure) => [figure.key, []]))
  for (const [paragraph, { content, section, kind: part }] of document.paragraphs.entries()) {
    // An abstract cites no figures; what looks so is another's.
    if (part === 'abstract') continue
    const found = findMentions(content, index, linked)
    if (found.length === 0) continue
    const { text } = content
    const sentences = sentenceSpans(text, content.breaks)
    const caption = captionNumberEnd(text)
    for (const { figure, start, end, kind, panels } of found) {
      if (kind === 'text' && end <= caption) continue
      const own = passages.get(figure)!
      if (own.length >= MAX_MENTIONS) continue
      const { window } = options
      const count = window === 'paragraph' ? 0 : window.sentences
      const around = sentenceWindow(sentences, start, count)
      const passage =
        window === 'paragraph'
          ? { start: 0, end: text.length }
          : { ...around.window, end: Math.max(end, around.window.end) }
      own.push({
        text: text.slice(passage.start, passage.end),
        sentence: text.slice(around.sentence.start, around.sentence.end),
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
