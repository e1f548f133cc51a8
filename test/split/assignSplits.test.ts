import { expect, test } from 'vitest'
import { exactSplits, type SplitUnit, stableSplits, unitPosition } from '../../src/split/assignSplits.js'
import { PaperGroups } from '../../src/split/paperGroups.js'
import { readShares } from '../../src/split/shares.js'
import { type Rng, seededRandom } from '../support/random.js'

const shares = readShares('train=0.8,dev=0.1,test=0.1')

const unitsOf = (random: Rng, count: number, strata = 1): SplitUnit[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `paper:${i}-${random.integer(0, 1e9)}`,
    rows: random.integer(1, 12),
    stratum: `s${random.integer(1, strata)}`,
  }))

test.each([
  'train=1',
  'a=0.5,a=0.5',
  'a=0.5,b=0.4',
  'a=0.5,b',
  'a=-1,b=2',
  '=0.5,b=0.5',
  'a b=0.5,c=0.5',
])('refuses the shares %j', (text) => {
  expect(() => readShares(text)).toThrow('add up to 1')
})

test('a position depends on name and seed alone', () => {
  // (int.from_bytes(hashlib.sha256(b'1\npaper:a').digest()[:8], 'big') >> 12) / 2**52
  expect(unitPosition('paper:a', 1)).not.toBe(unitPosition('paper:a', 2))
  expect(unitPosition('paper:a', 1)).toBe(0.746232102577953)
})

test('whoever comes or goes, the others stay', async () => {
  const random = seededRandom('stable')
  const units = unitsOf(random, 500)
  const before = await stableSplits(units, shares, 7)
  const some = units.filter(() => random.uniform() < 0.5)
  const more = [...unitsOf(random, 300), ...some]
  const after = await stableSplits(more, shares, 7)
  for (const [i, unit] of some.entries()) expect(after[300 + i]).toBe(before[units.indexOf(unit)])
  expect(await stableSplits(units, shares, 8)).not.toEqual(before)
})

test('a draw keeps the shares as far as draws do', async () => {
  const random = seededRandom('shares')
  const parts = await stableSplits(unitsOf(random, 20_000), shares, 1)
  for (const [part, { share }] of shares.entries()) {
    const got = parts.filter((p) => p === part).length
    // Six standard deviations.
    expect(Math.abs(got - 20_000 * share)).toBeLessThan(6 * Math.sqrt(20_000 * share * (1 - share)))
  }
})

test('cuts keep the shares within one unit, in any number of strata', async () => {
  const random = seededRandom('exact')
  for (let round = 0; round < 60; round++) {
    const units = unitsOf(random, random.integer(1, 120), random.integer(1, 9))
    const parts = await exactSplits(units, shares, round)
    const all = units.reduce((sum, { rows }) => sum + rows, 0)
    const largest = Math.max(...units.map(({ rows }) => rows))
    for (const [part, { share }] of shares.entries()) {
      const got = units.reduce((sum, { rows }, i) => sum + (parts[i] === part ? rows : 0), 0)
      expect(Math.abs(got - share * all)).toBeLessThanOrEqual(largest + 1e-6)
    }
    const shuffled = units.map((unit, i) => ({ unit, key: random.uniform(), part: parts[i] }))
    shuffled.sort((a, b) => a.key - b.key)
    const again = await exactSplits(
      shuffled.map(({ unit }) => unit),
      shares,
      round,
    )
    expect([...again]).toEqual(shuffled.map(({ part }) => part))
  }
})

test('every stratum of some size has its share', async () => {
  const random = seededRandom('strata')
  const units = unitsOf(random, 900, 3)
  const parts = await exactSplits(units, shares, 1)
  for (const stratum of ['s1', 's2', 's3']) {
    const mine = units.map((unit, i) => ({ ...unit, part: parts[i] })).filter((unit) => unit.stratum === stratum)
    const rows = mine.reduce((sum, unit) => sum + unit.rows, 0)
    const test = mine.reduce((sum, unit) => sum + (unit.part === 2 ? unit.rows : 0), 0)
    expect(Math.abs(test / rows - 0.1)).toBeLessThan(0.02)
  }
})

test('rows are one group where anything connects them, in whatever order they come', () => {
  const rows = [
    ['paper:b', 'doi:10.1/x'],
    ['paper:a', 'arxiv:1'],
    ['paper:c'],
    ['doi:10.1/x', 'arxiv:1'],
    ['title:t'],
    ['paper:c', 'title:t'],
  ]
  for (const order of [rows, [...rows].reverse()]) {
    const groups = new PaperGroups()
    const numbers = order.map((keys) => groups.add(keys))
    const named = new Map(order.map((keys, i) => [keys.join(), groups.nameOf(numbers[i]!)]))
    expect(rows.map((keys) => named.get(keys.join()))).toEqual([
      'paper:a',
      'paper:a',
      'paper:c',
      'paper:a',
      'paper:c',
      'paper:c',
    ])
  }
})

test('groups are the connected components of the rows and their keys', () => {
  const random = seededRandom('groups')
  for (let round = 0; round < 15; round++) {
    const rows = Array.from({ length: 30 }, () =>
      Array.from({ length: random.integer(1, 3) }, () => `paper:${random.integer(0, 40)}`),
    )
    const groups = new PaperGroups()
    const numbers = rows.map((keys) => groups.add(keys))
    const label = rows.map((_, i) => i)
    for (let changed = true; changed; ) {
      changed = false
      for (const [i, one] of rows.entries()) {
        for (const [j, other] of rows.entries()) {
          if (label[j]! <= label[i]! || !one.some((key) => other.includes(key))) continue
          label[j] = label[i]!
          changed = true
        }
      }
    }
    for (const i of rows.keys()) {
      for (const j of rows.keys()) {
        expect(groups.root(numbers[i]!) === groups.root(numbers[j]!)).toBe(label[i] === label[j])
      }
    }
  }
})
