import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { disk, type FileSystem } from '../../src/run/fileSystem.js'
import { type RunFilterOptions, runFilter } from '../../src/run/filter.js'
import { runIngest } from '../../src/run/ingest.js'
import { runScore } from '../../src/run/score.js'
import { makeFigures, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const lines = Array.from({ length: 20 }, (_, i) => `{"id":"r${i}","width":${i}}`)
let input: string
let folders = 0
beforeAll(async () => {
  input = await writeRows(home, lines)
})

function newFolder(): string {
  const folder = join(home, `out${folders++}`)
  mkdirSync(folder)
  return folder
}

const filter = (folder: string, options: Partial<RunFilterOptions> = {}) =>
  runFilter({ input, out: join(folder, 'kept.jsonl'), where: 'width >= 3', shardRows: 5, ...options })

const shard = (i: number, of: number) => `kept-0000${i}-of-0000${of}.jsonl`
const names = (folder: string) => readdirSync(folder).sort()
const WHOLE = [0, 1, 2, 3].map((i) => shard(i, 4))

describe('a run that writes shards', () => {
  test('names them, and lists rows and checksums in one manifest', async () => {
    const folder = newFolder()
    const summary = await filter(folder)
    expect(names(folder)).toEqual([...WHOLE, 'kept.jsonl.manifest.json'])
    expect(summary).toMatchObject({ output: join(folder, 'kept-*-of-00004.jsonl'), rowsWritten: 17 })
    const text = WHOLE.map((name) => readFileSync(join(folder, name), 'utf8')).join('')
    expect(text).toBe(`${lines.slice(3).join('\n')}\n`)
    const { outputs } = JSON.parse(readFileSync(join(folder, 'kept.jsonl.manifest.json'), 'utf8'))
    expect(outputs).toEqual(
      WHOLE.map((file, i) => {
        const bytes = readFileSync(join(folder, file))
        return {
          file,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          rows: i < 3 ? 5 : 2,
        }
      }),
    )
    const again = await runFilter({ input: summary.output, out: join(folder, 'again.jsonl'), where: 'true' })
    expect(again.rowsWritten).toBe(17)
  })

  test('takes the place of the number from the name, and cuts what was dropped too', async () => {
    const folder = newFolder()
    await filter(folder, {
      out: join(folder, 'a{shard}z.jsonl'),
      where: undefined,
      rules: [{ id: 'odd', dropWhere: 'width % 2 = 1' }],
      dropped: join(folder, 'gone.jsonl'),
      shardRows: 8,
    })
    const both = (before: string, after: string) => [0, 1].map((i) => `${before}0000${i}-of-00002${after}`)
    expect(names(folder)).toEqual([
      ...both('a', 'z.jsonl'),
      'a{shard}z.jsonl.manifest.json',
      ...both('gone-', '.jsonl'),
    ])
  })

  test('refuses to mix with shards that are there, and with force leaves none of them', async () => {
    const folder = newFolder()
    await filter(folder, { shardRows: 2 })
    expect(names(folder)).toHaveLength(10)
    await expect(filter(folder)).rejects.toMatchObject({
      code: 'OUTPUT_EXISTS',
      file: expect.stringContaining('-of-00009'),
    })
    expect(names(folder)).toHaveLength(10)
    await filter(folder, { force: true })
    expect(names(folder)).toEqual([...WHOLE, 'kept.jsonl.manifest.json'])
  })

  test('never writes over its own input', async () => {
    const folder = newFolder()
    await filter(folder)
    const error = filter(folder, { input: join(folder, 'kept-*.jsonl'), force: true, shardRows: 4 })
    await expect(error).rejects.toMatchObject({ code: 'BAD_USAGE', message: expect.stringContaining('an input') })
    expect(names(folder)).toHaveLength(5)
  })

  test('is a wrong call with a mark in a folder, or no rows in a shard', async () => {
    const folder = newFolder()
    await expect(filter(folder, { out: join(folder, '{shard}/x.jsonl') })).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(filter(folder, { shardRows: 0 })).rejects.toMatchObject({ code: 'BAD_USAGE' })
  })

  test('that dies at any rename shows the shards of one run only, and is finished by the same call', async () => {
    const whole = newFolder()
    await filter(whole)
    let deaths = 0
    for (let at = 0; ; at++) {
      const folder = newFolder()
      writeFileSync(join(folder, 'kept-00000-of-00007.jsonl'), 'an older run\n')
      let renames = 0
      const dying: FileSystem = {
        ...disk,
        rename: async (from, to) => {
          if (renames++ >= at) throw new Error('killed')
          return disk.rename(from, to)
        },
      }
      const died = await filter(folder, { files: dying, force: true }).then(
        () => false,
        () => true,
      )
      const shards = names(folder).filter((name) => /^kept-\d/.test(name))
      const isOld = shards.includes('kept-00000-of-00007.jsonl')
      expect(isOld ? shards.length : 0).toBe(isOld ? 1 : 0)
      if (!died) break
      deaths++
      await filter(folder, { force: true })
      expect(names(folder)).toEqual(names(whole))
      for (const name of WHOLE) expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(whole, name)))
    }
    expect(deaths).toBeGreaterThan(5)
  })
})

test('ingest cuts its records too, and images are found from every shard', async () => {
  const folder = newFolder()
  const source = join(folder, 'source')
  await makeFigures(source, 3)
  const paper = [0, 1, 2].map((i) => `![Figure ${i + 1}. The ${['first', 'second', 'third'][i]}.](images/f${i}.png)\n`)
  writeFileSync(join(source, 'paper.md'), paper.join('\n'))
  const out = join(folder, 'figures-{shard}.jsonl')
  const summary = await runIngest({ input: source, from: 'markdown', out, shardRows: 2 })
  const shards = [0, 1].map((i) => `figures-0000${i}-of-00002.jsonl`)
  expect(names(folder)).toEqual([...shards, 'figures-{shard}.jsonl.manifest.json', 'figures.images', 'source'])
  const { outputs } = JSON.parse(readFileSync(join(folder, 'figures-{shard}.jsonl.manifest.json'), 'utf8'))
  expect(outputs.map(({ file, rows }: { file: string; rows: number }) => [file, rows])).toEqual([
    [shards[0], 2],
    [shards[1], 1],
  ])
  const scored = await runScore({ input: summary.output, out: join(folder, 'scored.parquet'), signals: ['image'] })
  expect(scored).toMatchObject({ rows: 3, errors: {} })
})
