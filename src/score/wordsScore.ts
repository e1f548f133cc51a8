import type { Idf } from './idf.js'

export interface WordsScore {
  /** At least 0, no upper end: it ranks captions of one figure and figures of one caption, it is no absolute threshold. */
  score: number
  /** The evidence: words that figure and text share, rarest first, equally rare ones in alphabetical order. */
  shared: string[]
}

/**
 * How much of what is written in a figure its text repeats.
 *
 * score = sum of idf(w) over shared words w / sqrt(1 + sum of idf(w) over words w of the text)
 *
 * @param figure distinct words read in the figure
 * @param text distinct words of the text
 * @param idf rarity of words
 * @returns score 0 and no evidence where nothing is shared
 */
export function wordsScore(figure: ReadonlySet<string>, text: ReadonlySet<string>, idf: Idf): WordsScore {
  let textMass = 0
  const shared: { word: string; idf: number }[] = []
  for (const word of text) {
    const rarity = idf.of(word)
    textMass += rarity
    if (figure.has(word)) shared.push({ word, idf: rarity })
  }
  shared.sort((a, b) => b.idf - a.idf || (a.word < b.word ? -1 : 1))
  let sharedMass = 0
  for (const { idf: rarity } of shared) sharedMass += rarity
  return { score: sharedMass / Math.sqrt(1 + textMass), shared: shared.map(({ word }) => word) }
}
