import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type FullRecord, fullRecord } from '../../../src/dataset/fullRecord/fullRecord.js'
import { readFullRecords } from '../../../src/dataset/fullRecord/readFullRecords.js'
import { FULL_RECORD_COLUMNS, fromRow, toRow, validateRecord } from '../../../src/dataset/fullRecord/rows.js'
import { writeFullRecords } from '../../../src/dataset/fullRecord/writeFullRecords.js'
import { openDataset } from '../../../src/dataset/openDataset.js'
import { temporaryFolder } from '../../run/support/temporaryFolder.js'
import { type Rng, seededRandom } from '../../support/random.js'

const folder = temporaryFolder()

const whole: FullRecord = fullRecord({
  id: '10.1/x/3',
  image: ['a.images/x/3-1.png', 'a.images/x/3-2.png'],
  text: 'Growth. (a) Cells, "raw"; (b) α-helix\u2028😀',
  context: ['As Fig. 3a shows, cells grow.', 'See Figure 3.'],
  paperId: '10.1/x',
  title: 'On growth',
  subject: 'Biology',
  license: 'CC-BY-4.0',
  label: 'Figure 3',
  captionParts: {
    raw: 'Figure 3: Growth. (a) Cells',
    main: 'Growth. (a) Cells',
    source: '<p>Growth. <bold>(a)</bold> Cells</p>',
    number: { prefix: 'Figure', value: 3, suffix: null, supplement: false },
    math: [{ start: 10, end: 16, source: '\\alpha' }],
    footnotes: ['n = 3'],
  },
  panels: [
    {
      label: 'a',
      labels: ['a'],
      text: 'Cells',
      start: 18,
      end: 27,
      image: null,
      box: { page: 0, x0: 0.1, y0: 1e-7, x1: 5, y1: 6, pageWidth: 612, pageHeight: null, origin: 'top-left' },
    },
  ],
  mentions: [
    {
      text: 'As Fig. 3a shows, cells grow.',
      sentence: null,
      section: ['Results', 'Cells'],
      start: 3,
      end: 10,
      mention: 'Fig. 3a',
      kind: 'reference',
      panels: ['a'],
    },
  ],
  licenseInfo: {
    spdx: 'CC-BY-4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    statement: null,
    scope: 'article',
    thirdParty: false,
    redistributable: true,
  },
  provenance: {
    source: 'jats',
    file: 'x.xml',
    line: 7,
    doi: '10.1/x',
    arxivId: null,
    publishedAt: '2020-01',
    venue: null,
    language: 'en',
    subjects: ['Biology', 'Cells'],
    key: 'f3',
    kind: 'figure',
    method: 'jats',
    tool: null,
    confidence: 0.5,
    note: null,
    box: null,
    images: [{ href: 'f3.eps', sha256: 'ab', bytes: 12, format: 'eps', renderedBy: 'gs 10.0' }],
  },
  extra: { recaption: 'Cells grow.', scores: [1, 0.1, null], deep: { a: { b: true } } },
  ingestError: { code: 'FILE_NOT_FOUND', message: 'Expected a file.', stage: 'image' },
})

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of source) all.push(one)
  return all
}

async function* each(records: readonly FullRecord[]): AsyncGenerator<FullRecord> {
  yield* records
}

async function roundTrip(records: readonly FullRecord[], name: string): Promise<FullRecord[]> {
  const path = join(folder, name)
  await writeFullRecords(path, each(records))
  return collect(readFullRecords(path))
}

/** Any record that the types allow, odd characters and all. */
function anyRecord(random: Rng, index: number): FullRecord {
  const odd = ['a', '"', '\\', '\n', '\u2028', '😀', 'é', '{', '["x"]', "'", '$', '\t', ' ', 'null', '\u0001', ',']
  const word = () => Array.from({ length: random.integer(1, 6) }, () => odd[random.integer(0, odd.length - 1)]).join('')
  const maybe = <T>(make: () => T) => (random.uniform() < 0.5 ? make() : null)
  const list = <T>(make: () => T) => Array.from({ length: random.integer(0, 3) }, make)
  const raw = word() + word() + word()
  const text = word() + word()
  return fullRecord({
    id: `row ${index} ${word()}`,
    image: maybe(() => `a${word()}`),
    text: maybe(word),
    context: list(word),
    title: maybe(word),
    label: maybe(word),
    captionParts: maybe(() => ({
      raw,
      main: maybe(word),
      source: maybe(word),
      number: maybe(() => ({
        prefix: maybe(word),
        value: maybe(() => random.integer(0, 99)),
        suffix: null,
        supplement: true,
      })),
      math: list(() => ({ start: 0, end: random.integer(0, raw.length), source: word() })),
      footnotes: list(word),
    })),
    mentions: list(() => ({
      text,
      sentence: maybe(word),
      section: list(word),
      start: 0,
      end: random.integer(0, text.length),
      mention: word(),
      kind: 'text' as const,
      panels: list(word),
    })),
    extra: Object.fromEntries(list(() => [word(), maybe(() => random.normal())] as const)),
  })
}

describe('a record that cannot be meant', () => {
  test.each([
    ['no id', { id: '' }, /`id`/],
    ['an empty text for what is not known', { text: '' }, /null where it is not known.*`text`/],
    ['a number as title', { title: 3 }, /Expected text for `title` but received 3/],
    ['half a surrogate pair', { text: 'a\ud800' }, /surrogate/],
    [
      'an unknown field',
      { provenance: { ...(toRow(whole).provenance as object), colour: 1 } },
      /only source.*"colour"/,
    ],
    [
      'a span outside its text',
      { mentions: [{ ...(toRow(whole).mentions as object[])[0], end: 99 }] },
      /`mentions\[0\]`/,
    ],
    [
      'a panel without an end',
      { panels: [{ ...(toRow(whole).panels as object[])[0], end: null }] },
      /both of start and end/,
    ],
    [
      'a share above 1',
      { provenance: { ...(toRow(whole).provenance as object), confidence: 2 } },
      /`provenance.confidence`/,
    ],
    ['a foreign word', { license_info: { ...(toRow(whole).license_info as object), scope: 'book' } }, /one of article/],
    ['text that is no JSON', { panels: '[{' }, /Expected JSON text for `panels`/],
    ['NaN', { extra: { a: Number.NaN } }, /`extra.a`/],
    ['a path that looks like a list', { image: ['["a'] }, /begin like a list/],
    ['an empty list of images', { image: [] }, /`image`/],
  ])('%s', (_, change, message) => {
    expect(() => fromRow({ ...toRow(whole), ...change })).toThrow(message)
  })

  test('names the row when it stands in a file', async () => {
    const path = join(folder, 'bad.jsonl')
    writeFileSync(path, `${JSON.stringify(toRow(whole))}\n${JSON.stringify({ ...toRow(whole), id: 'b', title: 3 })}\n`)
    await expect(collect(readFullRecords(path))).rejects.toThrow(/Row 1: Expected text for `title`/)
  })
})

test('every column is written, unknown is null', () => {
  const row = toRow(fullRecord({ id: 'a' }))
  expect(Object.keys(row)).toEqual(FULL_RECORD_COLUMNS)
  expect(row).toMatchObject({
    text: null,
    image: null,
    context: [],
    caption_parts: null,
    panels: [],
    ingest_error: null,
  })
  expect(Object.values(row)).not.toContain('')
})

test('files name fields in snake_case, to the bottom', () => {
  expect(toRow(whole)).toMatchObject({
    license_info: { third_party: false },
    provenance: { arxiv_id: null, images: [{ rendered_by: 'gs 10.0' }] },
    panels: [{ box: { page_width: 612 } }],
  })
})

test.each(['a.jsonl', 'a.jsonl.gz', 'a.jsonl.zst', 'a.parquet'])('comes back from %s as it was', async (name) => {
  const records = [whole, fullRecord({ id: 'bare' }), { ...whole, id: 'one', image: 'x/y.png' }]
  expect(await roundTrip(records, name)).toEqual(records)
})

test.each(['random.jsonl', 'random.parquet'])('any record comes back from %s', async (name) => {
  const random = seededRandom(name)
  const records = Array.from({ length: 200 }, (_, i) => validateRecord(anyRecord(random, i)))
  expect(await roundTrip(records, name)).toEqual(records)
})

test('nothing at all is a file too', async () => {
  expect(await roundTrip([], 'none.jsonl')).toEqual([])
  expect(await roundTrip([], 'none.parquet')).toEqual([])
})

test('the other commands read the same row from both formats', async () => {
  for (const name of ['both.jsonl', 'both.parquet']) {
    await writeFullRecords(join(folder, name), each([whole, { ...whole, id: 'b', image: 'x/y.png', text: null }]))
    const dataset = await openDataset(join(folder, name))
    const [first, second] = await collect(dataset.rows())
    expect(first!.error).toBeUndefined()
    expect(first!.record).toMatchObject({
      image: 'a.images/x/3-1.png',
      moreImages: ['a.images/x/3-2.png'],
      text: whole.text,
    })
    expect(first!.record.context).toEqual(whole.context)
    expect(second!.record).toMatchObject({ image: 'x/y.png' })
    // Nested columns must not be taken for the text.
    expect(second!.record.text).toBeUndefined()
    dataset.dispose()
  }
})

test('what other tools add to a row is kept in extra', async () => {
  const path = join(folder, 'scored.jsonl')
  writeFileSync(path, `${JSON.stringify({ ...toRow(whole), words_score: 2.5, words_shared: ['a'] })}\n`)
  const [record] = await collect(readFullRecords(path))
  expect(record!.extra).toEqual({ words_score: 2.5, words_shared: ['a'], ...whole.extra })
  expect(await roundTrip([record!], 'scored-again.parquet')).toEqual([record])
})

test('equal records give equal bytes', async () => {
  for (const name of ['x.jsonl', 'x.parquet']) {
    const bytes = await Promise.all(
      ['1', '2'].map(async (n) => {
        await writeFullRecords(join(folder, n + name), each([whole, whole]))
        return readFile(join(folder, n + name))
      }),
    )
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true)
  }
})

test('CSV is refused', async () => {
  await expect(writeFullRecords(join(folder, 'a.csv'), each([whole]))).rejects.toThrow(/\.jsonl or \.parquet/)
})
