import { argumentError } from '../validate.js'

/** `above` is excluded: -1 would ask for everything, and no threshold in use is there. */
export function checkMinCosine(minCosine: unknown, above: -1 | 0): asserts minCosine is number {
  if (typeof minCosine === 'number' && minCosine > above && minCosine <= 1) return
  throw argumentError('minCosine', `a number above ${above} and at most 1`, minCosine)
}
