import { describe, expect, it } from 'vitest'
import { buildIdf } from '../../src/score/idf.js'
import { wordsOf } from '../../src/score/words.js'
import { wordsScore } from '../../src/score/wordsScore.js'
import { seededRandom } from '../support/random.js'

const set = (text: string) => wordsOf(text).words

describe('wordsScore', () => {
  it('is what a hand computes', async () => {
    // N = 3: idf(voltage) = ln(4/2), idf(time) = ln(4/3), idf(of) = ln(4/3), idf(cells) = ln(4/2), idf(unseen) = ln 4
    const idf = await buildIdf(['voltage of time', 'time of cells', 'something else'])
    const { score, shared } = wordsScore(set('Time 0 1 2 VOLTAGE mV'), set('voltage of time unseen'), idf)
    const [two, fourThirds, four] = [Math.log(2), Math.log(4 / 3), Math.log(4)]
    expect(score).toBeCloseTo((two + fourThirds) / Math.sqrt(1 + two + 2 * fourThirds + four), 14)
    expect(score).toBeCloseTo(0.513, 3)
    expect(shared).toEqual(['voltage', 'time'])
  })

  it('is 0 without evidence when nothing is shared, or one side is empty', async () => {
    const idf = await buildIdf(['one two'])
    for (const [figure, text] of [
      ['', 'one'],
      ['one', ''],
      ['', ''],
      ['xx yy', 'one two'],
    ] as const) {
      expect(wordsScore(set(figure), set(text), idf)).toEqual({ score: 0, shared: [] })
    }
  })

  it('lists equally rare words in alphabetical order', async () => {
    const idf = await buildIdf(['filler'])
    expect(wordsScore(set('zeta alpha mu nu'), set('nu zeta mu alpha'), idf).shared).toEqual([
      'alpha',
      'mu',
      'nu',
      'zeta',
    ])
  })

  it('never falls when the figure shows more words, and ignores words the text lacks', async () => {
    const random = seededRandom()
    const words = Array.from({ length: 60 }, (_, i) => `word${i}`)
    const pick = (share: number) => words.filter(() => random.uniform() < share).join(' ')
    const idf = await buildIdf(Array.from({ length: 20 }, () => pick(0.3)))
    for (let i = 0; i < 200; i++) {
      const figure = pick(0.2)
      const text = set(pick(0.3))
      const { score } = wordsScore(set(figure), text, idf)
      expect(wordsScore(set(`${figure} ${pick(0.2)}`), text, idf).score).toBeGreaterThanOrEqual(score)
      expect(wordsScore(set(`${figure} stranger`), text, idf).score).toBe(score)
    }
  })
})
