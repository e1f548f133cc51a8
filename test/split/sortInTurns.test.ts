import { expect, test } from 'vitest'
import { sortInTurns } from '../../src/split/sortInTurns.js'
import { seededRandom } from '../support/random.js'

test('sorts as the array would, equal ones in their order', async () => {
  const random = seededRandom('sort')
  for (const length of [0, 1, 2, 2_047, 2_048, 2_049, 5_000, 20_000]) {
    const items = Array.from({ length }, (_, at) => ({ key: random.integer(0, length >> 2), at }))
    const expected = items.slice().sort((a, b) => a.key - b.key)
    expect(await sortInTurns(items, (a, b) => a.key - b.key)).toEqual(expected)
    expect(items).toEqual(expected)
  }
})

test('lets timers run in between', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const random = seededRandom('turns')
  await sortInTurns(
    Array.from({ length: 300_000 }, () => random.uniform()),
    (a, b) => a - b,
  )
  clearInterval(timer)
  expect(turns).toBeGreaterThan(5)
})
