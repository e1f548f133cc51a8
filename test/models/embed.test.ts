import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DualEncoder, openDualEncoder } from '../../src/models/dualEncoder.js'
import { type EmbedImagesOptions, embedImages, embedTexts } from '../../src/models/embed.js'
import { tarFileHeader, tarPadding } from '../../src/tarHeader.js'
import { cosineDistance, type FixtureModel, fixtureModel, fixturePicture, goldenEmbeddings } from '../support/models.js'
import { copyOf, edit, temporaryFolder, write } from './support/folders.js'

const golden = goldenEmbeddings()
const pictures = golden.pictures.map(fixturePicture)
const MAX_DISTANCE = 2e-5

let encoder: DualEncoder
beforeAll(async () => {
  encoder = await openDualEncoder(fixtureModel('clip-split'), { threads: 2, batchSize: 4 })
})
afterAll(() => encoder.dispose())
const embed = (images: Parameters<typeof embedImages>[0], options: EmbedImagesOptions = {}) =>
  embedImages(images, { model: encoder, allowOutside: true, ...options })
/** The pictures as members of one archive. */
function embedMembers() {
  const imageRoot = temporaryFolder()
  const archive: Buffer[] = []
  const members = pictures.map((path) => {
    const bytes = readFileSync(path)
    const begin = archive.reduce((sum, { length }) => sum + length, 0) + 512
    archive.push(tarFileHeader(basename(path), bytes.length)!, bytes, Buffer.alloc(tarPadding(bytes.length)))
    return { archive: 'a.tar', offset: begin, length: bytes.length, path: basename(path) }
  })
  write(imageRoot, 'a.tar', Buffer.concat(archive))
  return embed(members, { imageRoot, allowOutside: false })
}
const row = (data: Float32Array, i: number, dims = 24) => data.slice(i * dims, (i + 1) * dims)

describe.each<[FixtureModel, 'fp32' | 'fp16' | 'int8', number]>([
  ['clip-split', 'fp32', MAX_DISTANCE],
  ['clip-joint', 'fp32', MAX_DISTANCE],
  ['siglip-split', 'fp32', MAX_DISTANCE],
  ['siglip-joint', 'fp32', MAX_DISTANCE],
  ['siglip-split', 'fp16', 1e-4],
  ['clip-split', 'int8', 5e-3],
])('%s in %s', (name, precision, most) => {
  it('gives the embeddings of torch on the pixels of Pillow', async () => {
    const family = name.startsWith('clip') ? 'clip' : 'siglip'
    const { imageEmbeds, textEmbeds, dims, ids, tokensSeen } = golden.families[family]
    const own = await openDualEncoder(fixtureModel(name), { precision, threads: 1, batchSize: 4 })
    try {
      const images = await embed(pictures, { model: own })
      for (const i of pictures.keys()) {
        expect(cosineDistance(images.embeddings.data, i, imageEmbeds, i, dims)).toBeLessThan(most)
      }
      const texts = await embedTexts(golden.texts, { model: own })
      for (const [i, text] of golden.texts.entries()) {
        if (text === '') {
          expect(texts.errors[i]).toMatchObject({ code: 'TEXT_MISSING', stage: 'embed' })
          expect(row(texts.embeddings.data, i, dims).every((value) => value === 0)).toBe(true)
          continue
        }
        expect(texts.errors[i]).toBeNull()
        expect(cosineDistance(texts.embeddings.data, i, textEmbeds, i, dims)).toBeLessThan(most)
        expect(Math.hypot(...row(texts.embeddings.data, i, dims))).toBeCloseTo(1, 6)
        expect([texts.textTokens[i], texts.textTokensSeen[i]]).toEqual([ids[i]!.length, tokensSeen[i]])
      }
      if (name === 'siglip-joint') {
        expect(own.logits!.scale).toBeCloseTo(10, 3)
        expect(own.logits!.bias).toBeCloseTo(-4, 3)
      }
    } finally {
      await own.dispose()
    }
  })
})

describe('embedImages', () => {
  it('keeps order, and gives a picture the same numbers whatever stands beside it', async () => {
    const many = Array.from({ length: 23 }, (_, i) => pictures[(i * 5) % pictures.length]!)
    const { embeddings } = await embed(many)
    for (const [i, path] of many.entries()) {
      const alone = await embed([path])
      expect(cosineDistance(embeddings.data, i, alone.embeddings.data, 0, 24)).toBeLessThan(1e-12)
    }
  })

  it('gives the same bytes twice, and with bytes or tar members instead of paths', async () => {
    const once = await embed(pictures)
    const again = await embed(pictures.map((path) => ({ bytes: readFileSync(path) })))
    expect(again.embeddings.data).toEqual(once.embeddings.data)
    expect((await embedMembers()).embeddings.data).toEqual(once.embeddings.data)
    expect(encoder.describe).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), device: 'cpu' })
  })

  it('gives each bad image its own error, and its neighbours theirs', async () => {
    const bad = ['missing.png', Buffer.from('no image'), Buffer.alloc(0), 7 as unknown as string]
    const { embeddings, errors } = await embed(bad.flatMap((image, i) => [image, pictures[i]!]))
    expect(errors.map((error) => error?.code)).toEqual([
      ...['FILE_NOT_FOUND', undefined, 'UNSUPPORTED_FORMAT', undefined],
      ...['IMAGE_CORRUPT', undefined, 'BAD_USAGE', undefined],
    ])
    const good = await embed(pictures)
    for (let i = 0; i < bad.length; i++) {
      expect(row(embeddings.data, 2 * i).every((value) => value === 0)).toBe(true)
      expect(cosineDistance(embeddings.data, 2 * i + 1, good.embeddings.data, i, 24)).toBeLessThan(1e-12)
    }
    await expect(embed([pictures[0]!, 'missing.png'], { onError: 'throw' })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      row: 1,
    })
  })

  it('reads nothing outside `imageRoot`', async () => {
    const { errors } = await embed(['../golden.json'], { imageRoot: join(pictures[0]!, '..'), allowOutside: false })
    expect(errors[0]).toMatchObject({ code: 'PATH_OUTSIDE_DATASET', stage: 'read' })
  })

  it('gives rows that the model makes NaN of an error, and the others their numbers', async () => {
    const { embeddings, errors } = await embed(pictures, { model: fixtureModel('clip-logarithms'), threads: 1 })
    const broken = errors.map((error) => error !== null)
    expect(broken).toContain(true)
    expect(broken).toContain(false)
    for (const [i, isBroken] of broken.entries()) {
      if (isBroken) expect(errors[i]).toMatchObject({ code: 'NON_FINITE', stage: 'embed' })
      expect(Math.hypot(...row(embeddings.data, i, 3))).toBeCloseTo(isBroken ? 0 : 1, 6)
    }
  })

  it('takes no images, and any iterable', async () => {
    expect((await embed([])).embeddings).toMatchObject({ rows: 0, cols: 24 })
    const done: (number | undefined)[] = []
    const onProgress = ({ done: rows }: { done: number }) => done.push(rows)
    const { embeddings } = await embed(new Set(pictures).values(), { onProgress })
    expect(embeddings.rows).toBe(pictures.length)
    expect(done).toEqual([...Array(pictures.length + 1).keys()])
    await expect(embed('picture.png' as unknown as string[])).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(embed([], { modell: 'x' } as EmbedImagesOptions)).rejects.toThrow(/Did you mean `model`/)
  })
})

describe('embedTexts', () => {
  const texts = (values: readonly unknown[], options = {}) =>
    embedTexts(values as string[], { model: encoder, ...options })

  it('gives what is no text its own error', async () => {
    const { errors } = await texts(['a', '', ' \n', null, 7, 'b'])
    expect(errors.map((error) => error?.code)).toEqual([
      ...[undefined, 'TEXT_MISSING', 'TEXT_MISSING', 'TEXT_MISSING', 'BAD_ROW', undefined],
    ])
  })

  it('takes odd Unicode, 64 kB and more, and says what it saw', async () => {
    const odd = ['\ud800 lone', '\0', '\u202e rtl', '👩‍👩‍👧', 'e\u0301\u0301', 'x '.repeat(40_000), 'y'.repeat(70_000)]
    const { errors, textTokens, textTokensSeen, embeddings } = await texts(odd)
    expect(errors).toEqual(odd.map(() => null))
    for (const i of odd.keys()) expect(Math.hypot(...row(embeddings.data, i))).toBeCloseTo(1, 6)
    expect(textTokens[5]).toBeGreaterThan(30_000)
    expect(textTokensSeen[5]).toBe(77)
  })

  it('gives a text the same bytes whatever stands beside it', async () => {
    const many = Array.from({ length: 300 }, (_, i) => `${'word '.repeat(i % 70)}number ${i % 90}`)
    const { embeddings } = await texts(many)
    for (const i of [0, 17, 128, 299]) {
      expect(row((await texts([many[i]])).embeddings.data, 0)).toEqual(row(embeddings.data, i))
    }
  })

  it('reads all of a long text in windows, and puts the prefix before each text', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `term${i}`).join(' ')
    const cut = await texts([long])
    const whole = await texts([long], { longText: 'window-mean' })
    expect(cut.textTokensSeen[0]).toBe(77)
    expect(whole.textTokensSeen[0]).toBe(whole.textTokens[0])
    expect(cosineDistance(cut.embeddings.data, 0, whole.embeddings.data, 0, 24)).toBeGreaterThan(1e-6)
    const prefixed = await texts(['a bar chart'], { textPrefix: 'A photo depicts ' })
    expect(prefixed.embeddings.data).toEqual((await texts(['A photo depicts a bar chart'])).embeddings.data)
    await expect(texts(['a'], { longText: 'window-max' })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  })

  it('takes a vocabulary of whole words, without start and end, and texts of which nothing is left', async () => {
    const folder = copyOf('clip-split')
    const vocab = { '[UNK]': 0, bar: 1, chart: 2 }
    const pre_tokenizer = { type: 'Split', pattern: { Regex: '[a-z0-9]+' }, behavior: 'Removed', invert: true }
    write(
      folder,
      'tokenizer.json',
      JSON.stringify({ pre_tokenizer, added_tokens: [], model: { type: 'WordLevel', vocab } }),
    )
    edit(folder, 'tokenizer_config.json', { pad_token: '[UNK]', unk_token: '[UNK]' })
    write(folder, 'figsift.json', JSON.stringify({ unknownId: 0 }))
    const own = await openDualEncoder(folder, { threads: 1 })
    try {
      const counts: unknown[] = []
      for await (const result of own.texts(['bar chart', 'bar qux 7', '电压', '?'])) {
        counts.push(
          'windows' in result ? [result.tokens, result.seen, result.known, result.windows.length] : result.error,
        )
      }
      expect(counts).toEqual([
        [2, 2, 2, 1],
        [3, 3, 1, 1],
        [0, 0, 0, 1],
        [0, 0, 0, 1],
      ])
    } finally {
      await own.dispose()
    }
    edit(folder, 'tokenizer_config.json', { unk_token: undefined })
    await expect(openDualEncoder(folder, { threads: 1 })).rejects.toThrow(/no token for unknown words/)
  })

  it('counts known tokens where the card names the unknown one', async () => {
    const folder = copyOf('siglip-split')
    write(folder, 'figsift.json', JSON.stringify({ unknownId: 2 }))
    const own = await openDualEncoder(folder, { threads: 1 })
    try {
      const known: unknown[] = []
      for await (const result of own.texts(['voltage', '电压', 'voltage 电压']))
        known.push('known' in result ? result.known : 0)
      expect(known[0]).toBeGreaterThan(0)
      expect(known[1]).toBeLessThan(known[0] as number)
      expect(known[2]).toBeGreaterThanOrEqual(known[0] as number)
    } finally {
      await own.dispose()
    }
  })
})
