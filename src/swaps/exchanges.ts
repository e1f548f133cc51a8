import { bestAssignment } from './assignment.js'

/** How well every caption of a paper fits every figure of it. */
export interface CaptionFit {
  /** [n, n] of figure i and caption j, row-major; caption i is the one recorded for figure i. Larger fits better. */
  readonly scores: Float64Array
  readonly n: number
  /** [n] equal numbers for captions of one wording: they are no alternatives to each other. */
  readonly wording: ArrayLike<number>
}

/** Figures of a paper that would pass their captions on in a ring: two that are swapped, or more. */
export interface Exchange {
  /** Each figure gets the caption of the next one, the last that of the first. */
  readonly figures: readonly number[]
  /** Sum over its figures of score of the caption it would get minus score of its own; above 0. */
  readonly gain: number
}

/** Sums of scores are not exact: a gain of less than this share of the scores is none. */
const ROUNDING = 1e-9

/** The rings in which the assignment with the largest sum differs from the recorded one. */
export function exchangesOf({ scores, n, wording }: CaptionFit): Exchange[] {
  const captionOf = bestAssignment(scores, n)
  keepOwnWording(captionOf, wording)
  const largest = scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0)
  const isSeen = new Uint8Array(n)
  const exchanges: Exchange[] = []
  for (let first = 0; first < n; first++) {
    const figures: number[] = []
    let gain = 0
    for (let figure = first; !isSeen[figure]; figure = captionOf[figure]!) {
      isSeen[figure] = 1
      figures.push(figure)
      gain += scores[figure * n + captionOf[figure]!]! - scores[figure * n + figure]!
    }
    if (figures.length > 1 && gain > ROUNDING * largest) exchanges.push({ figures, gain })
  }
  return exchanges
}

/** A figure that was given another caption of the same wording keeps its own; whoever had that takes the other. */
function keepOwnWording(captionOf: Uint32Array, wording: ArrayLike<number>): void {
  const figureOf = new Uint32Array(captionOf.length)
  for (const [figure, caption] of captionOf.entries()) figureOf[caption] = figure
  for (let figure = 0; figure < captionOf.length; figure++) {
    const caption = captionOf[figure]!
    if (caption === figure || wording[caption] !== wording[figure]) continue
    const other = figureOf[figure]!
    captionOf[other] = caption
    figureOf[caption] = other
    captionOf[figure] = figure
    figureOf[figure] = figure
  }
}
