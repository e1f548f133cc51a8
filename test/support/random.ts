import { onTestFailed } from 'vitest'

/** Numbers that a failed test can be run again with. */
export interface Rng {
  readonly seed: number
  /** [0, 1) */
  uniform(): number
  /** Integer of [min, max]. */
  integer(min: number, max: number): number
  /** Standard normal. */
  normal(): number
}

/**
 * A generator (mulberry32) for one test. Its seed is new in every run, unless FIGSIFT_SEED says otherwise, and is
 * printed when the test fails. Call it inside a test.
 */
export function seededRandom(name = ''): Rng {
  const forced = process.env.FIGSIFT_SEED
  const seed = forced === undefined || forced === '' ? Math.floor(Math.random() * 2 ** 32) : Number(forced)
  try {
    onTestFailed(() => console.error(`Random seed ${name}: run again with FIGSIFT_SEED=${seed}`))
  } catch {
    // Outside a test (a benchmark) there is nobody to tell.
  }
  return rngOf(seed)
}

/** The same numbers for the same seed. */
export function rngOf(seed: number): Rng {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    seed,
    uniform,
    integer: (min, max) => min + Math.floor(uniform() * (max - min + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  }
}
