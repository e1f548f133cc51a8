import { expect, test } from 'vitest'
import { ChanceGains } from '../../src/swaps/chanceGains.js'
import { combineFits } from '../../src/swaps/combineFits.js'
import { type CaptionFit, exchangesOf } from '../../src/swaps/exchanges.js'
import { exchangesOfLength, findSwaps, uniformFrom } from '../../src/swaps/findSwaps.js'
import { type Rng, seededRandom } from '../support/random.js'

/** Scores of noise, to which a figure's own caption adds `own`; `captions[i]` is what is recorded for figure i. */
function paper(random: Rng, captions: readonly number[], own: number): CaptionFit {
  const n = captions.length
  const scores = new Float64Array(n * n)
  for (let figure = 0; figure < n; figure++) {
    for (let at = 0; at < n; at++) scores[figure * n + at] = random.normal() + (captions[at] === figure ? own : 0)
  }
  return { n, scores, wording: captions }
}

const inOrder = (n: number) => Array.from({ length: n }, (_, i) => i)

test('rings and their gains', () => {
  const scores = Float64Array.from([0, 3, 0, 0, 0, 0, 5, 0, 4, 0, 0, 0, 0, 0, 0, 9])
  expect(exchangesOf({ n: 4, scores, wording: inOrder(4) })).toEqual([{ figures: [0, 1, 2], gain: 12 }])
  expect(exchangesOf({ n: 0, scores: new Float64Array(), wording: [] })).toEqual([])
  expect(exchangesOf({ n: 3, scores: new Float64Array(9), wording: inOrder(3) })).toEqual([])
})

test('captions of one wording are no alternatives', () => {
  const random = seededRandom('wording')
  for (let round = 0; round < 200; round++) {
    const n = random.integer(2, 6)
    const wording = inOrder(n).map(() => random.integer(0, 2))
    const column = new Map(wording.map((words) => [words, inOrder(n).map(() => random.integer(0, 3))]))
    const scores = Float64Array.from({ length: n * n }, (_, at) => column.get(wording[at % n]!)![Math.floor(at / n)]!)
    for (const { figures, gain } of exchangesOf({ n, scores, wording })) {
      expect(gain).toBeGreaterThan(0)
      for (const [i, figure] of figures.entries()) {
        expect(wording[figures[(i + 1) % figures.length]!]).not.toBe(wording[figure])
      }
    }
  }
})

test('the number of rings is that of all ways to pass captions on', () => {
  expect([2, 3, 4].map((length) => exchangesOfLength(4, length))).toEqual([6, 8, 6])
})

test('finds what was swapped, names the caption, and suspects no more sound papers than it says', async () => {
  const random = seededRandom('planted')
  const papers: CaptionFit[] = []
  const isSwapped: boolean[] = []
  for (let i = 0; i < 400; i++) {
    const captions = inOrder(random.integer(3, 7))
    isSwapped.push(i % 10 === 0)
    if (i % 10 === 0) captions.splice(0, 2, 1, 0)
    papers.push(paper(random, captions, 6))
  }
  const verdicts = await findSwaps(papers, { maxChance: 0.1 })
  const found = verdicts.filter((figures, i) => isSwapped[i] && figures[0]!.isSuspect && figures[1]!.isSuspect)
  expect(found.length).toBeGreaterThan(25)
  for (const figures of found) expect([figures[0]!.captionOf, figures[1]!.captionOf]).toEqual([1, 0])
  const alarms = verdicts.filter((figures, i) => !isSwapped[i] && figures.some(({ isSuspect }) => isSuspect)).length
  expect(alarms).toBeLessThan(360 * 0.1)
})

test('captions that say nothing about the figures are suspected seldom', async () => {
  const random = seededRandom('null')
  const papers = Array.from({ length: 500 }, () => paper(random, inOrder(random.integer(2, 6)), 0))
  const verdicts = await findSwaps(papers, { maxChance: 0.02 })
  // The share holds for every exchange alone times their number; the best of a paper may be a longer ring.
  expect(verdicts.filter((figures) => figures.some(({ isSuspect }) => isSuspect)).length).toBeLessThan(500 * 0.08)
})

test('nothing is suspected where nothing says what chance makes', async () => {
  const two = { n: 2, scores: Float64Array.from([0, 9, 9, 0]), wording: [0, 1] }
  expect((await findSwaps([two]))[0]).toEqual([
    { captionOf: 1, gain: 18, chance: 1, isSuspect: false },
    { captionOf: 0, gain: 18, chance: 1, isSuspect: false },
  ])
  expect(await findSwaps([])).toEqual([])
  await expect(findSwaps([], { maxChance: 2 })).rejects.toThrow('`maxChance`')
})

test('the same seed gives the same verdicts', async () => {
  const random = seededRandom('seed')
  const papers = Array.from({ length: 20 }, () => paper(random, inOrder(3), 1))
  expect(await findSwaps(papers, { seed: 5 })).toEqual(await findSwaps(papers, { seed: 5 }))
})

test('signals weigh by what they tell', () => {
  const random = seededRandom('combine')
  const papers = Array.from({ length: 5 }, () => paper(random, inOrder(4), 1))
  const louder = papers.map((fit) => ({ ...fit, scores: fit.scores.map((score) => score * 1000) }))
  const [a] = combineFits([papers, papers])
  const [b] = combineFits([papers, louder])
  expect(Math.max(...a!.scores.map((score, i) => Math.abs(score - b!.scores[i]!)))).toBeLessThan(1e-9)
  const silent = papers.map((fit) => ({ ...fit, scores: new Float64Array(16) }))
  const scale = new ChanceGains(papers, uniformFrom(1)).scale
  expect(combineFits([papers, silent])[0]!.scores[3]).toBeCloseTo(papers[0]!.scores[3]! / scale, 12)
  expect(combineFits([papers])).toBe(papers)
  expect(() => combineFits([papers, papers.slice(1)])).toThrow('same papers')
})
