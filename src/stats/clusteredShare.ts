import { argumentError } from '../validate.js'
import { wilsonBounds, Z_95 } from './wilson.js'

/** What clusters of a part of a whole add up to: `d` of the `n` rows of each cluster are in the part. */
export interface ClusterSums {
  clusters: number
  /** Sum of d². */
  parts: number
  /** Sum of d · n. */
  products: number
  /** Sum of n². */
  wholes: number
}

/**
 * Two-sided 95 % interval of a share whose rows come in clusters: Wilson's, over the rows that would say as much if they
 * were independent.
 *
 * effective = n / D · (z / t)², with the design effect D = max(1, v / (p(1 − p) / n)), the variance of the ratio
 * v = C/(C − 1) · Σ(d − p n_c)² / n² over its C clusters, and t the quantile of Student's distribution with C − 1 degrees of
 * freedom. Where the share is 0 or 1 the rows say nothing about D, and a cluster counts as one row: effective = n² / Σn_c².
 *
 * @param part rows in the part
 * @param whole rows in the whole, n >= 1
 * @returns bounds in [0, 1], and `effective`, at most n
 * @remarks for few clusters (under about 20) the interval is a little too narrow: 93 % of samples of 15 (simulated)
 * @see Kish 1965, Survey Sampling, 8.2 (design effect); Korn & Graubard 1998, Survey Methodology 24:193-201 (effective
 *   sample size with t); Franco et al. 2019, J. Surv. Stat. Methodol. 7:334-364 (Wilson's with it)
 */
export function clusteredShare(
  part: number,
  whole: number,
  { clusters, parts, products, wholes }: ClusterSums,
): { low: number; high: number; effective: number } {
  if (!(whole >= 1)) throw argumentError('whole', 'at least 1 row', whole)
  const p = part / whole
  const alone = wholes <= whole
  if (alone) return { ...wilsonBounds(p, whole), effective: whole }
  const byCluster = (whole * whole) / wholes
  const simple = (p * (1 - p)) / whole
  let effective = byCluster
  if (simple > 0 && clusters > 1) {
    const spread = Math.max(0, parts - 2 * p * products + p * p * wholes)
    const variance = ((clusters / (clusters - 1)) * spread) / (whole * whole)
    effective = (whole / Math.max(1, variance / simple)) * (Z_95 / student(clusters - 1)) ** 2
  }
  return { ...wilsonBounds(p, effective), effective }
}

/**
 * The 0.975 quantile of Student's distribution, by its expansion around the normal one (Abramowitz & Stegun 26.7.5): 1 %
 * too small with 2 degrees of freedom, 11 % with 1.
 */
function student(freedom: number): number {
  const z = Z_95
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3 + g4 / freedom ** 4
}
