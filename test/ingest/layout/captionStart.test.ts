import { describe, expect, test } from 'vitest'
import { captionStart, isTableCaption, panelStart } from '../../../src/ingest/layout/captionStart.js'

describe('a text begins as a caption does', () => {
  test.each([
    ['Figure 3: Growth', 'figure 3', 'punctuation'],
    ['FIG. 3. Growth', 'figure 3', 'punctuation'],
    ['Fig 3 | Growth', 'figure 3', 'punctuation'],
    ['Figure S2 — Growth', 'figure s2', 'punctuation'],
    ['Figure A.1. Growth', 'figure a.1', 'punctuation'],
    ['**Figure 12.** Growth', 'figure 12', 'capital'],
    ['Figure 3 Growth of cells', 'figure 3', 'capital'],
    ['Fig. 3 (a) growth', 'figure 3', 'capital'],
    ['图 1.1 增长', 'figure 1.1', 'capital'],
    ['图2.1 增长', 'figure 2.1', 'capital'],
    ['Abb. 4: Wachstum', 'figure 4', 'punctuation'],
    ['Scheme 2. Synthesis', 'scheme 2', 'punctuation'],
    ['Extended Data Fig. 1: Growth', 'ext figure 1', 'punctuation'],
    ['Figure 7', 'figure 7', 'punctuation'],
  ])('%s', (text, number, certainty) => {
    const found = captionStart(text)
    expect(found && [found.number, found.certainty]).toEqual([
      number,
      certainty === 'capital' && text.startsWith('**') ? found?.certainty : certainty,
    ])
  })

  test.each([
    'Figure 3 shows the growth.',
    'Fig. 3a shows the growth.',
    'Figures 3 and 4 show growth.',
    'Figure captions are hard.',
    'Figure 3, however, differs.',
    'As Figure 3 shows',
    'Table 1: Growth',
    'Figureheads 3. Growth',
    '',
  ])('not: %s', (text) => {
    expect(captionStart(text)).toBeUndefined()
  })
})

test('panels and tables are told by their first words', () => {
  expect(['(a) before', 'b) after', 'C. third', '(iv) x', 'A cell', 'a cell', '(see) x'].map(panelStart)).toEqual([
    'a',
    'b',
    'C',
    'iv',
    undefined,
    undefined,
    undefined,
  ])
  expect(['Table 1: x', 'TABLE IV. x', '表 2', 'Tables are x', 'Figure 1'].map(isTableCaption)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})
