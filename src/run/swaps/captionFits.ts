import { Breather } from '../../concurrency.js'
import type { CaptionFit } from '../../swaps/exchanges.js'
import { throwIfAborted } from '../../validate.js'
import { type PaperRows, wordingOf } from './readPapers.js'

/** How well every figure of a paper fits every caption of it. `scorerOf` gives the score of a paper's figure i with caption j. */
export async function captionFits(
  papers: readonly PaperRows[],
  scorerOf: (rows: PaperRows) => (figure: number, caption: number) => number,
  signal: AbortSignal | undefined,
): Promise<CaptionFit[]> {
  const breather = new Breather()
  const fits: CaptionFit[] = []
  for (const rows of papers) {
    const n = rows.length
    const scores = new Float64Array(n * n)
    const score = scorerOf(rows)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        scores[i * n + j] = score(i, j)
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
