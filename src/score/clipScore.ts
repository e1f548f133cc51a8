import type { PairScore } from './figureRow.js'

/** How a model's cosines become scores. */
export interface ClipScale {
  /** Of sigmoid models whose graph tells: what the logit is a line of. */
  sigmoid?: { scale: number; bias: number }
  /** Cosines of pairs, ascending. */
  bank?: Float64Array
}

/** Dot product in double precision; the cosine of rows of unit length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * The scores of one pair: the mean over its images of the mean or best cosine over its text's windows.
 *
 * clipScore = 2.5 max(cosine, 0); probability = 1 / (1 + exp(-(scale cosine + bias)));
 * cosinePercentile = share of the bank below the cosine
 *
 * @param images one embedding of unit length per image, at least one
 * @param windows one per window of the text, at least one
 * @see Hessel et al. 2021, CLIPScore, eq. 1; Zhai et al. 2023, Sigmoid Loss for Language Image Pre-Training, eq. 1
 */
export function clipScore(
  images: readonly Float32Array[],
  windows: readonly Float32Array[],
  over: 'mean' | 'max',
  { sigmoid, bank }: ClipScale,
): Pick<PairScore, 'cosine' | 'clipScore' | 'probability' | 'cosinePercentile'> & { cosine: number } {
  const perImage = images.map((image) => {
    const cosines = windows.map((window) => dot(image, window))
    return over === 'max' ? Math.max(...cosines) : mean(cosines)
  })
  const cosine = Math.min(1, Math.max(-1, mean(perImage)))
  return {
    cosine,
    ...(bank === undefined ? {} : { cosinePercentile: shareBelow(bank, cosine) }),
    clipScore: 2.5 * Math.max(cosine, 0),
    ...(sigmoid === undefined ? {} : { probability: 1 / (1 + Math.exp(-(sigmoid.scale * cosine + sigmoid.bias))) }),
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function shareBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low / sorted.length
}
