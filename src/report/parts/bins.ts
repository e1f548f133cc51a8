/** What decides the bins of a histogram. */
export interface Spread {
  min: number
  max: number
  /** The 1st, 50th and 99th percentile, of all rows or of every so many. */
  low: number
  median: number
  high: number
  isInteger: boolean
}

export interface Bins {
  isLog: boolean
  /** Ascending; of the values themselves. */
  edges: number[]
}

/** About as many as a chart of 300 pixels can show. */
const WANTED = 40
/** The largest value is that many times the median: on a plain axis all but a few rows would share one bin. */
const SKEWED = 12

/**
 * Bins of equal width with round edges, over what lies between the outer percentiles and a little beyond; a column
 * of positive numbers with a long tail gets bins of equal width in its logarithm.
 */
export function chooseBins(spread: Spread): Bins {
  const { min, max, low, high, median } = spread
  if (min === max) return { isLog: false, edges: [min - 0.5, min + 0.5] }
  if (min > 0 && max / median > SKEWED && max / min > 50) return logBins(spread)
  const margin = (high - low) / 4
  const from = min >= low - margin ? min : low
  const to = max <= high + margin ? max : high
  const wide = to > from ? to - from : max - min
  const step = niceStep(wide / WANTED, spread.isInteger)
  // A whole number stands in the middle of its bin where each has its own.
  const shift = spread.isInteger && step === 1 ? 0.5 : 0
  const first = Math.floor(from / step) * step - shift
  const count = Math.max(1, Math.ceil((to - first) / step - 1e-9) + (isOnEdge(to, first, step) ? 1 : 0))
  return {
    isLog: false,
    edges: Array.from({ length: Math.min(count, 4 * WANTED) + 1 }, (_, i) => clean(first + i * step)),
  }
}

/** A largest value on the last edge would be alone beyond it; of shares, 1 belongs to the bin below it. */
function isOnEdge(to: number, first: number, step: number): boolean {
  const steps = (to - first) / step
  return to !== 1 && Math.abs(steps - Math.round(steps)) < 1e-9
}

function logBins({ min, max, low, high }: Spread): Bins {
  const [from, to] = [Math.log10(Math.max(min, low / 2)), Math.log10(Math.min(max, high * 2))]
  const step = [0.02, 0.05, 0.1, 0.2, 0.5, 1].find((s) => (to - from) / s <= WANTED) ?? (to - from) / WANTED
  const first = Math.floor(from / step) * step
  const count = Math.max(1, Math.ceil((to - first) / step + 1e-9))
  return { isLog: true, edges: Array.from({ length: count + 1 }, (_, i) => 10 ** clean(first + i * step)) }
}

function niceStep(step: number, isInteger: boolean): number {
  const power = 10 ** Math.floor(Math.log10(step))
  const nice = ([1, 2, 5, 10].find((m) => m * power >= step * 0.999) ?? 10) * power
  return isInteger ? Math.max(1, Math.round(nice)) : nice
}

/** 0.30000000000000004 is meant to be 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}
