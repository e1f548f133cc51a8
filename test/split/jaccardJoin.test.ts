import { expect, test } from 'vitest'
import { jaccardJoin } from '../../src/split/jaccardJoin.js'
import { comparedWords, jaccard, MAX_COMPARED_CHARS, shinglesOf } from '../../src/split/normalText.js'
import { seededRandom } from '../support/random.js'
import { textsOf } from './texts.js'

test('the join is that of all pairs', async () => {
  const random = seededRandom('shingles')
  let found = 0
  for (let round = 0; round < 25; round++) {
    const sets = textsOf(random, 80).map((text) => shinglesOf(comparedWords(text)))
    const minJaccard = [0.5, 0.8, 0.9, 1][round % 4]!
    const expected: [number, number][] = []
    for (const right of sets.keys()) {
      for (let left = 0; left < right; left++) {
        if (jaccard(sets[left]!, sets[right]!) >= minJaccard) expected.push([left, right])
      }
    }
    const pairs = await jaccardJoin(sets, { minJaccard })
    expect(pairs.map(({ left, right }) => [left, right])).toEqual(expected)
    found += pairs.length
  }
  expect(found).toBeGreaterThan(50)
})

test('a pair at the threshold is in, whatever the division rounds to', async () => {
  for (let shared = 1; shared < 40; shared++) {
    const common = Array.from({ length: shared }, (_, i) => `c${i}`)
    const sets = [new Set([...common, 'x']), new Set([...common, 'y', 'z'])]
    const exactly = shared / (shared + 3)
    expect(await jaccardJoin(sets, { minJaccard: exactly })).toHaveLength(1)
    expect(await jaccardJoin(sets, { minJaccard: Math.min(1, exactly + 1e-6) })).toHaveLength(0)
  }
})

test('only wanted pairs are candidates; empty sets are none', async () => {
  const sets = [new Set(['a']), new Set(['a']), new Set(['a']), new Set<string>(), new Set<string>()]
  const pairs = await jaccardJoin(sets, { minJaccard: 0.8, isWanted: (a, b) => a === 0 && b === 2 })
  expect(pairs).toEqual([{ left: 0, right: 2, jaccard: 1 }])
})

test('words are compared without case, signs and forms', () => {
  expect(comparedWords('Figure 1: The ﬁeld, E=mc² (Wärme).')).toEqual([
    'figure',
    '1',
    'the',
    'field',
    'e',
    'mc2',
    'wärme',
  ])
  expect(shinglesOf(comparedWords('one two three four'))).toEqual(new Set())
  expect(shinglesOf(comparedWords('one two three four five'))).toEqual(new Set(['one two three four five']))
  expect(comparedWords('a '.repeat(1e6))).toHaveLength(MAX_COMPARED_CHARS / 2)
})
