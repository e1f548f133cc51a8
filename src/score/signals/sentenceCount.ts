import { sentenceSpans } from '../../caption/sentences.js'
import { stripNumbering } from '../../caption/stripNumbering.js'

/** Sentences of a caption behind its number; a text without a full stop is one, an empty one none. */
export function countSentences(text: string): number {
  return sentenceSpans(text.slice(stripNumbering({ text, bold: [], breaks: [] }).start)).length
}
