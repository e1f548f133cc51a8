import { describe, expect, it } from 'vitest'
import { compare } from '../../scripts/ingestQuality/compare.js'
import type { FigureLabel } from '../../scripts/ingestQuality/figureLabel.js'
import type { IngestedRow } from '../../scripts/ingestQuality/ingestedRow.js'
import { wordsOf } from '../../scripts/ingestQuality/words.js'

const label: FigureLabel = {
  file: 'xml/a.xml',
  key: 'f1',
  ordinal: 1,
  complete: true,
  label: 'Figure 1',
  captionStart: 'growth of seven small oak trees',
  captionEnd: 'in the wet years are shown',
  captionWords: 12,
  images: ['f1.png'],
  panels: ['A', 'B'],
  mentions: [
    { start: 'the trees that we had planted', sections: 'Results', text: 'Figure 1A', n: 2 },
    { start: 'another paragraph has one more mention', sections: 'Discussion', text: 'Figure 1', n: 1 },
    { start: 'as in the figure before it', sections: 'Results', text: 'Figure 1', n: 1, in: 'caption' },
  ],
  kind: 'figure',
}

const planted = 'The trees [12] that we had planted grew (Figure 1A), and again (Figure 1B).'
const row: IngestedRow = {
  text: 'Growth of seven small oak trees in the wet years are shown.',
  label: 'Figure 1',
  panels: [{ label: 'A' }, { labels: ['b'] }],
  mentions: [
    { text: planted, section: ['Results'] },
    { text: planted, section: ['Results'] },
    { text: 'Another paragraph has one more mention of Figure 1.', section: ['Results', 'Discussion'] },
  ],
  provenance: { file: 'data/xml/a.xml', key: 'f1' },
}

describe('wordsOf', () => {
  it('drops accents, cases, marks and bracketed citation numbers', () => {
    expect(wordsOf('Café [3, 5–7] au lait₂, [6,6–2H]')).toEqual(['cafe', 'au', 'lait2', '6', '6', '2h'])
  })
})

describe('compare', () => {
  it('finds nothing wrong in a row that is right', () => {
    const result = compare([label], [row])
    expect(result.misses).toEqual([])
    expect(result.captions).toMatchObject({ right: 1, of: 1 })
    expect(result.precision).toMatchObject({ right: 2, of: 2 })
    expect(result.recall).toMatchObject({ right: 2, of: 2 })
    expect(result.apart).toMatchObject({ right: 0, of: 1 })
  })

  it('counts and names every kind of miss', () => {
    const wrong: IngestedRow = {
      ...row,
      text: 'Figure 1. Growth of seven small oak trees.',
      panels: '[]',
      mentions: [
        { text: 'The trees that we had planted grew (Figure 1A).', section: ['Methods'] },
        { text: 'As in the figure before it, but all new.' },
        { text: 'Figure 10 shows something else.' },
      ],
    }
    const stray: IngestedRow = { text: 'Stray', provenance: { file: 'a.xml', key: 'f9' } }
    const absent: FigureLabel = { ...label, key: 'f2', ordinal: 2, label: 'Figure 2', mentions: null, panels: null }
    const result = compare([label, absent], [wrong, stray])
    expect(result.figures).toMatchObject({ right: 1, of: 2 })
    expect(result.extra).toBe(1)
    expect(result.captions).toMatchObject({ right: 0, of: 2 })
    expect(result.panels).toMatchObject({ right: 0, of: 1 })
    expect(result.recall).toMatchObject({ right: 1, of: 2 })
    expect(result.precision).toMatchObject({ right: 1, of: 2 })
    expect(result.mentionCounts).toMatchObject({ right: 0, of: 1 })
    expect(result.headings).toMatchObject({ right: 0, of: 1 })
    expect(result.apart).toMatchObject({ right: 1, of: 1 })
    expect(result.misses).toHaveLength(8)
  })

  it('leaves math out where the row says where it stands', () => {
    const formula: FigureLabel = { ...label, math: true, panels: null, mentions: null }
    const raw = 'Figure 1. Growth of E = m c squared seven small oak trees in the wet years are shown.'
    const start = raw.indexOf('E = m')
    const main = raw.slice('Figure 1. '.length)
    const captionParts = { raw, main, math: [{ start, end: start + 'E = m c squared'.length }] }
    expect(compare([formula], [{ ...row, text: main, caption_parts: JSON.stringify(captionParts) }]).misses).toEqual([])
    expect(compare([formula], [{ ...row, text: main }]).captions.right).toBe(0)
  })

  it('finds the row of a figure without a key by caption, printed label, then position', () => {
    const unnamed = (ordinal: number, more: Partial<FigureLabel>): FigureLabel => {
      return { ...label, key: null, ordinal, panels: null, mentions: null, ...more }
    }
    const none = { captionStart: null, captionEnd: null, captionWords: 0, label: null }
    const labels = [unnamed(1, {}), unnamed(2, { ...none, label: 'Figure 2' }), unnamed(3, none)]
    const provenance = { file: 'a.xml', key: null }
    const rows: IngestedRow[] = [
      { text: null, label: 'Figure 2', provenance },
      { ...row, provenance },
      { text: null, label: null, provenance },
    ]
    const result = compare(labels, rows)
    expect(result.misses).toEqual([])
    expect(result.captions).toMatchObject({ right: 3, of: 3 })
  })
})
