import { Breather } from '../concurrency.js'
import { checkInteger, checkNumber, throwIfAborted } from '../validate.js'
import { ChanceGains } from './chanceGains.js'
import { type CaptionFit, exchangesOf } from './exchanges.js'

export interface FindSwapsOptions {
  /** Exchanges that chance makes at most so often are suspected; see DEFAULT_MAX_CHANCE. */
  maxChance?: number | undefined
  /** Of the draws that say what chance makes; 1 by default. */
  seed?: number | undefined
  signal?: AbortSignal | undefined
}

/** What became of one figure in the best assignment of its paper. */
export interface FigureVerdict {
  /** The figure of the paper whose caption it would get; itself where the best assignment leaves it its own. */
  captionOf: number
  /** Gain of the exchange that the figure is part of; 0 without one. */
  gain: number
  /** Expected number of exchanges of this length and gain that wrong captions alone would offer, at most 1; 1 without one. */
  chance: number
  isSuspect: boolean
}

/** Flags no sound figure of 193, and finds a third of those that were swapped: docs/swaps.md. */
export const DEFAULT_MAX_CHANCE = 0.2

/**
 * Looks in every paper for captions that fit other figures of it better than their own.
 *
 * Of all assignments of captions to figures the best is taken; where it differs from the recorded one, the rings of
 * figures that would pass their captions on are the suspected exchanges. Each is held against what wrong captions gain by
 * chance (`ChanceGains`), times the number of exchanges of that length which the paper allows.
 *
 * @returns for every paper, in order, a verdict for each of its figures
 */
export async function findSwaps(
  papers: readonly CaptionFit[],
  { maxChance = DEFAULT_MAX_CHANCE, seed = 1, signal }: FindSwapsOptions = {},
): Promise<FigureVerdict[][]> {
  checkNumber('maxChance', maxChance, 0, 1)
  checkInteger('seed', seed, 0, 2 ** 32 - 1)
  const chance = new ChanceGains(papers, uniformFrom(seed))
  const breather = new Breather()
  const verdicts: FigureVerdict[][] = []
  for (const paper of papers) {
    const own = Array.from(
      { length: paper.n },
      (_, i): FigureVerdict => ({ captionOf: i, gain: 0, chance: 1, isSuspect: false }),
    )
    for (const { figures, gain } of exchangesOf(paper)) {
      const share = chance.isKnown ? await chance.shareAbove(gain, figures.length) : 1
      const expected = Math.min(1, share * exchangesOfLength(paper.n, figures.length))
      for (const [i, figure] of figures.entries()) {
        const captionOf = figures[(i + 1) % figures.length]!
        own[figure] = { captionOf, gain, chance: expected, isSuspect: chance.isKnown && expected <= maxChance }
      }
    }
    verdicts.push(own)
    if (breather.isDue) {
      throwIfAborted(signal)
      await breather.breathe()
    }
  }
  return verdicts
}

/** In how many ways some of n figures can pass their captions on in a ring of this length. */
export function exchangesOfLength(n: number, length: number): number {
  let ways = 1 / length
  for (let k = 0; k < length; k++) ways *= n - k
  return ways
}

/** mulberry32: the same numbers on every machine. */
export function uniformFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
