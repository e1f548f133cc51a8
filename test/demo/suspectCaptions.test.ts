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

test('swapped pairs come before longer rings, then the order is by how much better the texts fit', () => {
  const suspects = suspectCaptions(
    [
      row('a', 'one two three', 'four five six'),
      row('b', 'four five six', 'seven eight nine'),
      row('c', 'seven eight nine', 'one two three'),
      row('d', 'ten', 'eleven'),
      row('e', 'eleven', 'ten'),
      row('f', 'twelve thirteen', 'fourteen fifteen'),
      row('g', 'fourteen fifteen', 'twelve thirteen'),
    ],
    idf,
  )
  expect(suspects.map(({ id, betterId, isMutual }) => `${id} ${betterId} ${isMutual}`)).toEqual([
    ...['f g true', 'g f true', 'd e true', 'e d true'],
    ...['a b false', 'b c false', 'c a false'],
  ])
})

test('a copy with the same caption is no better home, and words that nobody shares suspect nobody', () => {
  const copies = [row('a', 'one two', 'one two'), row('a-copy', 'one two', 'one two'), row('b', 'six', 'seven')]
  expect(suspectCaptions(copies, idf)).toEqual([])
})
