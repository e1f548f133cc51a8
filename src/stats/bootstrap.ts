import { Breather } from '../concurrency.js'
import { argumentError, checkInteger, checkNumber } from '../validate.js'

export interface BootstrapOptions {
  /** How many samples are drawn. */
  resamples?: number
  /** Share of the sampled means between the bounds. */
  level?: number
  /** Equal seeds give equal intervals. */
  seed?: number
}

/**
 * Percentile bootstrap interval of a mean over clustered observations.
 *
 * Whole clusters are drawn with replacement, as many as there are, and the mean is taken over all their observations:
 * the figures of one paper resemble each other, so they do not count as independent.
 *
 * @param clusters the observations of each cluster, each a finite number; clusters may differ in size
 * @returns the mean of all observations and the (1 - level) / 2 and (1 + level) / 2 quantiles of the sampled means
 * @throws ArgumentError if there is no cluster, one is empty, or an observation is not finite
 * @remarks for few clusters (under about 30) the interval is too narrow
 * @see Field & Welsh 2007, "Bootstrapping clustered data", JRSS B 69:369-390 (the cluster bootstrap)
 */
export async function clusterBootstrap(
  clusters: readonly (readonly number[])[],
  { resamples = 10_000, level = 0.95, seed = 1 }: BootstrapOptions = {},
): Promise<{ mean: number; low: number; high: number }> {
  checkInteger('resamples', resamples, 1, 10_000_000)
  checkNumber('level', level, 0, 1)
  checkInteger('seed', seed, 0, 2 ** 32 - 1)
  if (clusters.length === 0) throw argumentError('clusters', 'at least one cluster', clusters)
  const sums = new Float64Array(clusters.length)
  const sizes = new Float64Array(clusters.length)
  for (const [i, cluster] of clusters.entries()) {
    if (cluster.length === 0) throw argumentError(`clusters[${i}]`, 'at least one observation', cluster)
    for (const value of cluster) {
      if (!Number.isFinite(value)) throw argumentError(`clusters[${i}]`, 'finite numbers', value)
      sums[i]! += value
    }
    sizes[i] = cluster.length
  }
  const uniform = mulberry32(seed)
  const breather = new Breather()
  const means = new Float64Array(resamples)
  for (let r = 0; r < resamples; r++) {
    let sum = 0
    let size = 0
    for (let draw = 0; draw < clusters.length; draw++) {
      const i = Math.floor(uniform() * clusters.length)
      sum += sums[i]!
      size += sizes[i]!
    }
    means[r] = sum / size
    if (breather.isDue) await breather.breathe()
  }
  means.sort()
  const tail = (1 - level) / 2
  const total = { sum: sums.reduce((a, b) => a + b), size: sizes.reduce((a, b) => a + b) }
  return { mean: total.sum / total.size, low: quantile(means, tail), high: quantile(means, 1 - tail) }
}

/** Linear interpolation between order statistics, as numpy's default (Hyndman & Fan type 7). */
function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}

/** A small generator with a 32-bit state, enough for drawing indices; the same numbers on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
