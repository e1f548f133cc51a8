import { describe, expect, test } from 'vitest'
import { COLUMNS } from '../../../src/dataset/names.js'
import { createScorer } from '../../../src/score/createScorer.js'
import { scorePairs } from '../../../src/score/scorePairs.js'
import { cheapFields, SKIPPABLE } from '../../../src/score/signals/cheapSignals.js'

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==',
  'base64',
)
const IMAGE = { signals: ['image'] } as const

test('every column of the image and text signals has a signal, in the order of the files', () => {
  const columns = COLUMNS.filter(({ group, signals }) => group === 'score' && /^(image|text)$/.test(`${signals}`))
  expect([...cheapFields()]).toEqual(columns.map(({ camel }) => camel))
  // A signal is named by its first field: the confidence of a language goes with the language.
  const second = ['textLanguageConfidence', 'textBoilerplateShare']
  const names = columns.map(({ camel }) => camel).filter((name) => !second.includes(name))
  expect(SKIPPABLE).toEqual(['image', 'text', ...names])
  expect(cheapFields(['text_language']).has('textLanguageConfidence')).toBe(false)
})

describe('skipSignals', () => {
  test('leaves out groups and columns, by either name', async () => {
    const rows = [{ id: 'a', image: PIXEL, text: 'Voltage against time.' }]
    const options = { ...IMAGE, skipSignals: ['text', 'image_table_score', 'imageEntropy', 'phash'] }
    expect(await scorePairs(rows, options)).toEqual([
      {
        id: 'a',
        score: null,
        imageWidth: 1,
        imageHeight: 1,
        imageAspect: 1,
        imageBytes: PIXEL.length,
        imageMode: 'L',
        imageBlankShare: 1,
        imageColors: 1,
      },
    ])
  })

  test('without images does not read them', async () => {
    const [row] = await scorePairs([{ image: '/no/such/image.png', text: 'Figure 1' }], {
      ...IMAGE,
      skipSignals: ['image'],
    })
    expect(row).toMatchObject({ textBoilerplate: ['label-only'], textChars: 8 })
    expect(row!.error).toBeUndefined()
  })

  test.each([
    [['words'], 'one of image, text'],
    [['textLanguageConfidence'], 'one of image, text'],
    ['text', 'an array'],
    [[7], 'one of image, text'],
    [['image', 'text'], 'leaves out all'],
  ])('refuses %j', async (skipSignals, message) => {
    await expect(scorePairs([], { ...IMAGE, skipSignals: skipSignals as string[] })).rejects.toMatchObject({
      code: 'BAD_USAGE',
      message: expect.stringContaining(message),
    })
  })

  test('is in the description of a scorer: only what is used may make finished parts be done again', async () => {
    const describe = async (skipSignals: string[]) => {
      await using scorer = await createScorer({ ...IMAGE, skipSignals })
      return scorer.describe
    }
    expect(await describe(['text', 'imageColors'])).not.toHaveProperty('cheap.imageColors')
    expect(await describe(['text', 'imageColors'])).toHaveProperty('cheap.phash', 1)
    expect(await describe(['image'])).toMatchObject({ signals: ['text'], cheap: { textPanels: 1 } })
  })
})

describe('rows with errors carry what can be computed', () => {
  test('of a broken image the text, of a wrong text the image, of a missing text its length', async () => {
    const rows = [
      { image: Buffer.from('no image at all, but long enough to be looked at'), text: 'Figure 1' },
      { image: PIXEL, text: 7 as never },
      { image: PIXEL, text: undefined as never },
      { image: PIXEL, text: 'x'.repeat(2 ** 20 + 1) },
      null as never,
    ]
    const results = await scorePairs(rows, IMAGE)
    expect(results.map(({ error }) => error?.code)).toEqual([
      'UNSUPPORTED_FORMAT',
      'BAD_ROW',
      undefined,
      'TEXT_TOO_LONG',
      'BAD_ROW',
    ])
    expect(results[0]).toMatchObject({ textChars: 8, textBoilerplateShare: 1 })
    expect(results[1]).toMatchObject({ imageWidth: 1, phash: '8000000000000000', error: { stage: 'score' } })
    expect(results[1]).not.toHaveProperty('textChars')
    expect(results[2]).toMatchObject({ imageWidth: 1, textChars: 0, textWords: 0, textPanels: 0, textTruncated: false })
    expect(results[2]).not.toHaveProperty('textDigitShare')
    expect(results[3]).toMatchObject({ imageWidth: 1 })
  })

  test('a row that is cancelled or scored after dispose is no row with an error', async () => {
    const scorer = await createScorer(IMAGE)
    await scorer.dispose()
    await expect(scorer.score({ image: PIXEL, text: 'x' })).rejects.toMatchObject({ code: 'DISPOSED' })
    await expect(
      scorePairs([{ image: PIXEL, text: 'x' }], { ...IMAGE, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})

test('hostile texts beside images do not hold the event loop', async () => {
  const rows = Array.from({ length: 20 }, () => ({ image: PIXEL, text: 'a. (b) $c '.repeat(100_000) }))
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  try {
    const results = await scorePairs(rows, IMAGE)
    expect(results.every(({ textTruncated, textChars }) => textTruncated && textChars === 1_000_000)).toBe(true)
  } finally {
    clearInterval(timer)
  }
  expect(ticks).toBeGreaterThan(10)
})
