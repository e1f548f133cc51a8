import { describe, expect, test, vi } from 'vitest'
import { boilerplate } from '../../../src/score/signals/boilerplate.js'
import { digitShare } from '../../../src/score/signals/digitShare.js'
import { formulaShare } from '../../../src/score/signals/formulaShare.js'
import { panelCount } from '../../../src/score/signals/panelCount.js'
import { MAX_SIGNAL_CHARS, seenText } from '../../../src/score/signals/seenText.js'
import { countSentences } from '../../../src/score/signals/sentenceCount.js'
import { countChars, countWords } from '../../../src/score/signals/textLength.js'
import { textSignals } from '../../../src/score/signals/textSignals.js'
import { seededRandom } from '../../support/random.js'

const FIELDS = [
  'textWords',
  'textSentences',
  'textLanguage',
  'textLanguageConfidence',
  'textDigitShare',
  'textFormulaShare',
  'textBoilerplate',
  'textBoilerplateShare',
  'textPanels',
]
const signalsOf = await textSignals(FIELDS)

test.each([
  ['', 0, 0],
  ['Voltage against time.', 21, 3],
  ['𝛼-decay of ²³⁸U – 3 runs', 24, 5],
  ['温度随时间的变化。', 9, 8],
  ['Kanapy v2.0 ワーク', 15, 5],
  ['قياس الجهد', 10, 2],
  ['… – + —', 7, 0],
  ['\ud800 lone half', 11, 2],
])('%j has %d characters and %d words', (text, chars, words) => {
  expect([countChars(text), countWords(text)]).toEqual([chars, words])
})

test.each([
  ['', 0],
  ['Voltage against time', 1],
  ['Figure 3. Voltage against time. See also Fig. 2 and ref. 5.', 2],
  ['Mean (n = 5). Bars: s.d. Which one? This one!', 4],
])('%j has %d sentences', (text, sentences) => {
  expect(countSentences(text)).toBe(sentences)
})

test.each([
  ['', undefined],
  [' \n', undefined],
  ['no digits', 0],
  ['a1 b2', 0.5],
  ['٣ apples', 1 / 7],
])('digits of %j', (text, share) => {
  expect(digitShare(text)).toBe(share)
})

test.each([
  ['', undefined],
  ['Voltage against time', 0],
  ['Panels cost $5 and $10, up to $20', 0],
  ['A → B, Fig. 1 | Title ~ here', 0],
  ['mass $m_e$ here', 5 / 13],
  ['so \\(x+1\\) is', 7 / 11],
  // R² and = are formulas, 0.95 is a number.
  ['R² = 0.95', 3 / 7],
  ['the α decay', 1 / 9],
  ['η Ελλάδα και', 1 / 10],
  ['10^{-3} of x_i', 7 / 12],
])('formulas of %j', (text, share) => {
  if (share === undefined) expect(formulaShare(text)).toBeUndefined()
  else expect(formulaShare(text)).toBeCloseTo(share, 12)
})

test.each([
  ['Voltage against time.', [], 0],
  ['Caption rates of three models.', [], 0],
  ['Figure 1', ['label-only'], 1],
  ['Fig. S12.', ['label-only'], 1],
  ['caption', ['placeholder'], 1],
  ['Figure 2: Enter Caption', ['placeholder'], 1],
  ['Caption for example figure.', ['placeholder'], 1],
  ['No caption available.', ['no-caption'], 1],
  ['figure_3-final.PNG', ['file-name'], 1],
  ['Graphical abstract', ['picture-word'], 1],
  ['Figure 1. Click here for additional data file.', ['click-here'], 1],
  ['(See text for details.)', ['see-text'], 1],
  ['Spectra (color online).', ['color-online'], 14 / 21],
  ['Map. DOI: http://dx.doi.org/10.7554/eLife.00013.024', ['doi'], 1 - 4 / 49],
  ['Full size image', ['viewer-link'], 1],
  ['Download high-res image (123KB)', ['viewer-link'], 1],
])('boilerplate of %j', (text, found, share) => {
  const result = boilerplate(text)
  expect(result.found).toEqual(found)
  expect(result.share).toBeCloseTo(share, 12)
})

test.each([
  ['Voltage against time.', 0],
  ['Figure 3. (a) Voltage. (b) Current.', 2],
  ['Figure 3. (A–C) Cells of three mice. (D) Counts.', 4],
  ['Left: before. Right: after.', 2],
])('%j names %d panels', (text, panels) => {
  expect(panelCount(text)).toBe(panels)
})

test.each([
  ['en', 'Figure 1. Mean squared error per epoch. Shaded areas are one standard deviation.'],
  ['de', 'Abbildung 2: Rasterelektronenmikroskopische Aufnahme der Oberfläche.'],
  ['fr', 'Expression génique chez les plantes sauvages et mutantes.'],
  ['ru', 'Зависимость температуры от времени.'],
  ['zh', '表面的扫描电子显微镜图像。'],
  [undefined, 'x'],
  [undefined, '12 ± 3'],
])('the language is %s of %j', (code, text) => {
  const { textLanguage, textLanguageConfidence: confidence } = signalsOf(text)
  expect(textLanguage).toBe(code)
  if (code === undefined) expect(confidence).toBeUndefined()
  else expect(confidence).toBeGreaterThan(0.01)
})

describe('what is asked for', () => {
  test('and nothing else is computed', async () => {
    const some = await textSignals(['textWords', 'textBoilerplateShare'])
    expect(some('Figure 1')).toEqual({ textWords: 2, textBoilerplateShare: 1 })
  })

  test('decides whether the data of languages is loaded', async () => {
    vi.resetModules()
    vi.doMock('../../../src/score/signals/language.js', () => {
      throw new Error('loaded')
    })
    const fresh = await import('../../../src/score/signals/textSignals.js')
    await expect(fresh.textSignals(FIELDS.filter((field) => !field.startsWith('textLanguage')))).resolves.toBeDefined()
    await expect(fresh.textSignals(FIELDS)).rejects.toThrow()
    vi.doUnmock('../../../src/score/signals/language.js')
  })

  test('is all in range for any text, and linear in its length', () => {
    const rng = seededRandom()
    const pieces = [
      'Fig. 1',
      '(a) ',
      'a. ',
      '$x$',
      '$',
      '\\(',
      '\\[',
      '.',
      '…',
      ' ',
      '\n',
      '\0',
      '\u202e',
      'א',
      '٣',
      '𝛼',
      '文',
      'click here ',
      'see text ',
    ]
    for (let i = 0; i < 150; i++) {
      const text = Array.from({ length: rng.integer(0, 60) }, () => pieces[rng.integer(0, pieces.length - 1)]!).join('')
      const result = signalsOf(text)
      const told = JSON.stringify([text, result])
      for (const field of [
        'textDigitShare',
        'textFormulaShare',
        'textBoilerplateShare',
        'textLanguageConfidence',
      ] as const) {
        const value = result[field]
        expect(value === undefined || (value >= 0 && value <= 1), `${field} of ${told}`).toBe(true)
      }
      expect(result.textDigitShare === undefined, told).toBe(text.trim() === '')
      expect(countChars(text), told).toBe([...text].length)
      expect(result.textPanels, told).toBeGreaterThanOrEqual(0)
    }
  })

  // With any backtracking worth the name these would take minutes; a time is not asserted, the suite's limit is.
  test.each([
    'x',
    ' ',
    '.',
    'a. ',
    '(a) ',
    '$',
    '$ ',
    '\\(',
    '\\[x',
    '^',
    '\0',
    '\u202e',
    '\ud800',
    'א',
    '文',
    'Fig. ',
    'click here ',
    'view large larger full ',
    'bioRxiv preprint ',
    'copyright ',
    'caption ',
    '(',
    "'",
    'α',
  ])('survives a megabyte of %j', (piece) => {
    const text = piece.repeat(Math.ceil(2 ** 20 / piece.length))
    expect(countChars(text)).toBe(text.length)
    const seen = seenText(text)
    expect(seen).toHaveLength(MAX_SIGNAL_CHARS)
    expect(signalsOf(seen).textWords).toBeLessThanOrEqual(MAX_SIGNAL_CHARS)
  })
})
