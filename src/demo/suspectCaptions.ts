import type { Idf } from '../score/idf.js'
import { wordsOf } from '../score/words.js'
import { wordsScore } from '../score/wordsScore.js'

/** A row whose image could be read: its text, and which words of the dataset's texts are written in its figure. */
export interface ReadRow {
  id: string
  text: string
  figureWords: ReadonlySet<string>
}

export interface SuspectCaption {
  id: string
  /** Words score of the row's own text. */
  ownScore: number
  /** The row whose text fits this figure best, and how well. */
  betterId: string
  betterScore: number
  /** Words that the figure shares with that text, rarest first. */
  betterShared: string[]
  /** That row's figure in turn fits this row's text best: the two look swapped. */
  isMutual: boolean
}

/**
 * Rows whose figure fits the text of another row better than their own, most suspect first.
 *
 * Pairs that look swapped come first, then the order is by betterScore - ownScore. It is an order to look at, not a
 * verdict: a figure with few words of its own is easily suspected. On the bundled sample (mean of 40 seeds, measured by
 * `scripts/sample/measureReview.ts`) 7.7 of 10 swapped captions are among the first ten of 73 rows; the ten lowest words
 * scores hold 3.0 of them, and chance 1.4.
 *
 * @param rows rows with one text are no alternatives to each other: they are copies
 */
export function suspectCaptions(rows: readonly ReadRow[], idf: Idf): SuspectCaption[] {
  const texts = rows.map((row) => wordsOf(row.text).words)
  const best = new Map<string, SuspectCaption>()
  for (const [index, row] of rows.entries()) {
    const ownScore = wordsScore(row.figureWords, texts[index]!, idf).score
    let better: SuspectCaption | undefined
    for (const [other, { id, text }] of rows.entries()) {
      if (text === row.text) continue
      const { score, shared } = wordsScore(row.figureWords, texts[other]!, idf)
      if (score <= (better?.betterScore ?? ownScore)) continue
      better = { id: row.id, ownScore, betterId: id, betterScore: score, betterShared: shared, isMutual: false }
    }
    if (better !== undefined) best.set(row.id, better)
  }
  for (const suspect of best.values()) suspect.isMutual = best.get(suspect.betterId)?.betterId === suspect.id
  const margin = (suspect: SuspectCaption) => suspect.betterScore - suspect.ownScore
  return [...best.values()].sort((a, b) => Number(b.isMutual) - Number(a.isMutual) || margin(b) - margin(a))
}
