import { Breather } from '../../concurrency.js'
import type { Idf } from '../../score/idf.js'
import { wordsScore } from '../../score/wordsScore.js'
import type { CaptionFit } from '../../swaps/exchanges.js'
import { throwIfAborted } from '../../validate.js'
import { type FigureOfPaper, type PaperRows, wordingOf } from './readPapers.js'

/** The words score of every figure of a paper with every caption of it. */
export async function wordFits(
  papers: readonly PaperRows[],
  idf: Idf,
  signal: AbortSignal | undefined,
): Promise<CaptionFit[]> {
  const breather = new Breather()
  const fits: CaptionFit[] = []
  for (const rows of papers) {
    const n = rows.length
    const scores = new Float64Array(n * n)
    for (const [i, { figureWords }] of rows.entries()) {
      for (const [j, { textWords }] of rows.entries()) {
        scores[i * n + j] = wordsScore(figureWords, textWords, idf).score
        if (breather.isDue) {
          throwIfAborted(signal)
          await breather.breathe()
        }
      }
    }
    fits.push({ n, scores, wording: wordingOf(rows) })
  }
  return fits
}

const SHOWN = 20

/** Words that a figure shares with another caption and not with its own, rarest first: why it would take it. */
export function sharedWords(figure: FigureOfPaper, other: FigureOfPaper, idf: Idf): string[] {
  const { shared } = wordsScore(figure.figureWords, other.textWords, idf)
  return shared.filter((word) => !figure.textWords.has(word)).slice(0, SHOWN)
}
