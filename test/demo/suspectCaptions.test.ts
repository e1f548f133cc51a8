import { expect, test } from 'vitest'
import { type ReadRow, suspectCaptions } from '../../src/demo/suspectCaptions.js'
import { Idf } from '../../src/score/idf.js'

// Every word is equally rare, so that the scores below can be counted by hand.
const idf = new Idf({ name: 'flat', documents: 9, sha256: '', documentsWith: new Map() })

const row = (id: string, text: string, words: string): ReadRow => ({ id, text, figureWords: new Set(words.split(' ')) })

test('two rows with each other’s caption come first, and say why', () => {
  const suspects = suspectCaptions(
    [
      row('a', 'depth salinity station', 'voltage current time'),
      row('b', 'voltage current time', 'depth salinity station'),
      row('c', 'epoch loss', 'epoch loss'),
    ],
    idf,
  )
  const mass = Math.log(10)
  const score = (3 * mass) / Math.sqrt(1 + 3 * mass)
  expect(suspects).toEqual([
    {
      id: 'a',
      ownScore: 0,
      betterId: 'b',
      betterScore: score,
      betterShared: ['current', 'time', 'voltage'],
      isMutual: true,
    },
    {
      id: 'b',
      ownScore: 0,
      betterId: 'a',
      betterScore: score,
      betterShared: ['depth', 'salinity', 'station'],
      isMutual: true,
    },
  ])
})

test('the order is by how much better the other text fits', () => {
  const suspects = suspectCaptions(
    [
      row('a', 'one two three four', 'one five six seven'),
      row('b', 'five six seven eight', 'five six seven eight'),
      row('c', 'nine ten', 'five six seven eight'),
    ],
    idf,
  )
  expect(suspects.map(({ id, betterId }) => [id, betterId])).toEqual([
    ['c', 'b'],
    ['a', 'b'],
  ])
})

test('a copy with the same caption is no better home, and words that nobody shares suspect nobody', () => {
  const copies = [row('a', 'one two', 'one two'), row('a-copy', 'one two', 'one two'), row('b', 'six', 'seven')]
  expect(suspectCaptions(copies, idf)).toEqual([])
})
