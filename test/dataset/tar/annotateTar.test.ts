import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type AnnotateOptions, annotate } from '../../../src/dataset/annotate.js'
import { columnByName } from '../../../src/dataset/names.js'
import { openDataset } from '../../../src/dataset/openDataset.js'
import { planShards, shardingOf } from '../../../src/dataset/shards.js'
import { writeSidecar } from '../../../src/dataset/sidecar.js'
import { readImage } from '../../../src/image/readImage.js'
import { allRows, query, sqlFile, testFolder } from '../support.js'
import { END, type Member, memberBytes, tarOf } from './support.js'

const folder = testFolder()
const columns = [columnByName('score')!, columnByName('phash')!]
const png = (i: number) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(600 + i, i)])
const members: Member[] = [
  ['0.png', png(0)],
  ['0.json', '{ "w": 1.10,\n "t":"a" }\n'],
  ['0.txt', 'zero'],
  ['1.JPG', png(1)],
  ['2.json', '{}'],
  ['2.png', png(2)],
]

async function sidecar(rows: number): Promise<string> {
  const path = folder.path('ours.parquet')
  await writeSidecar(
    path,
    columns,
    Array.from({ length: rows }, (_, i) => ({ score: i + 0.5, phash: `p${i}` })),
  )
  return path
}

async function run(input: string | Buffer, out: string, options: Partial<AnnotateOptions> = {}, name = 'in.tar') {
  const dataset = await openDataset(typeof input === 'string' ? input : await folder.write(name, input))
  const { rows } = await dataset.scan()
  const own = options.columns?.length === 0 ? [] : [await sidecar(rows)]
  await annotate(dataset, { sidecars: [own], columns, out: folder.path(out), ...options })
  return readFile(folder.path(out))
}

describe('a tar archive with our columns', () => {
  it('has every other byte as before, and ours in the json of each sample', async () => {
    const out = await run(tarOf(members), 'out.tar')
    expect(out).toEqual(
      tarOf([
        members[0]!,
        ['0.json', '{ "w": 1.10,\n "t":"a" ,"score":0.5,"phash":"p0"}\n'],
        members[2]!,
        members[3]!,
        ['1.json', '{"score":1.5,"phash":"p1"}\n'],
        ['2.json', '{"score":2.5,"phash":"p2"}'],
        members[5]!,
      ]),
    )
    expect(
      execFileSync('tar', ['-tf', folder.path('out.tar')])
        .toString()
        .split('\n'),
    ).toHaveLength(8)
  })

  it('reads back what was written, and its own columns are in the way next time', async () => {
    await run(tarOf(members), 'again.tar')
    const dataset = await openDataset(folder.path('again.tar'))
    expect((await allRows(dataset)).map(({ fields }) => [fields.score, fields.phash])).toEqual([
      [0.5, 'p0'],
      [1.5, 'p1'],
      [2.5, 'p2'],
    ])
    const twice = run(folder.path('again.tar'), 'twice.tar')
    await expect(twice).rejects.toMatchObject({ code: 'COLUMN_EXISTS', message: expect.stringContaining('`score`') })
    await run(folder.path('again.tar'), 'replaced.tar', { replaceColumns: true })
    await run(folder.path('replaced.tar'), 'settled.tar', { replaceColumns: true })
    expect(await readFile(folder.path('settled.tar'))).toEqual(await readFile(folder.path('replaced.tar')))
    const fieldsOf = async (name: string) =>
      (await allRows(await openDataset(folder.path(name)))).map((row) => row.fields.score)
    expect(await fieldsOf('replaced.tar')).toEqual(await fieldsOf('again.tar'))
  })

  it('keeps whole samples, and what belongs to none', async () => {
    const input = Buffer.concat([
      memberBytes(['d/', ''], '5'),
      ...members.slice(0, 3).map((m) => memberBytes(m)),
      memberBytes(['.hidden', 'h']),
      ...members.slice(3).map((m) => memberBytes(m)),
      END,
    ])
    const out = await run(input, 'kept.tar', { columns: [], keep: Uint8Array.of(0, 1, 0) })
    expect(out).toEqual(
      Buffer.concat([memberBytes(['d/', ''], '5'), memberBytes(['.hidden', 'h']), memberBytes(members[3]!), END]),
    )
  })

  it('is the input again when nothing is added and all is kept, headers of every kind included', async () => {
    for (const format of ['oldgnu', 'gnu', 'ustar', 'posix']) {
      await folder.write('a.json', '{"v":1}')
      await folder.write(`b${'x'.repeat(90)}.txt`, 'text')
      const args = ['-cf', folder.path('gnu.tar'), `--format=${format}`, '-b', '1', '-C', folder.path('.')]
      execFileSync('tar', [...args, 'a.json', `b${'x'.repeat(90)}.txt`])
      expect(await run(folder.path('gnu.tar'), 'same.tar', { columns: [] })).toEqual(
        await readFile(folder.path('gnu.tar')),
      )
      await run(folder.path('gnu.tar'), 'added.tar')
      const list = execFileSync('tar', ['-tvf', folder.path('added.tar')]).toString()
      expect(list).toMatch(/a\.json/)
      const content = execFileSync('tar', ['-xOf', folder.path('added.tar'), 'a.json']).toString()
      expect(content).toBe('{"v":1,"score":0.5,"phash":"p0"}')
    }
  })

  it('adds a json under a long name that every reader takes', async () => {
    const name = `${'ü'.repeat(60)}/${'n'.repeat(120)}`
    const extended = `${Buffer.byteLength(`199 path=${name}.txt\n`)} path=${name}.txt\n`
    const input = Buffer.concat([memberBytes(['p', extended], 'x'), memberBytes(['short', 'text']), END])
    await run(input, 'long.tar')
    const list = execFileSync('tar', ['-tf', folder.path('long.tar'), '--quoting-style=literal'], {
      env: { LC_ALL: 'C.UTF-8' },
    })
    expect(list.toString().trim().split('\n')).toEqual([`${name}.txt`, `${name}.json`])
    const [row] = await allRows(await openDataset(folder.path('long.tar')))
    expect(row!.fields).toMatchObject({ score: 0.5, text: 'text' })
  })

  it('writes ours beside a json that cannot hold them', async () => {
    const out = await run(
      tarOf([
        ['a.json', '[1]'],
        ['b.json', '{"x":'],
      ]),
      'beside.tar',
    )
    const ours = (i: number) => `{"score":${i}.5,"phash":"p${i}"}\n`
    expect(out).toEqual(
      tarOf([
        ['a.json', '[1]'],
        ['a.figsift.json', ours(0)],
        ['b.json', '{"x":'],
        ['b.figsift.json', ours(1)],
      ]),
    )
  })

  it('refuses neighbours of one key from two archives', async () => {
    await folder.write('n0.tar', tarOf([['a.txt', 'a']]))
    await folder.write('n1.tar', tarOf([['a.png', png(1)]]))
    const glob = folder.path('n?.tar').replace(/[[{]/g, '?')
    await expect(run(glob, 'n.tar')).rejects.toMatchObject({
      code: 'BAD_FORMAT',
      message: expect.stringContaining('one sample'),
    })
  })

  it.each(['shards.tar', 'shards.tar.gz'])('is cut into shards of samples (%s)', async (name) => {
    const keep = Uint8Array.of(1, 1, 1)
    const shards = await planShards(3, keep, shardingOf(folder.path(name), 2)!)
    const dataset = await openDataset(await folder.write('in.tar', tarOf(members)))
    await annotate(dataset, { sidecars: [], columns: [], out: folder.path(name), keep, shards })
    const read = async (i: number) => {
      const bytes = await readFile(shards[i]!.path)
      return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
    }
    expect(await read(0)).toEqual(tarOf(members.slice(0, 4)))
    expect(await read(1)).toEqual(tarOf(members.slice(4)))
  })

  it('has its columns from a compressed archive too', async () => {
    const plain = await run(tarOf(members), 'p.tar')
    expect(await run(gzipSync(tarOf(members)), 'q.tar', {}, 'in.tar.gz')).toEqual(plain)
  })

  it('is not made of other formats', async () => {
    const dataset = await openDataset(await folder.write('rows.jsonl', '{"id":1}\n'))
    const work = annotate(dataset, { sidecars: [], columns: [], out: folder.path('made.tar') })
    await expect(work).rejects.toMatchObject({ code: 'BAD_FORMAT', message: expect.stringContaining('Write .jsonl') })
  })
})

describe('samples in other formats', () => {
  it('name their images by place in JSON lines, which can be read again', async () => {
    const text = (await run(tarOf(members), 'lines.jsonl')).toString().trim().split('\n')
    expect(text[0]).toBe(
      '{ "w": 1.10,  "t":"a" ,"id":"0","text":"zero","__key__":"0",' +
        '"image":{"archive":"in.tar","offset":512,"length":608,"path":"0.png"},"score":0.5,"phash":"p0"} ',
    )
    const dataset = await openDataset(folder.path('lines.jsonl'))
    const rows = await allRows(dataset)
    expect(rows.map(({ id }) => id)).toEqual(['0', '1', '2'])
    const image = await readImage(rows[1]!.record.image as string, { root: dataset.root })
    expect(image.bytes.equals(png(1))).toBe(true)
  })

  it('do so in CSV', async () => {
    await run(tarOf(members), 'cells.csv')
    const dataset = await openDataset(folder.path('cells.csv'))
    const rows = await allRows(dataset)
    const image = await readImage(rows[2]!.record.image as string, { root: dataset.root })
    expect(image.bytes.equals(png(2))).toBe(true)
    expect(rows[0]!.fields).toMatchObject({ w: '1.10', t: 'a', score: '0.5' })
  })

  it.each(['in.tar', 'in.tar.gz'])('hold their images in Parquet, as Hugging Face datasets do (%s)', async (name) => {
    const bytes = name.endsWith('.gz') ? gzipSync(tarOf(members)) : tarOf(members)
    await run(bytes, 'rows.parquet', {}, name)
    const rows = await query(
      `SELECT w, image.path AS path, octet_length(image.bytes) AS n, score FROM ${sqlFile(folder.path('rows.parquet'))}`,
    )
    expect(rows).toEqual([
      { w: '1.10', path: '0.png', n: '608', score: 0.5 },
      { w: null, path: '1.JPG', n: '609', score: 1.5 },
      { w: null, path: '2.png', n: '610', score: 2.5 },
    ])
    const dataset = await openDataset(folder.path('rows.parquet'))
    expect((await allRows(dataset)).map(({ record }) => (record.image as { bytes: Uint8Array }).bytes)).toEqual(
      [0, 1, 2].map(png),
    )
    dataset.dispose()
  })

  it('hold lists of images where one sample has several', async () => {
    await run(
      tarOf([
        ['a.1.png', png(1)],
        ['a.2.png', png(2)],
        ['b.png', png(3)],
        ['c.txt', 'none'],
      ]),
      'lists.parquet',
    )
    const dataset = await openDataset(folder.path('lists.parquet'))
    const rows = await allRows(dataset)
    expect(
      rows.map(({ record }) => [record.image, ...(record.moreImages ?? [])].filter((one) => one !== undefined).length),
    ).toEqual([2, 1, 0])
    dataset.dispose()
  })

  it('are refused as text rows when the archive is compressed', async () => {
    const work = run(gzipSync(tarOf(members)), 'no.jsonl', {}, 'in.tar.gz')
    await expect(work).rejects.toMatchObject({ code: 'BAD_FORMAT', message: expect.stringContaining('Decompress it') })
  })
})
