import type { Idf } from '../../score/idf.js'
import { wordsScore } from '../../score/wordsScore.js'
import type { CaptionFit } from '../../swaps/exchanges.js'
import { captionFits } from './captionFits.js'
import type { FigureOfPaper, PaperRows } from './readPapers.js'

/** The words score of every figure of a paper with every caption of it. */
export const wordFits = (
  papers: readonly PaperRows[],
  idf: Idf,
  signal: AbortSignal | undefined,
): Promise<CaptionFit[]> =>
  captionFits(papers, (rows) => (i, j) => wordsScore(rows[i]!.figureWords, rows[j]!.textWords, idf).score, signal)

const SHOWN = 20

/** Words that a figure shares with another caption and not with its own, rarest first: why it would take it. */
export function sharedWords(figure: FigureOfPaper, other: FigureOfPaper, idf: Idf): string[] {
  const { shared } = wordsScore(figure.figureWords, other.textWords, idf)
  return shared.filter((word) => !figure.textWords.has(word)).slice(0, SHOWN)
}
