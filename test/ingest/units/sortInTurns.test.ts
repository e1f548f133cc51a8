import { expect, test } from 'vitest'
import { sortInTurns } from '../../../src/ingest/units/sortInTurns.js'
import { seededRandom } from '../../support/random.js'

test.each([0, 1, 4_096, 4_097, 20_000])('%i strings, as Array.sort has them', async (count) => {
  const random = seededRandom('sort')
  const strings = Array.from({ length: count }, () => `é${random.integer(0, 9_999)}/${random.integer(0, 9)}`)
  expect(await sortInTurns(strings)).toEqual([...strings].sort())
})
