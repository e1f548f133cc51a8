import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CancelledError } from '../../src/errors.js'
import { buildIdf, createScorer, type FigureRow, scorePairs } from '../../src/index.js'

const imageRoot = fileURLToPath(new URL('./fixtures', import.meta.url))
const voltage: FigureRow = {
  id: 'voltage',
  image: 'voltage.png',
  text: 'Damped oscillation: voltage in millivolts against time, measured, with its envelope.',
}
const metals: FigureRow = {
  id: 'metals',
  image: 'metals-transparent.png',
  text: 'Conductivity of copper, silver and gold.',
}
const words = { signals: ['words'], imageRoot, ocrCache: false, threads: 2 } as const
/** For tests of what is made of words: each figure is read once. */
const readOnce = { ...words, ocrCache: mkdtempSync(join(tmpdir(), 'figsift-ocr-')) } as const
const image = { signals: ['image'], skipSignals: ['text'], imageRoot } as const

describe('scorePairs, arguments', () => {
  it.each([
    [{ signls: ['words'] }, 'Did you mean `signals`?'],
    [{ signals: [] }, 'a non-empty array'],
    [{ signals: ['word'] }, '`signals[0]`'],
    [{ threads: 0 }, '`threads`'],
    [{ idf: 'french' }, '`idf`'],
    [{ onError: 'ignore' }, '`onError`'],
    [{ ocrCache: true }, '`ocrCache`'],
    [{ withContext: 1 }, '`withContext`'],
    [{ imageRoot: '' }, '`imageRoot`'],
    [{ onProgress: 1 }, '`onProgress`'],
  ])('refuses %j', async (options, message) => {
    await expect(scorePairs([voltage], options as never)).rejects.toMatchObject({
      code: 'BAD_USAGE',
      message: expect.stringContaining(message),
    })
  })

  it('refuses rows that are no rows', async () => {
    await expect(scorePairs('rows' as never)).rejects.toThrow('`rows`')
    await expect(scorePairs.stream(7 as never).next()).rejects.toThrow('`rows`')
  })

  it('lists five duplicate ids', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ ...voltage, id: `id${i % 10}` }))
    const failure = await scorePairs(rows, image).catch((error) => error)
    expect(failure.code).toBe('DUPLICATE_ID')
    expect(failure.message.match(/"id\d"/g)).toHaveLength(5)
    expect(failure.message).toContain('"id0" (rows 0 and 10)')
  })

  it('needs a counted table for a dataset idf in a stream or scorer', async () => {
    const remedy = { code: 'BAD_USAGE', message: expect.stringContaining('buildIdf') }
    await expect(scorePairs.stream([voltage], { ...words, idf: 'dataset' }).next()).rejects.toMatchObject(remedy)
    await expect(createScorer({ ...words, idf: 'dataset' })).rejects.toMatchObject(remedy)
  })
})

describe('scorePairs, image signals', () => {
  it('gives nothing for nothing', async () => {
    expect(await scorePairs([], image)).toEqual([])
  })

  it('gives size, hash and counts, in order, with a null score', async () => {
    const bytes = readFileSync(join(imageRoot, voltage.image as string))
    const results = await scorePairs(
      [
        voltage,
        { image: bytes, text: 'x' },
        { image: { path: 'metals-transparent.png' }, text: 'x' },
        { image: { bytes }, text: '' },
      ],
      image,
    )
    expect(results.map(({ id }) => id)).toEqual(['voltage', 'rows:1', 'rows:2', 'rows:3'])
    expect(results[0]).toEqual({
      id: 'voltage',
      score: null,
      imageWidth: 400,
      imageHeight: 272,
      imageAspect: 400 / 272,
      imageBytes: bytes.length,
      imageMode: 'RGBA',
      imageBlankShare: expect.closeTo(0.934, 3),
      imageEntropy: expect.closeTo(0.893, 3),
      imageColors: 192,
      imageTableScore: expect.closeTo(0.033, 3),
      phash: results[1]!.phash,
    })
    expect(results[0]!.phash).toMatch(/^[0-9a-f]{16}$/)
    expect(results[2]!.phash).not.toBe(results[0]!.phash)
    expect(results[3]).toEqual({ ...results[0], id: 'rows:3' })
  })

  it('gives each bad row its error and the others their results', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'figsift-rows-'))
    copyFileSync(join(imageRoot, 'voltage.png'), join(folder, 'good.png'))
    writeFileSync(join(folder, 'cut.png'), readFileSync(join(imageRoot, 'voltage.png')).subarray(0, 9000))
    writeFileSync(join(folder, 'text.png'), 'no image at all, but long enough to be looked at')
    const good = { image: 'good.png', text: 'x' }
    const rows = [
      good,
      { image: 'cut.png', text: 'x' },
      { image: 'text.png', text: 'x' },
      { image: 'gone.png', text: 'x' },
      { image: '../../etc/passwd', text: 'x' },
      { text: 'x' },
      { image: 7, text: 'x' },
      { image: { bytes: 'text' }, text: 'x' },
      null,
      'row',
      good,
    ]
    const results = await scorePairs(rows as never, { signals: ['image'], imageRoot: folder })
    expect(results.map(({ error }) => error && `${error.code} ${error.stage}`)).toEqual([
      undefined,
      'IMAGE_CORRUPT decode',
      'UNSUPPORTED_FORMAT read',
      'FILE_NOT_FOUND read',
      'PATH_OUTSIDE_DATASET read',
      'IMAGE_MISSING read',
      'BAD_ROW read',
      'BAD_ROW read',
      'BAD_ROW read',
      'BAD_ROW read',
      undefined,
    ])
    expect(results[10]!.phash).toBe(results[0]!.phash)
    const thrown = await scorePairs(rows as never, { ...image, imageRoot: folder, onError: 'throw' }).catch((e) => e)
    expect(thrown).toMatchObject({ code: 'IMAGE_CORRUPT', row: 1 })
    expect(thrown.message).toContain('Row 1 ("rows:1")')
  })

  it('takes a row whose getters throw for a bad row', async () => {
    const hostile = (name: string) =>
      Object.defineProperty({ ...voltage, id: `bad ${name}` }, name, {
        get() {
          throw new Error(`no ${name}`)
        },
      })
    const [image1, id, good] = await scorePairs([hostile('image'), hostile('id'), voltage], image)
    expect(image1!.error).toMatchObject({ code: 'BAD_ROW', message: expect.stringContaining('no image') })
    expect(id).toMatchObject({ id: 'rows:1', phash: good!.phash })
    expect(good!.error).toBeUndefined()
  })

  it('streams with bounded look-ahead, closes the source when left early, and reports progress', async () => {
    let pulled = 0
    let closed = false
    async function* source() {
      try {
        for (;;) {
          pulled++
          yield { ...voltage, id: `${pulled}` }
        }
      } finally {
        closed = true
      }
    }
    const seen: number[] = []
    const taken: string[] = []
    const options = { ...image, threads: 2, onProgress: ({ done }: { done: number }) => seen.push(done) }
    for await (const { id } of scorePairs.stream(source(), options)) {
      taken.push(id)
      await sleep(5)
      if (taken.length === 10) break
    }
    expect(taken).toEqual(Array.from({ length: 10 }, (_, i) => `${i + 1}`))
    expect(pulled).toBeLessThanOrEqual(10 + 4)
    expect(closed).toBe(true)
    expect(seen).toEqual(Array.from({ length: 11 }, (_, i) => i))
  })

  it('can be cancelled before and during', async () => {
    await expect(scorePairs([voltage], { ...image, signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
      CancelledError,
    )
    const controller = new AbortController()
    const rows = Array.from({ length: 500 }, (_, i) => ({ ...voltage, id: `${i}` }))
    const onProgress = ({ done }: { done: number }) => done === 5 && controller.abort()
    await expect(
      scorePairs(rows, { ...image, signal: controller.signal, onProgress: onProgress as never }),
    ).rejects.toBeInstanceOf(CancelledError)
  })
})

describe('scorePairs, words', () => {
  it('reads figures, on white too, and scores own captions above swapped ones', async () => {
    const swapped = [
      { ...voltage, id: 'a', text: metals.text },
      { ...metals, id: 'b', text: voltage.text },
    ]
    const [own, own2, other, other2] = await scorePairs([voltage, metals, ...swapped], words)
    expect(own!.wordsShared).toEqual(
      expect.arrayContaining(['oscillation', 'damped', 'millivolts', 'voltage', 'time', 'measured', 'envelope']),
    )
    expect(own2!.wordsShared).toEqual(expect.arrayContaining(['conductivity', 'copper', 'silver', 'gold']))
    expect(own!.score).toBe(own!.wordsScore)
    for (const swap of [other, other2]) expect(swap).toMatchObject({ score: 0, wordsShared: [] })
    expect(own!.wordsFound).toBeGreaterThan(5)
    expect(own!.textTruncated).toBe(false)
  })

  it('gives the same numbers for any thread count, order and neighbours', async () => {
    const rows = [voltage, metals, { ...voltage, id: 'again', text: 'Something about time.' }]
    const [one, two] = [await scorePairs(rows, { ...words, threads: 1 }), await scorePairs(rows.toReversed(), words)]
    expect(two.toReversed()).toEqual(one)
    expect((await scorePairs([metals], words))[0]).toEqual(one[1])
  })

  it('tells texts that are missing, wrong, empty or endless from those that share nothing', async () => {
    const texts = [
      undefined,
      null,
      '',
      ' \n',
      7,
      'x'.repeat((1 << 20) + 1),
      '图 1: Ω',
      `voltage ${'word '.repeat(200_000)}`,
    ]
    const results = await scorePairs(texts.map((text) => ({ ...voltage, id: undefined, text })) as never, readOnce)
    const missing = 'TEXT_MISSING score'
    expect(results.map(({ error }) => error && `${error.code} ${error.stage}`)).toEqual([
      missing,
      missing,
      missing,
      missing,
      'BAD_ROW score',
      'TEXT_TOO_LONG score',
      undefined,
      undefined,
    ])
    for (const { imageWidth, phash } of results) expect([imageWidth, phash?.length]).toEqual([400, 16])
    expect(results[6]).toMatchObject({ score: 0, wordsShared: [], textTruncated: false })
    expect(results[7]).toMatchObject({ wordsShared: ['voltage'], textTruncated: true })
    expect(results[0]).toMatchObject({ score: null })
  })

  it('tells a figure without words from one that shares none', async () => {
    const sharp = (await import('sharp')).default
    const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const [nothing] = await scorePairs([{ image: blank, text: 'voltage' }], words)
    expect(nothing).toMatchObject({ score: 0, wordsScore: 0, wordsShared: [], wordsFound: 0 })
    expect(nothing!.error).toBeUndefined()
  })

  it('scores the context with the text when asked to', async () => {
    const row = { ...voltage, text: 'Result.', context: ['The voltage falls with time.'] }
    const [without] = await scorePairs([row], readOnce)
    const [withContext] = await scorePairs([row], { ...readOnce, withContext: true })
    expect(without!.wordsShared).toEqual([])
    expect(withContext!.wordsShared).toEqual(['voltage', 'time'])
    const [bad] = await scorePairs([{ ...row, context: 'one string' } as never], { ...readOnce, withContext: true })
    expect(bad!.error).toMatchObject({ code: 'BAD_ROW', stage: 'score' })
  })

  it('counts the dataset for its idf in an array, and takes a counted table elsewhere', async () => {
    const rows = [voltage, metals, { ...voltage, id: 'third', text: 'Voltage only.' }]
    const counted = await buildIdf(rows.map(({ text }) => text))
    const asked = await scorePairs(rows, { ...readOnce, idf: 'dataset' })
    expect(await scorePairs(rows, { ...readOnce, idf: counted })).toEqual(asked)
    expect(asked).not.toEqual(await scorePairs(rows, readOnce))
    await using scorer = await createScorer({ ...readOnce, idf: counted })
    expect(scorer.describe).toMatchObject({ idf: { name: 'dataset', documents: 3, sha256: counted.sha256 } })
    expect(await scorer.score(rows[0]!)).toEqual(asked[0])
  })

  it('reads an image once per call, and from the cache in the next', async () => {
    const ocrCache = mkdtempSync(join(tmpdir(), 'figsift-ocr-'))
    const rows = Array.from({ length: 6 }, (_, i) => ({ ...voltage, id: `${i}` }))
    const score = async () => {
      await using scorer = await createScorer({ ...words, ocrCache })
      const results = await Promise.all(rows.map((row) => scorer.score(row)))
      return { results, stats: scorer.stats }
    }
    const [first, second] = [await score(), await score()]
    expect(first.stats).toEqual({ read: 1, cached: 0, repeated: 5 })
    expect(second.stats).toEqual({ read: 0, cached: 1, repeated: 5 })
    expect(second.results).toEqual(first.results)
    expect(readdirSync(ocrCache)).toHaveLength(1)
  })

  it('refuses a cache folder that was named and cannot be used', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'figsift-ocr-')), 'file')
    writeFileSync(file, '')
    await expect(scorePairs([voltage], { ...words, ocrCache: join(file, 'below') })).rejects.toMatchObject({
      code: 'IO',
    })
  })

  /** Pictures that keep one OCR worker busy for seconds each, no two alike. */
  async function noise(count: number): Promise<Buffer[]> {
    const { default: sharp } = await import('sharp')
    const create = { width: 1600, height: 1600, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 } }
    return Promise.all(
      Array.from({ length: count }, () =>
        sharp({ create } as never)
          .png({ compressionLevel: 0 })
          .toBuffer(),
      ),
    )
  }

  it('lets timers tick, and ends when it is cancelled in the middle of a reading', async () => {
    const rows = (await noise(4)).map((image) => ({ image, text: 'noise keeps the engine busy' }))
    const controller = new AbortController()
    let ticks = 0
    let done = 0
    const ticker = setInterval(() => {
      if (++ticks === 100) controller.abort()
    }, 10)
    const onProgress = (progress: { done: number }) => {
      done = progress.done
    }
    const options = { ...words, threads: 1, signal: controller.signal, onProgress }
    await expect(scorePairs(rows, options)).rejects.toBeInstanceOf(CancelledError)
    clearInterval(ticker)
    expect(ticks).toBeGreaterThanOrEqual(100)
    expect(done).toBeLessThan(rows.length)
  })

  it('refuses rows under way when it is disposed, twice, and all later ones; no thread works on', async () => {
    const scorer = await createScorer({ ...words, threads: 1 })
    const running = (await noise(3)).map((image) =>
      scorer.score({ image, text: 'noise keeps the engine busy' }).catch((error) => error),
    )
    await sleep(1000)
    await Promise.all([scorer.dispose(), scorer.dispose()])
    expect((await Promise.all(running)).at(-1)).toMatchObject({ code: 'DISPOSED' })
    await expect(scorer.score(voltage)).rejects.toMatchObject({ code: 'DISPOSED' })
    const before = process.cpuUsage()
    await sleep(400)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(200)
  })
})
