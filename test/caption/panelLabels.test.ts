import { describe, expect, it } from 'vitest'
import { comparePanels } from '../../scripts/panelQuality/compare.js'
import { type LabelledCaption, labelledCaptions } from '../../scripts/panelQuality/labelledCaptions.js'
import { publishedRule } from '../../scripts/panelQuality/publishedRule.js'
import { plainRichText } from '../../src/caption/richText.js'
import { sharedData } from '../support/sharedData.js'

const caption = (text: string, ...panels: [string[], string][]): LabelledCaption => ({
  source: 'a.jsonl',
  figure: text,
  content: plainRichText(text),
  panels: panels.map(([labels, start]) => ({ labels, start })),
})

describe('comparePanels', () => {
  it('counts a caption when labels, order and first words agree', () => {
    const right = caption('(a) One thing. (b) Two things.', [['a'], 'One'], [['b'], 'Two'])
    const wrongWords = caption('(a) One thing. (b) Two things.', [['a'], 'One'], [['b'], 'Three'])
    const none = caption('One thing.')
    const missed = caption('One thing.', [['a'], 'One'])
    const score = comparePanels([right, wrongWords, none, missed], 'ours')
    expect(score).toMatchObject({ wanted: 3, split: 2, exact: 1 })
    expect(score.misses).toHaveLength(2)
  })
})

describe('the published rule', () => {
  it('takes single lower-case letters in brackets, at the begin or behind a mark and one space', () => {
    expect(publishedRule('Lead. (a) One, see (b). (c,d) Three. (e) Five.')).toEqual([
      { labels: ['a'], text: 'One, see (b). (c,d) Three.' },
      { labels: ['e'], text: 'Five.' },
    ])
  })
})

describe.skipIf(sharedData === undefined)('on captions labelled by hand', () => {
  it('is right where it splits, and splits most that have panels', async () => {
    const { captions, missing } = await labelledCaptions(sharedData!)
    expect(missing).toEqual([])
    const { wanted, split, exact } = comparePanels(captions, 'ours')
    expect(exact / split).toBeGreaterThan(0.95)
    expect(exact / wanted).toBeGreaterThan(0.92)
  }, 120_000)
})
