import type { PublishedEntry } from '../source.js'
import { PORTION_WEIGHT, weightOf } from './portions.js'

/** Ours: rows of published sets have some thousand characters. A larger one would hold the thread that writes it. */
export const MAX_ROW_WEIGHT = 1_000_000

/** Gathers entries into messages of a bounded size, or of one row; a row beyond all use is a problem instead. */
export async function* entryPortions(
  entries: AsyncIterable<PublishedEntry>,
): AsyncGenerator<readonly PublishedEntry[], void, undefined> {
  let portion: PublishedEntry[] = []
  let weight = 0
  for await (const given of entries) {
    let entry = given
    let own = weightOf(given)
    if (own > MAX_ROW_WEIGHT && 'record' in given) {
      entry = tooLarge(given.record.provenance?.line ?? null)
      own = weightOf(entry)
    }
    if (portion.length > 0 && weight + own > PORTION_WEIGHT) {
      yield portion
      portion = []
      weight = 0
    }
    portion.push(entry)
    weight += own
  }
  if (portion.length > 0) yield portion
}

const tooLarge = (line: number | null): PublishedEntry => ({
  problem: {
    code: 'LIMIT_EXCEEDED',
    message: `Expected at most ${MAX_ROW_WEIGHT} characters and values in one row but it has more; it is left out.`,
    figure: null,
    line,
  },
})
