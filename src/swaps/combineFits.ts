import { ArgumentError } from '../errors.js'
import { ChanceGains } from './chanceGains.js'
import type { CaptionFit } from './exchanges.js'

/**
 * Adds what several signals say, each in units of how far it tells wrong captions apart: words and cosines
 * then weigh by what they tell. A signal that tells nothing in any paper is left out.
 *
 * @param signals the papers as each signal sees them, in one order
 * @throws ArgumentError unless all have the same papers
 */
export function combineFits(signals: readonly (readonly CaptionFit[])[]): readonly CaptionFit[] {
  const [first, ...others] = signals
  if (first === undefined || others.length === 0) return first ?? []
  for (const papers of others) {
    if (papers.length === first.length && papers.every(({ n }, i) => n === first[i]!.n)) continue
    throw new ArgumentError('Expected the same papers for every signal but received others.')
  }
  const scales = signals.map((papers) => new ChanceGains(papers, () => 0).scale)
  return first.map(({ n, wording }, paper) => {
    const scores = new Float64Array(n * n)
    for (const [signal, papers] of signals.entries()) {
      const scale = scales[signal]!
      if (scale === 0) continue
      for (let at = 0; at < scores.length; at++) scores[at]! += papers[paper]!.scores[at]! / scale
    }
    return { n, wording, scores }
  })
}
