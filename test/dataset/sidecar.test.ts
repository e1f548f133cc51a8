import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnByName, columnsFor } from '../../src/dataset/names.js'
import { readSidecar, writeSidecar } from '../../src/dataset/sidecar.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "figsift sidecar's [1] "))
})
afterAll(() => rm(folder, { recursive: true }))

const columns = ['score', 'words_score', 'words_shared', 'image_width', 'image_height', 'phash', 'error'].map(
  (name) => columnByName(name)!,
)
const rows = Array.from({ length: 5000 }, (_, i) => ({
  score: i % 7 === 0 ? null : i / 3,
  wordsScore: i / 3,
  wordsShared: i % 5 === 0 ? null : ['volt', `wört${i % 11}`, "it's"].slice(0, i % 4),
  imageWidth: i,
  imageHeight: i % 2 === 0 ? 100 : null,
  phash: 'ffeeddccbbaa9988',
  error: i % 9 === 0 ? { code: 'IMAGE_CORRUPT', message: 'a "quoted"\nreason', stage: 'decode' } : null,
}))

async function collect(paths: string[]): Promise<Record<string, unknown>[]> {
  const all = []
  for await (const row of readSidecar(paths, columns)) all.push(row)
  return all
}

describe('side-car parts', () => {
  it('reads back what was written, over parts in order', async () => {
    const [a, b] = [join(folder, 'b.parquet'), join(folder, 'a.parquet')]
    await writeSidecar(a, columns, rows.slice(0, 3000))
    await writeSidecar(b, columns, rows.slice(3000))
    expect(await collect([a, b])).toEqual(rows)
  })

  it('writes equal bytes for equal rows, also when many are written at once', async () => {
    const paths = [0, 1, 2].map((i) => join(folder, `same${i}.parquet`))
    await Promise.all(paths.map((path) => writeSidecar(path, columns, rows)))
    const [first, ...others] = await Promise.all(paths.map((path) => readFile(path)))
    for (const other of others) expect(other.equals(first!)).toBe(true)
  })

  it('takes snake_case names, empty parts, and bigints', async () => {
    const dedup = columnsFor('dedup')
    const path = join(folder, 'dedup.parquet')
    await writeSidecar(path, dedup, [{ dup_cluster: 9007199254740993n, dup_keep: true }, { dupCluster: 4 }])
    const read = []
    for await (const row of readSidecar(path, dedup)) read.push([row.dupCluster, row.dupKeep])
    expect(read).toEqual([
      [9007199254740993n, true],
      [4, null],
    ])
    await writeSidecar(path, dedup, [])
    for await (const _ of readSidecar(path, dedup)) expect.unreachable()
  })

  it.each([
    ['imageWidth', 1.5],
    ['imageWidth', 2 ** 31],
    ['score', '1'],
    ['phash', 12],
    ['wordsShared', [1]],
    ['error', { code: 1 }],
  ])('refuses %s = %j and leaves no file', async (name, value) => {
    const path = join(folder, 'refused.parquet')
    await expect(writeSidecar(path, columns, [{}, { [name]: value }])).rejects.toMatchObject({
      code: 'BAD_USAGE',
      row: 1,
    })
    expect((await readdir(folder)).filter((f) => f.includes('refused'))).toEqual([])
  })

  it('fails with IO when the folder is not there', async () => {
    await expect(writeSidecar(join(folder, 'none', 'x.parquet'), columns, [])).rejects.toMatchObject({ code: 'IO' })
  })
})
