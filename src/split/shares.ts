import { argumentError } from '../validate.js'

/** One part of a split and the share of the papers it gets, above 0. */
export interface Share {
  readonly name: string
  readonly share: number
}

/** More parts than this are no split but a grouping. */
const MAX_PARTS = 32
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/

/** 90 % train, 5 % dev, 5 % test. */
export const DEFAULT_SHARES: readonly Share[] = [
  { name: 'train', share: 0.9 },
  { name: 'dev', share: 0.05 },
  { name: 'test', share: 0.05 },
]

/**
 * Shares as given: `{ train: 0.9, test: 0.1 }` or `train=0.9,test=0.1`.
 *
 * @throws ArgumentError unless names differ, numbers are above 0 and their sum is 1 (within 1e-6, where it is made 1)
 */
export function readShares(given: string | Readonly<Record<string, number>>): readonly Share[] {
  const entries =
    typeof given === 'string'
      ? given.split(',').map((part): [string, number] => {
          const [name = '', number = ''] = part.split('=', 2).map((piece) => piece.trim())
          return [name, number === '' ? Number.NaN : Number(number)]
        })
      : Object.entries(given)
  const names = new Set(entries.map(([name]) => name))
  const isWrong =
    entries.length < 2 ||
    entries.length > MAX_PARTS ||
    names.size !== entries.length ||
    entries.some(([name, share]) => !NAME.test(name) || !(share > 0 && share < 1))
  const sum = entries.reduce((total, [, share]) => total + share, 0)
  if (isWrong || Math.abs(sum - 1) > 1e-6) {
    const expected = '2 to 32 names with shares above 0 that add up to 1, such as train=0.9,dev=0.05,test=0.05,'
    throw argumentError('shares', expected, typeof given === 'string' ? given : JSON.stringify(given))
  }
  return entries.map(([name, share]) => ({ name, share: share / sum }))
}
