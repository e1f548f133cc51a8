import { expect, test, vi } from 'vitest'
import { connectTexts } from '../../src/split/connectTexts.js'
import { ItemLeaks, NONE } from '../../src/split/itemLeaks.js'
import { comparedWords, hash32, jaccard, shinglesOf } from '../../src/split/normalText.js'
import { ShingleTable } from '../../src/split/shingleTable.js'
import { seededRandom } from '../support/random.js'
import { textsOf } from './texts.js'

interface Case {
  /** Different texts; those of rows by number, NONE for rows without. */
  texts: readonly string[]
  items: Uint32Array
  parts: Uint8Array
  partCount: number
}

/** Each text in one row, in the part of its number. */
const inParts = (texts: readonly string[], partCount: number): Case => ({
  texts,
  items: Uint32Array.from(texts, (_, text) => text),
  parts: Uint8Array.from(texts, (_, text) => text % partCount),
  partCount,
})

async function connected(
  { texts, items, parts, partCount }: Case,
  minJaccard: number,
  withEqual: boolean,
  salt?: number,
) {
  const leaks = await ItemLeaks.from(items, texts.length, parts, partCount, withEqual)
  const table = new ShingleTable(salt)
  for (const text of texts) table.add(shinglesOf(comparedWords(text)))
  const shared = vi.spyOn(table, 'shared')
  const rowOf = texts.map((_, text) => items.indexOf(text))
  await connectTexts(table, leaks, {
    minJaccard,
    partCount,
    isWanted: (text, part) => (leaks.partsOf(text) & ~(1 << part)) !== 0,
    rowOf,
    readTexts: async (rows) => new Map([...rows].map((row) => [row, texts[items[row]!]!])),
  })
  return { leaks: await leaks.rows(), comparisons: shared.mock.calls.length }
}

/** By comparing all with all. */
async function expected({ texts, items, parts, partCount }: Case, minJaccard: number, withEqual: boolean) {
  const leaks = await ItemLeaks.from(items, texts.length, parts, partCount, withEqual)
  const sets = texts.map((text) => shinglesOf(comparedWords(text)))
  for (const b of sets.keys()) {
    for (let a = 0; a < b; a++) {
      const similarity = jaccard(sets[a]!, sets[b]!)
      if (similarity >= minJaccard) leaks.connect(a, b, similarity)
    }
  }
  return leaks.rows()
}

test('every row finds the partner that comparing all with all finds', async () => {
  const random = seededRandom('connect')
  let found = 0
  for (let round = 0; round < 40; round++) {
    const texts = [...new Set(textsOf(random, 60))]
    const partCount = random.integer(1, 4)
    const rows = random.integer(1, 120)
    const drawn = Array.from({ length: rows }, () => random.integer(0, texts.length))
    // Texts that no row holds are none.
    const held = [...new Set(drawn.filter((text) => text < texts.length))]
    const one: Case = {
      texts: held.map((text) => texts[text]!),
      items: Uint32Array.from(drawn, (text) => (text === texts.length ? NONE : held.indexOf(text))),
      parts: Uint8Array.from(drawn, () => random.integer(0, partCount)),
      partCount,
    }
    const minJaccard = [0.3, 0.5, 0.8, 1][round % 4]!
    const { leaks } = await connected(one, minJaccard, round % 3 === 0)
    const brute = await expected(one, minJaccard, round % 3 === 0)
    expect(leaks).toEqual(brute)
    found += brute.reach.filter((mask) => mask !== 0).length
  }
  expect(found).toBeGreaterThan(200)
})

/** Captions of one template: all words are the same but for a number in the middle. */
const template = (words: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    Array.from({ length: words }, (_, at) => (at === words >> 1 ? `number${i}` : `word${at}`)).join(' '),
  )

// Some shingles share a counter with common ones: a few comparisons more than one for each partner.
test.each([
  ['too different to be pairs', 40, 0.1],
  ['similar, all with all', 60, 3],
])('captions of one template, %s, are not compared all with all', async (_, words, perText) => {
  const one = inParts(template(words, 3_000), 2)
  const { leaks, comparisons } = await connected(one, 0.8, false)
  expect(comparisons).toBeLessThanOrEqual(perText * 3_000)
  const small = inParts(template(words, 60), 2)
  expect((await connected(small, 0.8, false)).leaks).toEqual(await expected(small, 0.8, false))
  expect(leaks.partner[2]).toBe(perText < 1 ? NONE : 1)
})

test('shingles that only seem equal make no pair, and hide none', async () => {
  const [one, other] = ['e1039599', 'e1222382']
  expect(hash32(`a b c d ${one}`)).toBe(hash32(`a b c d ${other}`))
  // By hashes the second text is as like the first as can be, and comes before the third; by words the third is.
  const texts = [`a b c d ${one}`, `a b c d ${other}`, `x a b c d ${one}`]
  const three: Case = { ...inParts(texts, 1), parts: Uint8Array.from([0, 1, 1]), partCount: 2 }
  const { leaks, comparisons } = await connected(three, 0.4, false, 0)
  expect(leaks).toEqual(await expected(three, 0.4, false))
  // The nearest of each, and the next of the two that a collision had deceived; with another salt nothing collides.
  expect(comparisons).toBeGreaterThan((await connected(three, 0.4, false, 1)).comparisons)
  expect(leaks.partner[0]).toBe(2)
  expect(leaks.measure[0]).toBe(0.5)
})
