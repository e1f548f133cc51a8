import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { appendFile, readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FileSystem } from '../../src/run/fileSystem.js'
import { disk } from '../../src/run/fileSystem.js'
import { runFilter } from '../../src/run/filter.js'
import { type RunScoreOptions, runScore } from '../../src/run/score.js'
import { whyNoModel } from '../../src/score/defaultSignals.js'
import { makeFigures, parseRows, picture, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const ROWS = 11
const folder = temporaryFolder()
let made = 0

/** A fresh dataset, and a run over it in parts of three rows. */
async function setUp(rows = ROWS) {
  const home = join(folder, `set${made++}`)
  const input = await makeFigures(home, rows)
  const out = join(home, 'scored.jsonl')
  const score = (options: Partial<RunScoreOptions> = {}) =>
    runScore({ input, out, signals: ['image'], partRows: 3, ...options })
  return { home, input, out, score }
}

/** Starts a run and stops it once a given number of rows is done. */
async function stopAfter(rows: number, score: (options: Partial<RunScoreOptions>) => Promise<unknown>) {
  const controller = new AbortController()
  const onProgress = ({ phase, done }: { phase: string; done: number }) => {
    if (phase === 'score' && done >= rows) controller.abort()
  }
  await expect(score({ signal: controller.signal, onProgress })).rejects.toMatchObject({ code: 'CANCELLED' })
}

describe('a whole run', () => {
  test('adds columns, keeps every byte of the row, and leaves an output and a manifest', async () => {
    const { home, input, out, score } = await setUp()
    expect(await score()).toMatchObject({ rows: ROWS, rowsWritten: ROWS, rowsKept: 0, rowsComputed: ROWS, errors: {} })
    const before = (await readFile(input, 'utf8')).split('\n')
    const after = (await readFile(out, 'utf8')).split('\n')
    for (let i = 0; i < ROWS; i++) expect(after[i]!.startsWith(before[i]!.slice(0, -1))).toBe(true)
    expect(parseRows(after[0]!)[0]).toMatchObject({
      image_width: 64,
      image_height: 48,
      phash: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    expect(readdirSync(home).sort()).toEqual(['figures.jsonl', 'images', 'scored.jsonl', 'scored.jsonl.manifest.json'])

    const manifest = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8'))
    expect(manifest).toMatchObject({
      tool: 'figsift',
      command: 'score',
      rows: ROWS,
      errors: {},
      inputs: [{ file: 'figures.jsonl', sha256: await disk.digest(input) }],
      outputs: [{ file: 'scored.jsonl', rows: ROWS, sha256: await disk.digest(out) }],
      libraries: { duckdb: expect.stringMatching(/^v?\d/), sharp: expect.stringMatching(/^\d/) },
    })
  })

  test('gives the same bytes whatever the threads and the part size', async () => {
    const { home, out, score } = await setUp()
    await score()
    const other = join(home, 'other.jsonl')
    await score({ out: other, threads: 1, partRows: 1000 })
    expect(readFileSync(other)).toEqual(readFileSync(out))
  })

  test('takes the first rows with limit', async () => {
    const { out, score } = await setUp()
    expect(await score({ limit: 4 })).toMatchObject({ rows: 4, rowsWritten: 4 })
    expect(parseRows(readFileSync(out, 'utf8'))).toHaveLength(4)
  })

  test('takes an empty dataset', async () => {
    const { out, score } = await setUp(0)
    expect(await score()).toMatchObject({ rows: 0, rowsWritten: 0 })
    expect(readFileSync(out, 'utf8')).toBe('')
  })
})

describe('a run that was stopped', () => {
  test('goes on where it was and gives the bytes of an undisturbed one', async () => {
    const { home, out, score } = await setUp()
    await stopAfter(7, score)
    expect(() => readFileSync(out)).toThrow()
    expect(await score()).toMatchObject({ rowsKept: 6, rowsComputed: 5 })
    const other = join(home, 'undisturbed.jsonl')
    await score({ out: other })
    expect(readFileSync(out)).toEqual(readFileSync(other))
  })

  test('scores again what changed: an image, a row', async () => {
    const { home, input, out, score } = await setUp()
    await stopAfter(10, score)
    writeFileSync(join(home, 'images', 'f4.png'), await picture(4, 'png', 2))
    expect(await score()).toMatchObject({ rowsKept: 6, rowsComputed: 5 })
    expect(parseRows(readFileSync(out, 'utf8'))[4]).toMatchObject({ image_width: 128 })

    rmSync(out)
    await stopAfter(10, score)
    writeFileSync(input, readFileSync(input, 'utf8').replace('Figure 0 of', 'Figure nought of'))
    expect(await score()).toMatchObject({ rowsKept: 6, rowsComputed: 5 })
  })

  test('compares images by content with verify', async () => {
    const { home, score } = await setUp()
    const image = join(home, 'images', 'f1.png')
    await stopAfter(10, (options) => score({ ...options, verify: true }))
    await utimes(image, 1, 1)
    expect(await score({ verify: true })).toMatchObject({ rowsKept: 9 })
  })

  test('compares images by time without it', async () => {
    const { home, score } = await setUp()
    await stopAfter(10, score)
    await utimes(join(home, 'images', 'f1.png'), 1, 1)
    expect(await score()).toMatchObject({ rowsKept: 6 })
  })

  test('scores everything again with other settings', async () => {
    const { score } = await setUp()
    await stopAfter(10, score)
    expect(await score({ allowOutside: true })).toMatchObject({ rowsKept: 0, rowsComputed: ROWS })
  })
})

test.each(['csv', 'parquet'])('a stopped run from and to %s gives the bytes of an undisturbed one', async (format) => {
  const { home, score } = await setUp()
  const input = join(home, `input.${format}`)
  if (format === 'parquet') {
    const lines = readFileSync(join(home, 'figures.jsonl'), 'utf8')
    writeFileSync(join(home, 'plain.jsonl'), lines)
    await runFilter({ input: join(home, 'plain.jsonl'), out: input, where: 'true' })
  } else {
    const rows = Array.from(
      { length: ROWS },
      (_, i) => `f${i},images/f${i}.png,"a ""quoted"" caption, ${i}",2101.00010`,
    )
    writeFileSync(input, `id,image,caption,arxiv\n${rows.join('\n')}\n`)
  }
  const [out, undisturbed] = [join(home, `out.${format}`), join(home, `undisturbed.${format}`)]
  await stopAfter(7, (options) => score({ ...options, input, out }))
  expect(await score({ input, out })).toMatchObject({ rowsKept: 6, rowsWritten: ROWS })
  await score({ input, out: undisturbed })
  expect(readFileSync(out)).toEqual(readFileSync(undisturbed))
  if (format === 'csv') expect(readFileSync(out, 'utf8')).toContain('"a ""quoted"" caption, 3",2101.00010')
})

describe('rows with errors', () => {
  test('carry it, the others keep their results, and a picture that comes back is scored', async () => {
    const { home, out, score } = await setUp()
    const [image, away] = [join(home, 'images', 'f5.png'), join(home, 'away.png')]
    renameSync(image, away)
    await stopAfter(10, score)
    const summary = await score()
    expect(summary.errors).toMatchObject({ FILE_NOT_FOUND: { count: 1, first: [{ row: 5, id: 'f5' }] } })
    const rows = parseRows(readFileSync(out, 'utf8'))
    expect(rows[5]).toMatchObject({ phash: null, error: { code: 'FILE_NOT_FOUND', stage: 'read' } })
    expect(rows.filter(({ phash }) => phash !== null)).toHaveLength(ROWS - 1)

    rmSync(out)
    await stopAfter(10, score)
    renameSync(away, image)
    expect(await score()).toMatchObject({ errors: {}, rowsKept: 6 })
  })

  test('say what was wrong with the row itself', async () => {
    const { home, out, score } = await setUp(2)
    await writeRows(home, [
      { id: 'a', caption: 'no image at all' },
      { id: 'b', image: 'images/f1.png', caption: 7 },
      { id: 'c', image: '../set0/images/f0.png', caption: 'elsewhere' },
    ])
    const { errors } = await score()
    expect(Object.keys(errors).sort()).toEqual(['BAD_ROW', 'IMAGE_MISSING', 'PATH_OUTSIDE_DATASET'])
    expect(parseRows(readFileSync(out, 'utf8'))[1]).toMatchObject({ caption: 7, image_width: 64 })
  })

  test('end the run above maxErrors', async () => {
    const { home, score } = await setUp()
    for (const row of [1, 2, 8]) rmSync(join(home, 'images', `f${row}.png`))
    await expect(score({ maxErrors: 2 })).rejects.toMatchObject({ code: 'TOO_MANY_ERRORS' })
    expect(await score({ maxErrors: 3 })).toMatchObject({ rowsKept: 6 })
  })
})

describe('refuses', () => {
  test('an output that exists, unless forced', async () => {
    const { out, score } = await setUp(2)
    writeFileSync(out, 'mine')
    await expect(score()).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect(await score({ force: true })).toMatchObject({ rowsWritten: 2 })
  })

  test('to write over its input', async () => {
    const { input, score } = await setUp(2)
    await expect(score({ out: input, force: true })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  })

  test('a column of ours in the input, unless it may be replaced', async () => {
    const { home, out, score } = await setUp(2)
    await writeRows(home, [{ id: 'a', image: 'images/f0.png', caption: 'x', phash: 'mine' }])
    await expect(score()).rejects.toMatchObject({ code: 'COLUMN_EXISTS', message: expect.stringContaining('phash') })
    await score({ replaceColumns: true })
    expect(parseRows(readFileSync(out, 'utf8'))[0]!.phash).toMatch(/^[0-9a-f]{16}$/)
  })

  test('a format that nothing is written in, before anything is read', async () => {
    const { home, score } = await setUp(1)
    const out = join(home, 'scored.json')
    await expect(score({ out, input: 'nowhere.jsonl' })).rejects.toMatchObject({ code: 'BAD_USAGE', file: out })
    expect(readdirSync(home)).not.toContain('scored.json.figsift')
  })

  test('ids that are not unique', async () => {
    const { home, score } = await setUp(1)
    const row = { id: 'same', image: 'images/f0.png', caption: 'x' }
    await writeRows(home, [row, row])
    await expect(score()).rejects.toMatchObject({ code: 'DUPLICATE_ID', message: expect.stringContaining('same') })
  })

  test('an input that changes while it is scored', async () => {
    const { input, out, score } = await setUp()
    const onProgress = async ({ done }: { done: number }) => {
      if (done === 5) await appendFile(input, '{"id":"late","image":"images/f0.png","caption":"late"}\n')
    }
    await expect(score({ onProgress })).rejects.toMatchObject({ file: input })
    expect(() => readFileSync(out)).toThrow()
  })

  test('options that do not exist, and values that cannot be meant', async () => {
    const { score } = await setUp(1)
    await expect(score({ thread: 2 } as Partial<RunScoreOptions>)).rejects.toThrow('Did you mean `threads`?')
    await expect(score({ limit: 0 })).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(score({ signals: ['word'] as never })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  })

  test('a model that is not there, before anything is done', async () => {
    const { home, score } = await setUp(1)
    await expect(score({ signals: undefined, model: '/no/such/model' })).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
    })
    expect(readdirSync(home).sort()).toEqual(['figures.jsonl', 'images'])
  })
})

test('above 1 000 rows words are only read when asked for, and the cost is named first', async () => {
  const home = join(folder, 'many')
  await makeFigures(home, 1)
  const row = (i: number) => ({ id: `r${i}`, image: 'images/f0.png', caption: 'x' })
  const input = await writeRows(
    home,
    Array.from({ length: 1001 }, (_, i) => row(i)),
  )
  const notices: string[] = []
  const summary = await runScore({
    input,
    out: join(home, 'scored.jsonl'),
    threads: 2,
    onNotice: (text) => notices.push(text),
  })
  const hasModel = (await whyNoModel()) === undefined
  expect(summary.signals).toEqual([hasModel ? 'clip' : 'image'])
  expect(notices[0]).toMatch(hasModel ? /figsift-mini.*coarse/ : /No model scores the pairs/)
  expect(notices[1]).toMatch(/1001 figures takes about \d+ min on 2 threads.*--signals clip,words/)
})

describe('when the disk refuses', () => {
  const refusing = (step: keyof FileSystem, n: number): FileSystem => {
    let calls = 0
    const refuse = async (...args: never[]) => {
      if (++calls === n) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      return (disk[step] as (...args: never[]) => Promise<never>)(...args)
    }
    return { ...disk, [step]: refuse }
  }

  test.each([
    ['write', 3],
    ['append', 2],
    ['sync', 12],
    ['rename', 4],
    ['digest', 3],
  ] as const)('at %s number %i, the same call again finishes the run', async (step, n) => {
    const { home, out, score } = await setUp()
    await expect(score({ files: refusing(step, n) })).rejects.toThrow('no space left')
    await score()
    const other = join(home, 'undisturbed.jsonl')
    await score({ out: other })
    expect(readFileSync(out)).toEqual(readFileSync(other))
  })
})
