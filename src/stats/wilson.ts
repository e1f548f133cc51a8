import { argumentError, checkInteger } from '../validate.js'

/** Two-sided 95 %: the 0.975 quantile of the standard normal distribution. */
export const Z_95 = 1.959963984540054

/**
 * Wilson score interval of a proportion.
 *
 * center = (p + z²/2n) / (1 + z²/n), half width = z/(1 + z²/n) · sqrt(p(1−p)/n + z²/4n²), with p = successes / n
 *
 * @param successes integer from 0 to n
 * @param n trials, integer >= 1
 * @param z quantile of the standard normal distribution; `Z_95` by default
 * @returns bounds in [0, 1]; exactly 0 for no successes and exactly 1 for no failures
 * @throws ArgumentError if the counts are not integers in range
 * @see Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22:209-212;
 *   Newcombe 1998, Statistics in Medicine 17:857-872, method 3
 */
export function wilson(successes: number, n: number, z: number = Z_95): { low: number; high: number } {
  checkInteger('n', n, 1, Number.MAX_SAFE_INTEGER)
  checkInteger('successes', successes, 0, n)
  if (!(z > 0 && Number.isFinite(z))) throw argumentError('z', 'a number above 0', z)
  return wilsonBounds(successes / n, n, z)
}

/** The same for a share `p` of `n` rows, where `n` need not be a whole number: an effective sample size. */
export function wilsonBounds(p: number, n: number, z: number = Z_95): { low: number; high: number } {
  const z2 = z * z
  const denominator = 1 + z2 / n
  const center = (p + z2 / (2 * n)) / denominator
  const half = (z / denominator) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return {
    low: p === 0 ? 0 : Math.max(0, center - half),
    high: p === 1 ? 1 : Math.min(1, center + half),
  }
}
