import { FigsiftError } from '../errors.js'

/** As many files as a folder may list; a range is a list of names that somebody typed. */
const MAX_NAMES = 1_000_000

/**
 * The patterns that `{000..011}` stands for, in its order, with the zeros of its first number; of several ranges the last
 * turns fastest. A pattern without a range is its own only one.
 *
 * @throws FigsiftError LIMIT_EXCEEDED for more names than anybody means
 */
export function expandRanges(pattern: string): string[] {
  const range = /\{(\d{1,15})\.\.(\d{1,15})\}/.exec(pattern)
  if (range === null) return [pattern]
  const [whole, first, last] = range as unknown as [string, string, string]
  const [before, after] = [pattern.slice(0, range.index), expandRanges(pattern.slice(range.index + whole.length))]
  const [from, to] = [Number(first), Number(last)]
  const count = Math.abs(to - from) + 1
  if (count * after.length > MAX_NAMES) {
    throw new FigsiftError(
      'LIMIT_EXCEEDED',
      `Expected at most ${MAX_NAMES} names but ${JSON.stringify(pattern)} has more.`,
    )
  }
  const width = first.startsWith('0') || last.startsWith('0') ? Math.max(first.length, last.length) : 0
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    const number = String(from + Math.sign(to - from) * i).padStart(width, '0')
    for (const rest of after) names.push(before + number + rest)
  }
  return names
}
