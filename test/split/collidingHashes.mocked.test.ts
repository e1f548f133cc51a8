import { expect, test, vi } from 'vitest'
import { connectTexts } from '../../src/split/connectTexts.js'
import { ItemLeaks } from '../../src/split/itemLeaks.js'
import { comparedWords, jaccard, shinglesOf } from '../../src/split/normalText.js'
import { ShingleTable } from '../../src/split/shingleTable.js'
import { seededRandom } from '../support/random.js'
import { textsOf } from './texts.js'

const HASHES = 200

vi.mock(import('../../src/split/normalText.js'), async (original) => {
  const real = await original()
  return { ...real, hash32: (text: string, salt?: number) => real.hash32(text, salt) % HASHES }
})

// Nearly every text looks more like strangers than it is, so that the best is found behind many that are not.
test('where hashes collide all the time, the best partner by words is found, in few passes over the texts', async () => {
  const random = seededRandom('colliding hashes')
  const passes: number[] = []
  for (let round = 0; round < 12; round++) {
    const texts = [...new Set(textsOf(random, 80))]
    const parts = Uint8Array.from(texts, (_, text) => text % 2)
    const items = Uint32Array.from(texts, (_, text) => text)
    const minJaccard = [0.1, 0.3, 0.6][round % 3]!
    const sets = texts.map((text) => shinglesOf(comparedWords(text)))
    const expected = await ItemLeaks.from(items, texts.length, parts, 2, false)
    for (const b of sets.keys()) {
      for (let a = 0; a < b; a++) {
        const similarity = jaccard(sets[a]!, sets[b]!)
        if (similarity >= minJaccard) expected.connect(a, b, similarity)
      }
    }
    const table = new ShingleTable()
    for (const set of sets) table.add(set)
    const leaks = await ItemLeaks.from(items, texts.length, parts, 2, false)
    let reads = 0
    await connectTexts(table, leaks, {
      minJaccard,
      partCount: 2,
      isWanted: (text, part) => parts[text] !== part,
      rowOf: items,
      readTexts: async (rows) => {
        reads++
        return new Map([...rows].map((row) => [row, texts[row]!]))
      },
    })
    expect(await leaks.rows()).toEqual(await expected.rows())
    passes.push(reads)
  }
  // With no collision two, one for each part; one pass for each partner that is none would be up to 40 for each.
  expect(Math.max(...passes)).toBeGreaterThan(4)
  expect(Math.max(...passes)).toBeLessThanOrEqual(14)
})
