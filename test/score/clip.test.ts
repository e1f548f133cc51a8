import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CancelledError } from '../../src/errors.js'
import { createScorer, type FigureRow, scorePairs } from '../../src/index.js'
import { cosineDistance, fixtureModel, fixturePicture, type GoldenFamily, goldenEmbeddings } from '../support/models.js'

const golden = goldenEmbeddings()
const imageRoot = fileURLToPath(new URL('../models/fixtures/pictures', import.meta.url))
const clip = {
  signals: ['clip'],
  skipSignals: ['text'],
  model: fixtureModel('clip-split'),
  imageRoot,
  threads: 1,
} as const
const LONG = golden.texts.length - 1

/** The torch cosine of picture i and text j. */
function torchCosine({ imageEmbeds, textEmbeds, dims }: GoldenFamily, i: number, j: number): number {
  return 1 - cosineDistance(imageEmbeds, i, textEmbeds, j, dims)
}

/** Every picture with every text that has words. */
function allPairs(): { rows: FigureRow[]; at: [number, number][] } {
  const at = golden.pictures.flatMap((_, i) => golden.texts.flatMap((text, j) => (text === '' ? [] : [[i, j]])))
  const rows = at.map(([i, j]) => ({ id: `${i}-${j}`, image: golden.pictures[i!]!, text: golden.texts[j!]! }))
  return { rows, at: at as [number, number][] }
}

describe('the clip signal', () => {
  it.each([
    'clip-split',
    'clip-joint',
    'siglip-split',
    'siglip-joint',
  ] as const)('%s gives the scores of torch', async (name) => {
    const family = golden.families[name.startsWith('clip') ? 'clip' : 'siglip']
    const { rows, at } = allPairs()
    const options = { ...clip, skipSignals: ['image', 'text'], model: fixtureModel(name), precision: 'fp32' } as const
    const results = await scorePairs(rows, options)
    for (const [k, [i, j]] of at.entries()) {
      const cosine = torchCosine(family, i, j)
      const { error, ...scores } = results[k]!
      expect(error).toBeUndefined()
      expect(scores).toEqual({
        id: `${i}-${j}`,
        score: name === 'siglip-joint' ? scores.probability : scores.cosine,
        cosine: expect.closeTo(cosine, 4),
        clipScore: 2.5 * Math.max(scores.cosine!, 0),
        textTokens: family.ids[j]!.length,
        textTokensSeen: family.tokensSeen[j],
        textTruncated: j === LONG,
        model: name,
        ...(name !== 'siglip-joint'
          ? {}
          : {
              probability: expect.closeTo(1 / (1 + Math.exp(-family.logitsPerImage[i * golden.texts.length + j]!)), 4),
            }),
      })
    }
  })

  it('gives the same numbers again, whatever the threads, in an array, a stream and a slow stream', async () => {
    const rows = allPairs().rows
    const expected = await scorePairs(rows, { ...clip, threads: 1, batchSize: 4 })
    expect(await scorePairs(rows, { ...clip, threads: 3, batchSize: 4 })).toEqual(expected)
    async function* slowly() {
      for (const [i, row] of rows.entries()) {
        if (i === 20) await sleep(300)
        yield row
      }
    }
    const streamed = []
    for await (const row of scorePairs.stream(slowly(), { ...clip, batchSize: 4 })) streamed.push(row)
    for (const [i, row] of streamed.entries()) {
      expect(row).toEqual({
        ...expected[i]!,
        cosine: expect.closeTo(expected[i]!.cosine!, 5),
        score: expect.closeTo(expected[i]!.score!, 5),
        clipScore: expect.closeTo(expected[i]!.clipScore!, 5),
      })
    }
  })

  it('answers a source that waits for each answer before it goes on', async () => {
    let answered = 0
    async function* source() {
      for (let i = 0; i < 3; i++) {
        while (answered < i) await sleep(5)
        yield { image: 'waves.png', text: `text ${i}` }
      }
    }
    for await (const { cosine } of scorePairs.stream(source(), clip)) {
      expect(cosine).toBeTypeOf('number')
      answered++
    }
    expect(answered).toBe(3)
  })

  it('scores rows one by one, to the last digits', async () => {
    const rows = allPairs().rows.slice(0, 6)
    const expected = await scorePairs(rows, clip)
    await using scorer = await createScorer(clip)
    for (const [i, row] of rows.entries()) {
      expect((await scorer.score(row)).cosine).toBeCloseTo(expected[i]!.cosine!, 5)
    }
  })

  it('takes the mean over the images of a row', async () => {
    const text = golden.texts[0]!
    const [both, one, other] = await scorePairs(
      [
        { image: ['waves.png', { path: 'bars.png' }], text },
        { image: 'waves.png', text },
        { image: readFileSync(fixturePicture('bars.png')), text },
      ],
      clip,
    )
    expect(both!.cosine).toBeCloseTo((one!.cosine! + other!.cosine!) / 2, 6)
    expect(both).toMatchObject({ imageWidth: one!.imageWidth, phash: one!.phash })
  })

  it('reads long texts in windows when asked to', async () => {
    const rows = [
      { image: 'waves.png', text: golden.texts[LONG]! },
      { image: 'waves.png', text: golden.texts[0]! },
    ]
    const [cut, short] = await scorePairs(rows, clip)
    const [most, shortAgain] = await scorePairs(rows, { ...clip, longText: 'window-max' })
    const [mean] = await scorePairs(rows, { ...clip, longText: 'window-mean' })
    expect(cut).toMatchObject({ textTokensSeen: 77, textTruncated: true })
    for (const whole of [most, mean]) {
      expect(whole).toMatchObject({
        textTokens: cut!.textTokens,
        textTokensSeen: cut!.textTokens,
        textTruncated: false,
      })
    }
    expect(most!.cosine).toBeGreaterThanOrEqual(cut!.cosine! - 1e-6)
    expect(mean!.cosine).toBeLessThan(most!.cosine!)
    expect(shortAgain!.cosine).toBeCloseTo(short!.cosine!, 5)
  })

  it('puts the prefix before the text', async () => {
    const [prefixed] = await scorePairs([{ image: 'waves.png', text: 'a wave' }], {
      ...clip,
      textPrefix: 'A photo depicts ',
    })
    const [spelled] = await scorePairs([{ image: 'waves.png', text: 'A photo depicts a wave' }], clip)
    expect(prefixed).toEqual(spelled)
  })

  it('goes with words, the first named deciding the score', async () => {
    const rows = [{ image: 'bars.png', text: golden.texts[0]! }]
    const [row] = await scorePairs(rows, { ...clip, signals: ['clip', 'words'], ocrCache: false })
    expect(row).toMatchObject({ score: row!.cosine, wordsScore: expect.any(Number), cosine: expect.any(Number) })
    const [words] = await scorePairs(rows, { ...clip, signals: ['words', 'clip'], ocrCache: false })
    expect(words).toEqual({ ...row, score: row!.wordsScore })
  })
})

describe('bad rows for the clip signal', () => {
  it('get their error, and lose no neighbour', async () => {
    const good = { image: 'waves.png', text: golden.texts[0]! }
    const rows = [
      good,
      { image: 'gone.png', text: 'x' },
      { image: 'bars.png', text: '' },
      { image: 'bars.png' },
      { image: ['waves.png', 'gone.png'], text: 'x' },
      { image: [], text: 'x' },
      { image: Array.from({ length: 65 }, () => 'waves.png'), text: 'x' },
      null,
      good,
    ]
    const results = await scorePairs(rows as never, clip)
    expect(results.map(({ error }) => error && `${error.code} ${error.stage}`)).toEqual([
      undefined,
      'FILE_NOT_FOUND read',
      'TEXT_MISSING score',
      'TEXT_MISSING score',
      'FILE_NOT_FOUND read',
      'IMAGE_MISSING read',
      'BAD_ROW read',
      'BAD_ROW read',
      undefined,
    ])
    expect(results[2]).toMatchObject({ score: null, imageWidth: 120 })
    expect(results.at(-1)).toEqual({ ...results[0], id: 'rows:8' })
  })

  it('a NaN of the model fails its row alone', async () => {
    const rows = ['bars.png', 'noise.png', 'waves.png', 'lines.png'].map((image) => ({ image, text: 'some text' }))
    const results = await scorePairs(rows, { ...clip, model: fixtureModel('clip-logarithms') })
    const failed = results.filter(({ error }) => error !== undefined)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.length).toBeLessThan(rows.length)
    for (const { error, score, cosine, phash } of failed) {
      expect(error).toMatchObject({ code: 'NON_FINITE', stage: 'embed' })
      expect({ score, cosine }).toEqual({ score: null, cosine: undefined })
      expect(phash).toMatch(/^[0-9a-f]{16}$/)
    }
    for (const { cosine } of results.filter(({ error }) => error === undefined)) expect(cosine).toBeTypeOf('number')
  })

  it('takes odd and endless captions', async () => {
    const texts = [
      'x'.repeat(65_536),
      'word '.repeat(200_000),
      '\u0000\u0007\u200b\ufeff',
      '\ud800 half a pair \udfff',
      '🙂'.repeat(5000),
      'ا'.repeat(300),
      `${'e\u0301'.repeat(500)}`,
      '<|endoftext|> <|startoftext|>',
      '\u202eright to left',
    ]
    const rows = texts.map((text) => ({ image: 'waves.png', text }))
    const results = await scorePairs(rows, clip)
    for (const [i, { error, cosine, textTokensSeen }] of results.entries()) {
      expect({ i, error }).toEqual({ i, error: undefined })
      expect(Math.abs(cosine!)).toBeLessThanOrEqual(1)
      expect(textTokensSeen).toBeLessThanOrEqual(77)
    }
    expect(results[1]!.textTruncated).toBe(true)
  })
})

describe('calls for a model', () => {
  it.each([
    [{ precision: 'fp8' }, '`precision`'],
    [{ longText: 'wrap' }, '`longText`'],
    [{ device: 'tpu' }, '`device`'],
    [{ textPrefix: 5 }, '`textPrefix`'],
    [{ batchSize: 0 }, '`batchSize`'],
    [{ signals: ['words'], longText: 'truncate' }, '"clip"'],
    [{ signals: ['image'], model: 'figsift-mini' }, '`model`'],
  ])('refuse %j', async (options, message) => {
    await expect(scorePairs([], { ...clip, ...options } as never)).rejects.toMatchObject({
      code: 'BAD_USAGE',
      message: expect.stringContaining(message),
    })
  })

  it('name a model that is not there', async () => {
    await expect(scorePairs([], { model: '/no/such/folder' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  })

  it('end when cancelled, though rows wait for their batch', async () => {
    const controller = new AbortController()
    async function* endless() {
      for (let i = 0; ; i++) {
        if (i === 5) controller.abort()
        yield { image: 'waves.png', text: `text ${i}` }
        if (i >= 5) await new Promise(() => {})
      }
    }
    const rows = scorePairs.stream(endless(), { ...clip, signal: controller.signal })
    await expect(
      (async () => {
        for await (const _ of rows);
      })(),
    ).rejects.toThrow(CancelledError)
  })

  it('let go when the caller has seen enough', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ image: 'waves.png', text: `text ${i}` }))
    for await (const { cosine } of scorePairs.stream(rows, clip)) {
      expect(cosine).toBeTypeOf('number')
      break
    }
  })

  it('stop at the first row that fails with onError: throw', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({
      image: i === 40 ? 'gone.png' : 'waves.png',
      text: `text ${i}`,
    }))
    await expect(scorePairs(rows, { ...clip, onError: 'throw' })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      row: 40,
    })
  })
})
