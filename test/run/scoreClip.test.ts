import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { columnsFor } from '../../src/dataset/names.js'
import { readSidecar } from '../../src/dataset/sidecar.js'
import { Matrix } from '../../src/matrix.js'
import { runDedup } from '../../src/run/dedup.js'
import { ID_COLUMN } from '../../src/run/embeddingParts.js'
import { disk } from '../../src/run/fileSystem.js'
import { type RunScoreOptions, runScore } from '../../src/run/score.js'
import { fixtureModel } from '../support/models.js'
import { makeFigures, parseRows, picture, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const ROWS = 43
const folder = temporaryFolder()
let made = 0

/** A fresh dataset with every fault a row can have, and a run over it in parts of eight rows. */
async function setUp() {
  const home = join(folder, `set${made++}`)
  await makeFigures(home, ROWS)
  writeFileSync(join(home, 'images', 'cut.png'), readFileSync(join(home, 'images', 'f1.png')).subarray(0, 100))
  const row = (i: number) => ({ id: `r${i}`, image: `images/f${i % 19}.png`, caption: `Figure ${i % 7} of the tests` })
  const rows: Record<string, unknown>[] = Array.from({ length: ROWS }, (_, i) => row(i))
  rows[3] = { ...rows[3], image: 'images/cut.png' }
  rows[4] = { ...rows[4], image: ['images/f4.png', 'images/f5.png'] }
  rows[9] = { ...rows[9], caption: '' }
  rows[12] = { ...rows[12], caption: 'word '.repeat(500) }
  const input = await writeRows(home, rows as never)
  const out = join(home, 'scored.jsonl')
  const score = (options: Partial<RunScoreOptions> = {}) =>
    runScore({ input, out, model: fixtureModel('clip-split'), partRows: 8, threads: 1, batchSize: 3, ...options })
  return { home, input, out, score }
}

async function stopAfter(rows: number, score: (options: Partial<RunScoreOptions>) => Promise<unknown>) {
  const controller = new AbortController()
  const onProgress = ({ phase, done }: { phase: string; done: number }) => {
    if (phase === 'score' && done >= rows) controller.abort()
  }
  await expect(score({ signal: controller.signal, onProgress })).rejects.toMatchObject({ code: 'CANCELLED' })
}

const EMBEDDINGS = ['embeddings.json', 'embeddings.npy', 'ids.parquet', 'text_embeddings.npy']

describe('a run with a model', () => {
  test('adds the columns that the model fills, and leaves embeddings where asked to', async () => {
    const { home, out, score } = await setUp()
    const embeddings = join(home, 'vectors', 'clip')
    const summary = await score({ embeddings })
    expect(summary).toMatchObject({ signals: ['clip'], rows: ROWS, rowsComputed: ROWS })
    expect(Object.keys(summary.errors).sort()).toEqual(['IMAGE_CORRUPT', 'TEXT_MISSING'])

    const rows = parseRows(readFileSync(out, 'utf8'))
    // What the model cannot fill, it does not have.
    const unfilled = ['cosine_percentile', 'probability', 'text_tokens_known', 'abstained']
    const own = columnsFor('score', ['clip', 'image', 'text']).map(({ snake }) => snake)
    expect(Object.keys(rows[0]!)).toEqual([
      ...['id', 'image', 'caption'],
      ...own.filter((name) => !unfilled.includes(name)),
    ])
    expect(rows[0]).toMatchObject({ score: rows[0]!.cosine, model: 'clip-split', error: null })
    expect(rows[3]).toMatchObject({ score: null, cosine: null, error: { code: 'IMAGE_CORRUPT' } })
    expect(rows[12]).toMatchObject({ text_tokens_seen: 77, text_truncated: true })

    expect(readdirSync(embeddings).sort()).toEqual(EMBEDDINGS)
    using images = await Matrix.open(join(embeddings, 'embeddings.npy'))
    using texts = await Matrix.open(join(embeddings, 'text_embeddings.npy'))
    const [i, t] = [images.data, texts.data]
    expect([images.rows, images.cols, texts.rows, texts.cols]).toEqual([ROWS, 24, ROWS, 24])
    const dot = (row: number) => {
      let sum = 0
      for (let k = 0; k < 24; k++) sum += i[row * 24 + k]! * t[row * 24 + k]!
      return sum
    }
    for (const row of [0, 5, 42]) expect(dot(row)).toBeCloseTo(rows[row]!.cosine as number, 6)
    expect(i.slice(3 * 24, 4 * 24).every((x) => x === 0)).toBe(true)
    expect(t.slice(9 * 24, 10 * 24).every((x) => x === 0)).toBe(true)
    expect(i.slice(9 * 24, 10 * 24).some((x) => x !== 0)).toBe(true)

    const ids = []
    for await (const { id } of readSidecar(join(embeddings, 'ids.parquet'), [ID_COLUMN])) ids.push(id)
    expect(ids).toEqual(rows.map(({ id }) => id))
    const facts = JSON.parse(readFileSync(join(embeddings, 'embeddings.json'), 'utf8'))
    expect(facts).toMatchObject({
      model: 'clip-split',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      rows: ROWS,
      dims: 24,
      precision: 'fp32',
      files: { 'embeddings.npy': await disk.digest(join(embeddings, 'embeddings.npy')) },
    })
    const manifest = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8'))
    expect(manifest.besides.map(({ file }: { file: string }) => file).sort()).toEqual(
      EMBEDDINGS.map((name) => join('vectors', 'clip', name)),
    )
  })

  test('stopped and started again, it gives the bytes of an undisturbed one', async () => {
    const { home, out, score } = await setUp()
    const [embeddings, undisturbed] = [join(home, 'a'), join(home, 'b')]
    await stopAfter(20, (options) => score({ ...options, embeddings }))
    const resumed = await score({ embeddings })
    expect(resumed.rowsKept).toBeGreaterThanOrEqual(16)
    const other = join(home, 'undisturbed.jsonl')
    await score({ out: other, embeddings: undisturbed })
    expect(readFileSync(out)).toEqual(readFileSync(other))
    for (const name of EMBEDDINGS) {
      expect(readFileSync(join(embeddings, name)).equals(readFileSync(join(undisturbed, name))), name).toBe(true)
    }
  })

  test('scores anew what was scored with another model or other settings', async () => {
    const { score } = await setUp()
    await stopAfter(20, score)
    expect(await score({ textPrefix: 'A photo depicts ' })).toMatchObject({ rowsKept: 0 })
    const other = await setUp()
    await stopAfter(20, other.score)
    expect(await other.score({ model: fixtureModel('siglip-split') })).toMatchObject({ rowsKept: 0 })
  })

  test('an unfinished part whose embeddings were damaged is made again', async () => {
    const { home, out, score } = await setUp()
    const embeddings = join(home, 'a')
    await stopAfter(20, (options) => score({ ...options, embeddings }))
    writeFileSync(join(`${out}.figsift`, 'parts', 'score', '000000.parquet.images'), Buffer.alloc(8 * 24 * 4))
    expect((await score({ embeddings })).rowsKept).toBe(8)
  })

  test('refuses to overwrite embeddings, and embeddings without a model', async () => {
    const { home, score } = await setUp()
    await score({ embeddings: home, limit: 3 })
    await expect(score({ embeddings: home, out: join(home, 'again.jsonl') })).rejects.toMatchObject({
      code: 'OUTPUT_EXISTS',
      message: expect.stringContaining('embeddings.npy'),
    })
    await expect(score({ embeddings: home, model: undefined, signals: ['words'] })).rejects.toMatchObject({
      code: 'BAD_USAGE',
    })
  })

  test('embeddings alone ask for the model that comes with figsift', async () => {
    const { home, score } = await setUp()
    const embeddings = join(home, 'vectors')
    const { signals } = await score({ embeddings, model: undefined, limit: 3 })
    expect(signals).toContain('clip')
    expect(readdirSync(embeddings).sort()).toEqual(EMBEDDINGS)
  })

  test('takes an empty dataset', async () => {
    const { home, score } = await setUp()
    const input = await writeRows(home, [], 'empty.jsonl')
    expect(await score({ input, embeddings: join(home, 'a') })).toMatchObject({ rows: 0, rowsWritten: 0 })
  })

  test('ends when too many rows fail, though others wait for their batch', async () => {
    const { score } = await setUp()
    await expect(score({ maxErrors: 0, partRows: 1024, batchSize: 32 })).rejects.toMatchObject({
      code: 'TOO_MANY_ERRORS',
    })
  })
})

describe('dedup by a model', () => {
  const minCosine = 0.9999

  async function planted() {
    const home = join(folder, `dedup${made++}`)
    await makeFigures(home, 6)
    const { default: sharp } = await import('sharp')
    const jpeg = await sharp(await picture(2))
      .jpeg({ quality: 95 })
      .toBuffer()
    writeFileSync(join(home, 'images', 'near.jpg'), jpeg)
    const names = ['f0.png', 'f1.png', 'f2.png', 'f3.png', 'near.jpg', 'gone.png']
    const input = await writeRows(
      home,
      names.map((name, i) => ({ id: `d${i}`, image: `images/${name}`, caption: 'x' })),
    )
    return { home, input, out: join(home, 'deduped.jsonl') }
  }

  test('finds a near-duplicate, with embeddings of an earlier run as with a model', async () => {
    const { home, input, out } = await planted()
    const model = fixtureModel('clip-split')
    await runScore({ input, out: join(home, 'scored.jsonl'), model, embeddings: join(home, 'vectors') })
    const options = { input, minCosine, force: true, phashRadius: 0 }
    const stored = await runDedup({ ...options, out, embeddings: join(home, 'vectors') })
    const byStored = readFileSync(out, 'utf8')
    const made = await runDedup({ ...options, out, model, partRows: 2 })
    expect(made.duplicates).toEqual(stored.duplicates)
    expect(readFileSync(out, 'utf8')).toBe(byStored)
    expect(parseRows(byStored)[4]).toMatchObject({ dup_cluster: 2, dup_keep: false })

    const lines = readFileSync(input, 'utf8').trim().split('\n')
    writeFileSync(input, `${[lines[1], lines[0], ...lines.slice(2)].join('\n')}\n`)
    await expect(runDedup({ ...options, out, embeddings: join(home, 'vectors') })).rejects.toMatchObject({
      code: 'BAD_USAGE',
      row: 0,
      message: expect.stringMatching(/row 0 is "d1".*has "d0" there/),
    })
  })

  test('wants a threshold where the card gives none, and one source of embeddings', async () => {
    const { input, out } = await planted()
    const model = fixtureModel('clip-split')
    await expect(runDedup({ input, out, model })).rejects.toMatchObject({
      code: 'BAD_USAGE',
      message: expect.stringContaining('--min-cosine'),
    })
    await expect(runDedup({ input, out, model, embeddings: 'x.npy', minCosine })).rejects.toMatchObject({
      code: 'BAD_USAGE',
    })
  })
})
