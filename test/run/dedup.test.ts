import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { resolveDuplicates } from '../../src/dedup/resolveDuplicates.js'
import { Matrix } from '../../src/matrix.js'
import { type RunDedupOptions, runDedup } from '../../src/run/dedup.js'
import { runFilter } from '../../src/run/filter.js'
import { makeFigures, parseRows, picture, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
let input: string
let runs = 0

beforeAll(async () => {
  await makeFigures(home, 8)
  const at = (name: string) => join(home, 'images', name)
  copyFileSync(at('f2.png'), at('copy.png'))
  writeFileSync(at('f3.webp'), await picture(3, 'webp'))
  writeFileSync(at('f1-large.png'), await picture(1, 'png', 2))
  writeFileSync(at('cut.png'), readFileSync(at('f2.png')).subarray(0, 150))
  const { default: sharp } = await import('sharp')
  const flat = (width: number, color: string) =>
    sharp({ create: { width, height: 30, channels: 3, background: color } })
      .png()
      .toBuffer()
  writeFileSync(at('white.png'), await flat(30, 'white'))
  writeFileSync(at('grey.png'), await flat(60, 'grey'))
  const images = ['f0', 'f1', 'f2', 'f3', 'copy', 'f3.webp', 'f1-large', 'white', 'grey', 'cut', 'cut', 'gone', 'f4']
  input = await writeRows(
    home,
    images.map((name) => ({
      id: `id-${name}-${runs++}`,
      image: `images/${name.includes('.') ? name : `${name}.png`}`,
    })),
    'planted.jsonl',
  )
})

async function dedup(options: Partial<RunDedupOptions> = {}) {
  const out = join(home, `deduped${runs++}.jsonl`)
  const summary = await runDedup({ input, out, partRows: 4, ...options })
  const rows = parseRows(readFileSync(out, 'utf8'))
  const byImage = (name: string) => rows.filter(({ image }) => String(image).startsWith(`images/${name}`))
  return { summary, rows, byImage, out }
}

const npy = async (name: string, vectors: number[][]) => {
  const path = join(home, name)
  const cols = vectors[0]!.length
  await Matrix.write(path, Matrix.from({ data: Float32Array.from(vectors.flat()), rows: vectors.length, cols }))
  return path
}

describe('without flags', () => {
  test('finds equal files, equal pixels and equal hashes, and names what found each', async () => {
    const { summary, rows, byImage } = await dedup()
    expect(summary.duplicates).toEqual({ total: 3, bytes: 1, pixels: 1, embedding: 0, phash: 1, against: 0 })
    expect(summary.clusters).toBe(3)
    expect(byImage('copy')[0]).toMatchObject({ dup_cluster: 2, dup_of: rows[2]!.id, dup_by: 'bytes', dup_keep: false })
    expect(byImage('f3.webp')[0]).toMatchObject({
      dup_cluster: 3,
      dup_of: rows[3]!.id,
      dup_by: 'pixels',
      dup_keep: false,
    })
    expect(rows[0]).toMatchObject({ dup_cluster: 0, dup_of: null, dup_by: null, dup_keep: true, dup_against: null })
  })

  test('keeps the picture with more pixels', async () => {
    const { rows, byImage } = await dedup()
    const large = byImage('f1-large')[0]!
    expect(large).toMatchObject({ dup_keep: true, dup_cluster: 1 })
    expect(rows[1]).toMatchObject({ dup_of: large.id, dup_by: 'phash', dup_hamming_bits: 0, dup_keep: false })
  })

  test('does not call flat pictures duplicates by their hash, and says so', async () => {
    const { summary, byImage } = await dedup()
    expect(byImage('white')[0]).toMatchObject({ dup_keep: true })
    expect(byImage('grey')[0]).toMatchObject({ dup_keep: true })
    expect(summary.flatRows).toBe(2)
    expect(summary.notes).toEqual([expect.stringContaining('flat')])
  })

  test('keeps rows whose image fails, even equal ones', async () => {
    const { summary, byImage } = await dedup()
    expect(byImage('cut').map(({ dup_keep }) => dup_keep)).toEqual([true, true])
    expect(byImage('gone')[0]).toMatchObject({ dup_keep: true })
    expect(summary.errors).toMatchObject({ IMAGE_CORRUPT: { count: 2 }, FILE_NOT_FOUND: { count: 1 } })
  })
})

describe('of two equal figures', () => {
  const text = 'Two curves'
  const error = { code: 'NO_TEXT', message: 'none', stage: 'read' }
  const image = 'images/f0.png'
  const large = 'images/f1-large.png'
  test.each([
    ['an error loses', { image, text, error }, { image, text, error: null }],
    ['no text loses', { image }, { image, text }],
    ['blank text loses', { image, text: ' ' }, { image, caption: text }],
    ['an error loses even with more pixels', { image: large, text, error }, { image: 'images/f1.png', text }],
  ])('%s', async (_, lower, upper) => {
    const pair = await writeRows(home, [lower, upper], 'pair.jsonl')
    expect((await dedup({ input: pair })).rows.map((row) => row.dup_keep)).toEqual([false, true])
  })

  test('a number called error changes nothing, nor do two errors', async () => {
    const measured = [
      { image, text, error: 0.5 },
      { image, text },
    ]
    expect((await dedup({ input: await writeRows(home, measured, 'm.jsonl') })).rows[0]).toMatchObject({
      dup_keep: true,
    })
    const both = [
      { image, text, error },
      { image, text, error },
    ]
    expect((await dedup({ input: await writeRows(home, both, 'e.jsonl') })).rows[0]).toMatchObject({ dup_keep: true })
  })

  test('so it is in CSV and Parquet', async () => {
    const pair = await writeRows(
      home,
      [
        { image, text, error },
        { image, text, error: null },
      ],
      'pair.jsonl',
    )
    for (const kind of ['csv', 'parquet']) {
      const converted = join(home, `pair.${kind}`)
      await runFilter({ input: pair, out: converted, where: 'true', dropErrors: false, force: true })
      const out = join(home, `deduped.${runs++}.jsonl`)
      await runDedup({ input: converted, out })
      expect(
        parseRows(readFileSync(out, 'utf8')).map((row) => String(row.dup_keep)),
        kind,
      ).toEqual(['false', 'true'])
    }
  })
})

test('drop leaves duplicates out, in order', async () => {
  const marked = await dedup()
  const { summary, rows } = await dedup({ drop: true })
  expect(summary.rowsWritten).toBe(10)
  expect(rows.map(({ id }) => id)).toEqual(marked.rows.filter(({ dup_keep }) => dup_keep).map(({ id }) => id))
})

test('a radius of 64 ties every picture that has a hash', async () => {
  const { summary } = await dedup({ phashRadius: 64 })
  expect(summary.rows - summary.duplicates.total).toBe(1 + 2 + 3)
})

test('resumes, and computes no fingerprint twice', async () => {
  const controller = new AbortController()
  const out = join(home, 'resumed.jsonl')
  const onProgress = ({ done }: { done: number }) => (done === 9 ? controller.abort() : undefined)
  const first = runDedup({ input, out, partRows: 4, signal: controller.signal, onProgress })
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(await runDedup({ input, out, partRows: 4 })).toMatchObject({ rowsKept: 8, rowsComputed: 5 })
  expect(readFileSync(out)).toEqual(readFileSync((await dedup()).out))
})

describe('embeddings', () => {
  test('says how they were joined when asked to', async () => {
    const vectors = Array.from({ length: 13 }, (_, row) => [1, row, 0])
    const notices: string[] = []
    const options = { embeddings: await npy('explained.npy', vectors), minCosine: 0.999, explain: true }
    const { summary } = await dedup({ ...options, onNotice: (text) => notices.push(text) })
    expect(summary.explanations).toHaveLength(1)
    expect(summary.explanations![0]!.stages.at(-1)).toMatchObject({ name: 'recheck' })
    expect(notices).toEqual([expect.stringContaining(summary.explanations![0]!.plan)])
  })

  const apart = (row: number): number[] => Array.from({ length: 16 }, (_, i) => (i === row ? 1 : 0) as number)

  test('tie rows from the given cosine on', async () => {
    const vectors = Array.from({ length: 13 }, (_, row) => apart(row))
    vectors[12] = vectors[0]!.map((x, i) => x + (i === 15 ? 0.1 : 0))
    const { rows, summary } = await dedup({ embeddings: await npy('a.npy', vectors), minCosine: 0.99 })
    expect(rows[12]).toMatchObject({ dup_of: rows[0]!.id, dup_by: 'embedding', dup_keep: false, dup_cluster: 0 })
    expect(rows[12]!.dup_cosine).toBeCloseTo(1 / Math.sqrt(1.01), 6)
    expect(summary.duplicates.embedding).toBe(1)
  })

  test('must have a row for each row, and the message names both numbers', async () => {
    const embeddings = await npy('short.npy', [apart(0), apart(1)])
    await expect(dedup({ embeddings, minCosine: 0.9 })).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
      message: expect.stringMatching(/13 rows of .*planted\.jsonl.* is \[2, /),
    })
  })

  test('have no default threshold', async () => {
    await expect(dedup({ embeddings: 'a.npy' })).rejects.toMatchObject({
      code: 'BAD_USAGE',
      message: expect.stringContaining('minCosine'),
    })
    await expect(dedup({ minCosine: 0.9 })).rejects.toThrow('embeddings')
  })
})

describe('against another dataset', () => {
  test('drops the rows that it holds, names its row, and never writes it', async () => {
    const against = await writeRows(
      home,
      [
        { id: 'other-f2', image: 'images/copy.png' },
        { id: 'other-f3', image: 'images/f3.webp' },
        { id: 'other-blank', image: 'images/white.png' },
      ],
      'other.jsonl',
    )
    const before = readFileSync(against)
    const { summary, rows, byImage } = await dedup({ against })
    expect(readFileSync(against)).toEqual(before)
    expect(rows[2]).toMatchObject({ dup_against: 'other-f2', dup_by: 'bytes', dup_of: null, dup_keep: false })
    expect(byImage('copy')[0]).toMatchObject({ dup_against: 'other-f2', dup_keep: false })
    expect(rows[3]).toMatchObject({ dup_against: 'other-f3', dup_by: 'pixels', dup_keep: false })
    expect(byImage('f3.webp')[0]).toMatchObject({ dup_against: 'other-f3', dup_by: 'bytes' })
    expect(byImage('white')[0]).toMatchObject({ dup_against: 'other-blank', dup_by: 'bytes' })
    expect(byImage('grey')[0]).toMatchObject({ dup_against: null, dup_keep: true })
    expect(summary.duplicates.against).toBe(5)
  })

  test('finds near hashes and near embeddings', async () => {
    const against = await writeRows(
      home,
      [
        { id: 'other-f1', image: 'images/f1.png' },
        { id: 'x', image: 'images/f7.png' },
      ],
      'near.jsonl',
    )
    const unit = (x: number) => Array.from({ length: 16 }, (_, i) => (i === x ? 1 : 0))
    const embeddings = await npy(
      'own.npy',
      Array.from({ length: 13 }, (_, row) => unit(row)),
    )
    const againstEmbeddings = await npy('theirs.npy', [unit(14), unit(12)])
    const { rows, byImage } = await dedup({ against, embeddings, againstEmbeddings, minCosine: 0.9 })
    expect(byImage('f1-large')[0]).toMatchObject({ dup_against: 'other-f1', dup_by: 'phash', dup_hamming_bits: 0 })
    expect(rows[12]).toMatchObject({ dup_against: 'x', dup_by: 'embedding', dup_cosine: 1 })
  })
})

test('takes a folder of embeddings, and says early and by its name what does not fit', async () => {
  const rows = Array.from({ length: 13 }, (_, row) => Array.from({ length: 16 }, (_, i) => Number(i === row)))
  mkdirSync(join(home, 'made'))
  await npy('made/embeddings.npy', rows)
  const embeddings = join(home, 'made')
  expect((await dedup({ embeddings, minCosine: 0.9 })).summary.duplicates.embedding).toBe(0)

  const narrow = await npy(
    'narrow.npy',
    rows.map((row) => row.slice(0, 4)),
  )
  const against = { embeddings, minCosine: 0.9, against: input, againstEmbeddings: narrow }
  await expect(dedup(against)).rejects.toThrow(/Expected \[n, 16\] for `againstEmbeddings`.*narrow\.npy" is \[13, 4\]/)
  const holed = await npy('holed.npy', rows.with(3, [Number.NaN, ...rows[0]!.slice(1)]))
  await expect(dedup({ embeddings: holed, minCosine: 0.9 })).rejects.toMatchObject({
    code: 'NON_FINITE',
    message: expect.stringMatching(/holed\.npy"\) but row 3/),
  })
  await expect(dedup({ embeddings: await npy('short.npy', rows.slice(1)), minCosine: 0.9 })).rejects.toThrow(
    'is [12, 16]',
  )
})

test('refuses what cannot be meant', async () => {
  await expect(dedup({ phashRadius: 65 })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  await expect(dedup({ policy: 'best' as never })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  await expect(dedup({ againstEmbeddings: 'x.npy' })).rejects.toMatchObject({ code: 'BAD_USAGE' })
})

test('keeps what the native policy keeps, given the list of all pairs', async () => {
  for (const policy of ['greedy', 'component'] as const) {
    const { rows } = await dedup({ policy, phashRadius: 0 })
    const left = Uint32Array.from([1, 2, 3])
    const right = Uint32Array.from([6, 4, 5])
    const priority = Float64Array.from(rows, ({ image }) => (image === 'images/f1-large.png' ? 2 : 1))
    const { cluster, keep } = await resolveDuplicates(rows.length, { left, right }, { policy, priority })
    expect(rows.map(({ dup_cluster }) => dup_cluster)).toEqual([...cluster])
    expect(rows.map(({ dup_keep }) => Number(dup_keep))).toEqual([...keep])
  }
})
