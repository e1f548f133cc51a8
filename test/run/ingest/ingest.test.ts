import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { FullRecord } from '../../../src/dataset/fullRecord/fullRecord.js'
import { readFullRecords } from '../../../src/dataset/fullRecord/readFullRecords.js'
import { type RunIngestOptions, runIngest } from '../../../src/run/ingest.js'
import { gzip, type Member, tarOf } from '../../ingest/units/archives.js'
import { sharedData } from '../../support/sharedData.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const samples = fileURLToPath(new URL('../../../examples/ingest-samples/', import.meta.url))
const figures = fileURLToPath(new URL('../../../assets/sample/images/', import.meta.url))

/** A sample with two figures, in a folder of its own. */
function sample(name: string, imagesAt = 'images'): string {
  const folder = join(temporaryFolder(), 'source')
  cpSync(join(samples, name), folder, { recursive: true })
  mkdirSync(join(folder, imagesAt), { recursive: true })
  for (const file of readdirSync(figures).filter((one) => /sodium|city/.test(one))) {
    cpSync(join(figures, file), join(folder, imagesAt, file))
  }
  return folder
}

async function ingest(options: Partial<RunIngestOptions> & Pick<RunIngestOptions, 'input' | 'from'>) {
  const out = join(temporaryFolder(), 'out.jsonl')
  const summary = await runIngest({ out, ...options })
  const records: FullRecord[] = []
  for await (const record of readFullRecords(summary.output)) records.push(record)
  return { out: summary.output, summary, records }
}

const jats = sample('jats')
const latex = sample('latex', 'sodium-cell/images')
const article = readFileSync(join(jats, 'sodium-cell.xml'), 'utf8')

describe('what a paper becomes', () => {
  test('every figure a row, with its image, licence and error', async () => {
    const { out, summary, records } = await ingest({ input: jats, from: 'jats' })
    expect(summary.yield).toEqual({
      papers: 1,
      figures: 3,
      withCaption: 3,
      withContext: 2,
      withImage: 2,
      withPanels: 1,
      rejected: 0,
      leftOut: 0,
    })
    expect(records.map(({ id }) => id)).toEqual(['1', '2', '3'].map((name) => `10.99999/sodium.1/${name}`))
    const [first, second, third] = records as [FullRecord, FullRecord, FullRecord]
    expect(first).toMatchObject({
      label: 'Figure 1',
      paperId: '10.99999/sodium.1',
      license: 'CC-BY-4.0',
      text: expect.stringMatching(/^Discharge profiles of the coated cathode\. Voltage/),
      context: [expect.stringMatching(/^As Figure 1 shows/)],
      captionParts: { number: { value: 1 } },
      mentions: [{ mention: 'Figure 1', kind: 'reference', section: ['Results'] }],
      licenseInfo: { scope: 'article', thirdParty: false },
      provenance: {
        source: 'jats',
        file: 'sodium-cell.xml',
        key: 'f1',
        images: [{ href: 'images/sodium-cell-f1.png' }],
      },
      ingestError: null,
    })
    expect(second.panels.map(({ label }) => label)).toEqual(['a', 'b'])
    expect(third).toMatchObject({
      image: null,
      license: null,
      licenseInfo: { scope: 'figure', thirdParty: true, redistributable: false },
      ingestError: { code: 'FILE_NOT_FOUND', stage: 'image' },
    })
    const copied = readFileSync(join(out, '..', first.image as string))
    expect(copied.equals(readFileSync(join(figures, 'sodium-cell-f1.png')))).toBe(true)
    expect(summary.errors).toMatchObject({ FILE_NOT_FOUND: { count: 1 } })
  })

  test('the same bytes, however many documents at a time, in JSONL and Parquet', async () => {
    const many = temporaryFolder()
    cpSync(join(jats, 'images'), join(many, 'images'), { recursive: true })
    for (let i = 0; i < 9; i++) writeFileSync(join(many, `${i}.xml`), article.replace('sodium.1', `sodium.${i}`))
    for (const name of ['out.jsonl', 'out.parquet']) {
      const bytes = []
      for (const threads of [1, 5]) {
        const { out } = await ingest({ input: many, from: 'jats', threads, out: join(temporaryFolder(), name) })
        bytes.push(readFileSync(out), readFileSync(`${out}.manifest.json`))
      }
      expect(bytes[0]!.equals(bytes[2]!)).toBe(true)
      expect(bytes[1]!.equals(bytes[3]!)).toBe(true)
    }
  })

  test('a paper that comes twice has rows and images of its own', async () => {
    const twice = temporaryFolder()
    cpSync(join(jats, 'images'), join(twice, 'images'), { recursive: true })
    for (const name of ['a.xml', 'b.xml']) writeFileSync(join(twice, name), article)
    const { records } = await ingest({ input: twice, from: 'jats' })
    expect(new Set(records.map(({ id }) => id)).size).toBe(6)
    expect(new Set(records.map(({ paperId }) => paperId)).size).toBe(1)
    expect(new Set(records.flatMap(({ image }) => image ?? [])).size).toBe(4)
  })

  test('the second image of a figure, and a figure called as it would be', async () => {
    const folder = temporaryFolder()
    cpSync(join(jats, 'images'), folder, { recursive: true })
    const [one = '', two = ''] = readdirSync(folder)
    const figure = (label: string, ...images: string[]) =>
      `<fig><label>${label}</label><caption><p>Words.</p></caption>${images
        .map((name) => `<graphic xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="${name}"/>`)
        .join('')}</fig>`
    writeFileSync(
      join(folder, 'a.xml'),
      `<article><body>${figure('Figure 2', one, two)}${figure('Figure 2-1', two)}</body></article>`,
    )
    const { out, records } = await ingest({ input: folder, from: 'jats' })
    const paths = records.flatMap(({ image }) => image ?? [])
    expect(paths).toHaveLength(3)
    const bytes = paths.map((path) => readFileSync(join(out, '..', path)))
    expect(bytes).toEqual([one, two, two].map((name) => readFileSync(join(folder, name))))
  })

  test('panels have the words behind their labels', async () => {
    const folder = temporaryFolder()
    const words =
      '| ![](a.png) | ![](b.png) | ![](c.png) |\n|---|---|---|\n| (a) Left | b) Middle | (c) |\n\nFigure 1: Three.'
    writeFileSync(join(folder, 'p.md'), `# T\n\n${words}\n`)
    const { records } = await ingest({ input: folder, from: 'markdown' })
    expect(records[0]?.panels.map(({ label, text }) => [label, text])).toEqual([
      ['a', 'Left'],
      ['b', 'Middle'],
      ['c', null],
    ])
  })

  test('rows of a dataset that share an id keep their own images, however far apart', async () => {
    const folder = temporaryFolder()
    cpSync(join(jats, 'images'), folder, { recursive: true })
    const [one = '', two = ''] = readdirSync(folder)
    const row = (image: string) => ({ id: 'same', image, conversations: [{ from: 'gpt', value: 'Words.' }] })
    // Rows wait in batches of 64: the first two share one, the others do not.
    const filler = Array.from({ length: 70 }, () => ({ conversations: [{ from: 'gpt', value: 'Words.' }] }))
    const images = [one, two, one, two, two]
    const rows = [row(one), row(two), ...filler, row(one), row(two)]
    writeFileSync(join(folder, 'a.json'), JSON.stringify(rows))
    writeFileSync(join(folder, 'b.json'), JSON.stringify([row(two)]))
    const { out, records } = await ingest({ input: folder, from: 'llava', threads: 2 })
    expect(records.map(({ id }) => id).filter((id) => id.startsWith('same'))).toEqual([
      'same',
      'same~2',
      'same~3',
      'same~4',
      'same~5',
    ])
    const paths = records.flatMap(({ image }) => image ?? [])
    const bytes = paths.map((path) => readFileSync(join(out, '..', path)))
    expect(bytes).toEqual(images.map((name) => readFileSync(join(folder, name))))
    // The same bytes under the same name are there once.
    expect(new Set(paths).size).toBe(3)
  })

  test('only so many rows, and their images only', async () => {
    const { out, records } = await ingest({ input: jats, from: 'jats', limit: 1 })
    expect(records).toHaveLength(1)
    expect(
      readdirSync(join(out, '../out.images'), { recursive: true }).filter((name) => /png$/.test(`${name}`)),
    ).toHaveLength(1)
  })

  test.each([[{ sentences: 0 }], ['sentence:0' as const]])('sentences instead of paragraphs: %j', async (window) => {
    const { records } = await ingest({ input: jats, from: 'jats', window })
    expect(records[0]!.context[0]).toMatch(/148 mAh\/g\.$/)
  })

  test('images stay in the source when they are referred to', async () => {
    const { out, summary, records } = await ingest({ input: jats, from: 'jats', images: 'reference' })
    expect(records[0]!.image).toBe('images/sodium-cell-f1.png')
    expect(summary.imageRoot).toBe(jats)
    expect(summary.notes[0]).toMatch(/--image-root/)
    expect(existsSync(join(out, '../out.images'))).toBe(false)
    const inside = await ingest({ input: jats, from: 'jats', images: 'reference', out: join(jats, '../beside.jsonl') })
    expect(inside.records[0]!.image).toBe('source/images/sodium-cell-f1.png')
  })
})

describe('archives', () => {
  const members = (prefix: string): Member[] =>
    ['main.tex', 'sections/results.tex', 'images/sodium-cell-f1.png', 'images/sodium-cell-f2.png'].map((path) => ({
      name: prefix + path,
      data: readFileSync(join(latex, 'sodium-cell', path)),
    }))

  test('give what their folders give', async () => {
    const unpacked = await ingest({ input: latex, from: 'latex' })
    expect(unpacked.summary.yield).toMatchObject({ papers: 1, figures: 2, withImage: 2, withContext: 2 })
    const tars = {
      'sodium-cell.tar.gz': gzip(await tarOf(members(''))),
      'one.tar': await tarOf(members('sodium-cell/')),
      'all.tar': await tarOf([{ name: '2401/sodium-cell.gz', data: gzip(await tarOf(members(''))) }]),
    }
    for (const [name, bytes] of Object.entries(tars)) {
      const input = join(temporaryFolder(), name)
      writeFileSync(input, bytes)
      const { records } = await ingest({ input, from: 'latex' })
      const bare = (all: FullRecord[]) => all.map((one) => ({ ...one, provenance: { ...one.provenance, file: null } }))
      expect(bare(records)).toEqual(bare(unpacked.records))
    }
  })

  test('a flat one gives what its folder gives, images that lie elsewhere in it too', async () => {
    const unpacked = join(temporaryFolder(), 'flat')
    const images = readdirSync(join(jats, 'images')).map((name) => `images/${name}`)
    const documents = ['1', '2', '3'].map((name) => `articles/${name}.xml`)
    for (const name of ['articles', 'images']) mkdirSync(join(unpacked, name), { recursive: true })
    for (const name of images) cpSync(join(jats, name), join(unpacked, name))
    for (const name of documents) writeFileSync(join(unpacked, name), article.replace('sodium.1', name))
    const bare = (all: FullRecord[]) => all.map((one) => ({ ...one, provenance: { ...one.provenance, file: null } }))
    const folder = await ingest({ input: unpacked, from: 'jats' })
    expect(folder.summary.yield).toMatchObject({ papers: 3, figures: 9, withImage: 6 })
    const tar = await tarOf(
      [...documents, ...images].map((name) => ({ name, data: readFileSync(join(unpacked, name)) })),
    )
    for (const bytes of [tar, gzip(tar)]) {
      const input = join(temporaryFolder(), 'flat.tar')
      writeFileSync(input, bytes)
      const packed = await ingest({ input, from: 'jats' })
      expect(bare(packed.records)).toEqual(bare(folder.records))
      expect(packed.records[0]!.provenance!.file).toBe('flat.tar/articles/1.xml')
    }
  })

  test('a broken paper among them costs its own rows', async () => {
    const input = join(temporaryFolder(), 'x.tar')
    const good = { name: 'b.tar.gz', data: gzip(await tarOf(members(''))) }
    writeFileSync(
      input,
      await tarOf([{ name: 'a.tar.gz', data: good.data.subarray(0, 300) }, good, { name: '../c.tex', data: '' }]),
    )
    const { summary, records } = await ingest({ input, from: 'latex' })
    expect(records).toHaveLength(2)
    const listed = readFileSync(summary.rejected!, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(listed).toMatchObject([
      { file: 'x.tar/a.tar.gz', code: 'BAD_FORMAT', lost: 'document' },
      { file: 'x.tar', code: 'PATH_OUTSIDE_DATASET', lost: 'member' },
    ])
    expect(summary.yield).toMatchObject({ rejected: 1, leftOut: 1 })
  })

  test('cannot be referred to', async () => {
    const input = join(temporaryFolder(), 'x.tar')
    writeFileSync(input, await tarOf(members('')))
    await expect(ingest({ input, from: 'latex', images: 'reference' })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  })
})

describe('what is refused, and what is left', () => {
  test('a document that cannot be read is listed, the others stay', async () => {
    const mixed = sample('jats')
    writeFileSync(join(mixed, 'a-broken.xml'), '<article><body><fig>')
    writeFileSync(
      join(mixed, 'z-entity.xml'),
      '<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>',
    )
    const { summary, records } = await ingest({ input: mixed, from: 'jats' })
    expect(records).toHaveLength(3)
    expect(summary.yield).toMatchObject({ papers: 1, rejected: 2 })
    const listed = readFileSync(summary.rejected!, 'utf8')
    expect(listed).toMatch(/"a-broken\.xml".*"lost":"document"/)
    expect(listed).not.toMatch(/root:/)
    await expect(ingest({ input: mixed, from: 'jats', maxErrors: 1 })).rejects.toMatchObject({
      code: 'TOO_MANY_ERRORS',
    })
  })

  test('an output that is there, and images that are there', async () => {
    const out = join(temporaryFolder(), 'out.jsonl')
    await runIngest({ input: jats, from: 'jats', out })
    await expect(runIngest({ input: jats, from: 'jats', out })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    const again = await runIngest({ input: jats, from: 'jats', out, force: true, limit: 1 })
    expect(again.rows).toBe(1)
    const other = join(temporaryFolder(), 'out.jsonl')
    mkdirSync(join(other, '../out.images'))
    await expect(runIngest({ input: jats, from: 'jats', out: other })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
  })

  test.each([
    [{ from: 'pdf' as 'jats' }, 'BAD_USAGE'],
    [{ out: 'x.csv' }, 'BAD_USAGE'],
    [{ input: '/no/such' }, 'FILE_NOT_FOUND'],
    [{ limit: 0 }, 'BAD_USAGE'],
    [{ window: { sentences: -1 } }, 'BAD_USAGE'],
    [{ signal: AbortSignal.abort() }, 'CANCELLED'],
  ])('%j', async (wrong, code) => {
    await expect(ingest({ input: jats, from: 'jats', ...wrong })).rejects.toMatchObject({ code })
  })

  test('nothing of a run that failed', async () => {
    const out = join(temporaryFolder(), 'out.jsonl')
    await expect(runIngest({ input: jats, from: 'jats', out, maxErrors: 0 })).rejects.toThrow()
    expect(readdirSync(join(out, '..'))).toEqual([])
  })

  test('the output may lie in the source', async () => {
    const own = sample('jats')
    const out = join(own, 'out.jsonl')
    await runIngest({ input: own, from: 'jats', out })
    expect((await runIngest({ input: own, from: 'jats', out, force: true })).rows).toBe(3)
  })

  test('a source without a paper: how many files, what is read, what else would read them, and no output', async () => {
    const out = join(temporaryFolder(), 'out.jsonl')
    const empty = temporaryFolder()
    const none = (input: string, from: 'jats' | 'markdown' | 'latex') => runIngest({ input, from, out })
    await expect(none(empty, 'jats')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: expect.stringMatching(/0 files were looked at .*\.xml, \.nxml, \.jats\)\. Look at `from`/),
    })
    for (const name of ['a.tex', 'b.tex', 'README.md', 'plot.png']) writeFileSync(join(empty, name), 'nothing')
    const texts = /4 files were looked at .*`markdown` reads .*\.md, .*: `latex` \(--from latex\) reads 2 of them\.$/
    await expect(none(empty, 'markdown')).rejects.toThrow(texts)
    await expect(none(empty, 'latex')).rejects.toThrow(/4 files .*of 2 that do, none holds a paper\)\. Look/)
    const archive = join(temporaryFolder(), 'papers.tar')
    writeFileSync(archive, await tarOf([{ name: 'a.tex' }, { name: 'b.png' }]))
    await expect(none(archive, 'markdown')).rejects.toThrow(/2 files .*--from latex\) reads 1 of them/)
    expect(readdirSync(join(out, '..'))).toEqual([])
  })

  test('papers without a figure are no error', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'plain.md'), '# A paper\n\nWith words alone.\n')
    const { summary, records } = await ingest({ input: folder, from: 'markdown' })
    expect([summary.yield.papers, summary.rows, records]).toEqual([1, 0, []])
  })
})

test.skipIf(sharedData === undefined)('real layouts become rows that the other commands read', async () => {
  const { summary, records } = await ingest({ input: join(sharedData ?? '', 'mineru'), from: 'mineru' })
  expect(summary.yield).toMatchObject({ papers: 6, rejected: 0 })
  expect(summary.yield.withImage / summary.yield.figures).toBeGreaterThan(0.9)
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
})
