import type { Idf } from '../score/idf.js'
import { wordsOf } from '../score/words.js'
import { wordsScore } from '../score/wordsScore.js'
import { exchangesOf } from '../swaps/exchanges.js'

/** A row whose image could be read: its text, and the words written in its figure. */
export interface ReadRow {
  id: string
  text: string
  figureWords: ReadonlySet<string>
}

export interface SuspectCaption {
  id: string
  /** Words score of the row's own text. */
  ownScore: number
  /** The row whose text the figure gets in the best assignment of texts to figures, and how well it fits. */
  betterId: string
  betterScore: number
  /** Words that the figure shares with that text, rarest first. */
  betterShared: string[]
  /** That row's figure in turn gets this row's text: the two look swapped. */
  isMutual: boolean
}

/**
 * Rows whose figure gets the text of another row in the best assignment of all texts to all figures, most suspect first.
 *
 * The sample is taken for one paper, since its papers are too small. Rows that look swapped with another one come first,
 * then the order is by gain. It is an order to look at, not a verdict: `figsift swaps` gives one. On the bundled sample
 * (mean of 20 seeds, measured by `scripts/sample/measureReview.ts`) 7.7 of 10 swapped captions are among the first
 * ten of 73 rows; the ten lowest words scores hold 3.0 of them, and chance 1.4.
 *
 * @param rows rows with one text are no alternatives to each other: they are copies
 */
export function suspectCaptions(rows: readonly ReadRow[], idf: Idf): SuspectCaption[] {
  const n = rows.length
  const texts = rows.map(({ text }) => text)
  const words = texts.map((text) => wordsOf(text).words)
  const fitOf = (figure: number, text: number) => wordsScore(rows[figure]!.figureWords, words[text]!, idf)
  const scores = Float64Array.from({ length: n * n }, (_, at) => fitOf(Math.floor(at / n), at % n).score)
  const wording = texts.map((text) => texts.indexOf(text))
  const suspects = exchangesOf({ scores, n, wording }).flatMap(({ figures, gain }) =>
    figures.map((figure, i) => {
      const other = figures[(i + 1) % figures.length]!
      const { score, shared } = fitOf(figure, other)
      return {
        gain: gain / figures.length,
        suspect: {
          id: rows[figure]!.id,
          ownScore: scores[figure * n + figure]!,
          betterId: rows[other]!.id,
          betterScore: score,
          betterShared: shared,
          isMutual: figures.length === 2,
        },
      }
    }),
  )
  suspects.sort((a, b) => Number(b.suspect.isMutual) - Number(a.suspect.isMutual) || b.gain - a.gain)
  return suspects.map(({ suspect }) => suspect)
}
