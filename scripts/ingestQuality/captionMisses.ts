import type { FigureLabel } from './figureLabel.js'
import { captionOf, type IngestedRow } from './ingestedRow.js'
import { squash, wordsOf } from './words.js'

/** How far the number of words may be off. */
const TOLERANCE = 0.05

/** Words that may lie outside the labelled start or end of a caption with math or other things that are not counted. */
const REACH = 20

/** In what the row's caption differs from the labelled one; empty when it matches. */
export function captionMisses(label: FigureLabel, row: IngestedRow): string[] {
  const words = wordsOf(captionOf(row))
  if (label.captionWords === 0) return words.length === 0 ? [] : [`caption of ${words.length} words, none is printed`]
  if (words.length === 0) return ['no caption']
  const all = squash(words)
  const start = squash(wordsOf(label.captionStart ?? ''))
  const end = squash(wordsOf(label.captionEnd ?? ''))
  const cut = label.cut ?? 0
  const isLoose = label.math === true || cut > 0
  const startsRight = isLoose ? squash(words.slice(0, REACH)).includes(start) : all.startsWith(start)
  const endsRight = isLoose ? squash(words.slice(-REACH)).includes(end) : all.endsWith(end)
  const off = Math.abs(words.length - label.captionWords)
  return [
    startsRight ? [] : [`starts '${words.slice(0, 6).join(' ')}', should '${label.captionStart}'`],
    endsRight ? [] : [`ends '${words.slice(-6).join(' ')}', should '${label.captionEnd}'`],
    off <= Math.max(1, TOLERANCE * label.captionWords) + cut
      ? []
      : [`has ${words.length} words, should have ${label.captionWords}`],
  ].flat()
}
