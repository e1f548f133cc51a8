import { execFileSync } from 'node:child_process'
import { mkdir, symlink, utimes } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openDataset } from '../../../src/dataset/openDataset.js'
import { readImage } from '../../../src/image/readImage.js'
import { seededRandom } from '../../support/random.js'
import { allRows, ids, testFolder } from '../support.js'
import { END, type Member, memberBytes, resummed, tarOf } from './support.js'

const folder = testFolder()
const png = (i: number) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(600 + i, i)])

const open = async (name: string, members: readonly Member[], options = {}) =>
  openDataset(await folder.write(name, name.endsWith('.gz') ? gzipSync(tarOf(members)) : tarOf(members)), options)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code as string,
  )

describe('samples of a tar archive', () => {
  it('are what has one name up to the first dot', async () => {
    const dataset = await open('a.tar', [
      ['x/000.png', png(0)],
      ['x/000.txt', 'a caption'],
      ['x/000.json', '{"width": 3.10,\n "caption":"other"}'],
      ['x/001.v2.PNG', png(1)],
      ['x/001.cls', '7\n'],
      ['x/001.mask.npy', 'mask'],
      ['a.b/002.jpg', png(2)],
    ])
    const rows = await allRows(dataset)
    expect(rows.map(({ id, index }) => [id, index])).toEqual([
      ['x/000', 0],
      ['x/001', 1],
      ['a.b/002', 2],
    ])
    expect(rows[0]!.record).toMatchObject({ text: 'a caption', image: { path: 'x/000.png', length: 608 } })
    expect(rows[0]!.fields).toMatchObject({ width: 3.1, caption: 'other', __key__: 'x/000' })
    expect(rows[1]!.record).toMatchObject({ label: '7', image: { path: 'x/001.v2.PNG' } })
    expect((await dataset.scan()).keys).toEqual(['width', 'caption', 'id', 'text', '__key__', 'image', 'label'])
  })

  it('give images by their place, which reads the same bytes', async () => {
    const dataset = await open('place.tar', [
      ['a.png', png(1)],
      ['a.b.png', png(2)],
      ['b.txt', 'none'],
    ])
    const [first, second] = await allRows(dataset)
    const sources = [first!.record.image, ...first!.record.moreImages!] as Parameters<typeof readImage>[0][]
    for (const [i, source] of sources.entries()) {
      expect((await readImage(source, { root: dataset.root })).bytes.equals(png(i + 1))).toBe(true)
    }
    expect(second!.record.image).toBeUndefined()
  })

  it.each(['z.tar.gz', 'z.tgz'])('of a compressed archive hold their images (%s)', async (name) => {
    const path = await folder.write(
      name,
      gzipSync(
        tarOf([
          ['a.png', png(1)],
          ['a.txt', 't'],
          ['b.jpg', png(2)],
        ]),
      ),
    )
    const dataset = await openDataset(path)
    const rows = await allRows(dataset)
    expect(rows.map(({ record }) => record.image)).toEqual([
      { bytes: png(1), path: 'a.png' },
      { bytes: png(2), path: 'b.jpg' },
    ])
    const other = await openDataset(
      await folder.write(
        name,
        gzipSync(
          tarOf([
            ['a.png', png(3)],
            ['a.txt', 't'],
          ]),
        ),
      ),
    )
    expect((await allRows(other))[0]!.rawHash).not.toBe(rows[0]!.rawHash)
  })

  it('are read with folders, links, hidden and other files between', async () => {
    const dataset = await openDataset(
      await folder.write(
        'loose.tar',
        Buffer.concat([
          memberBytes(['d/', ''], '5'),
          memberBytes(['d/a.png', png(1)]),
          memberBytes(['d/._a.png', 'apple']),
          memberBytes(['README', 'x']),
          memberBytes(['__meta__/x.json', '{}']),
          memberBytes(['d/a.link.png', ''], '2'),
          memberBytes(['d/a.json', '{"k":1}']),
          END,
        ]),
      ),
    )
    const rows = await allRows(dataset)
    expect(rows.map(({ fields }) => [fields.__key__, fields.k])).toEqual([['d/a', 1]])
    expect(rows[0]!.record.moreImages).toBeUndefined()
  })

  it.each([
    'v7',
    'oldgnu',
    'gnu',
    'ustar',
    'posix',
  ])('come as GNU tar writes them as %s, with long names', async (format) => {
    await mkdir(folder.path(`files-${format}/${'deep/'.repeat(format === 'v7' ? 1 : 25)}`), { recursive: true })
    const long = `files-${format}/${'deep/'.repeat(format === 'v7' ? 1 : 25)}${'n'.repeat(40)}`
    await folder.write(`${long}.png`, png(4))
    await folder.write(`${long}.json`, '{"v":1}')
    execFileSync('tar', [
      '-cf',
      folder.path(`${format}.tar`),
      `--format=${format}`,
      '--sort=name',
      '-C',
      folder.path('.'),
      `files-${format}`,
    ])
    const dataset = await openDataset(folder.path(`${format}.tar`))
    const [row, ...more] = await allRows(dataset)
    expect(more).toEqual([])
    expect(row).toMatchObject({ id: long, fields: { v: 1 } })
    expect((await readImage(row!.record.image as string, { root: dataset.root })).bytes.equals(png(4))).toBe(true)
  })

  it('have the id of their json, else their key, else with the name of the archive before it', async () => {
    const one: Member[] = [
      ['a.json', '{"id":"own"}'],
      ['b.txt', 'b'],
      ['c.json', '{"id":1.10}'],
    ]
    expect(await ids(await open('i0.tar', one))).toEqual(['own', 'b', '1.10'])
    await open('twice-0.tar', [
      ['a.txt', ''],
      ['b.txt', ''],
    ])
    await open('twice-1.tar', [
      ['a.txt', ''],
      ['c.json', '{"id":"c"}'],
    ])
    const both = await openDataset(folder.path('twice-?.tar').replace(/[[{]/g, '?'))
    await both.scan()
    expect(await ids(both)).toEqual(['twice-0:a', 'twice-0:b', 'twice-1:a', 'c'])
    const clash = await open('clash.tar', [
      ['a.txt', ''],
      ['b.txt', ''],
      ['a.txt', ''],
    ])
    await expect(clash.scan()).rejects.toMatchObject({
      code: 'DUPLICATE_ID',
      message: expect.stringContaining('"clash:a" in rows 0, 2'),
    })
  })

  it('are read from any row on, and up to any', async () => {
    const random = seededRandom()
    const members: Member[] = Array.from({ length: 3000 }, (_, i) => [`${i}.txt`, `${i}`])
    for (const name of ['seek.tar', 'seek.tar.gz']) {
      const dataset = await open(name, members)
      await dataset.scan()
      for (let round = 0; round < 8; round++) {
        const begin = random.integer(0, 3000)
        const end = random.integer(begin, 3100)
        const rows = await allRows(dataset, { begin, end })
        expect(rows.map(({ index, fields }) => `${index} ${fields.text}`)).toEqual(
          Array.from({ length: Math.min(end, 3000) - begin }, (_, i) => `${begin + i} ${begin + i}`),
        )
      }
    }
  })

  it('respect the limit, and an archive that changed is told', async () => {
    const dataset = await open(
      'limit.tar',
      [
        ['a.txt', ''],
        ['b.txt', ''],
        ['c.txt', ''],
      ],
      { limit: 2 },
    )
    expect((await dataset.scan()).rows).toBe(2)
    expect(await ids(dataset)).toEqual(['a', 'b'])
    await utimes(folder.path('limit.tar'), 1, 1)
    expect(await codeOf(ids(dataset))).toBe('BAD_FORMAT')
  })

  it('are found through links, as in the cache of a hub', async () => {
    await mkdir(folder.path('blobs'))
    await mkdir(folder.path('snapshot'))
    await folder.write('blobs/3f2a', tarOf([['a.png', png(1)]]))
    await symlink('../blobs/3f2a', folder.path('snapshot/train.tar'))
    const dataset = await openDataset(folder.path('snapshot/train.tar'))
    const [row] = await allRows(dataset)
    expect((await readImage(row!.record.image as string, { root: dataset.root })).bytes.equals(png(1))).toBe(true)
  })
})

describe('a sample that is not as it should be', () => {
  it.each([
    ['json that does not parse', [['a.json', '{"x":']], 'BAD_ROW'],
    ['json that is no object', [['a.json', '[1]']], 'BAD_ROW'],
    [
      'two json members',
      [
        ['a.json', '{}'],
        ['a.JSON', '{}'],
      ],
      'BAD_ROW',
    ],
    ['a path out of the archive', [['../a.txt', 'x']], 'PATH_OUTSIDE_DATASET'],
    ['an absolute path', [['/etc/a.txt', 'x']], 'PATH_OUTSIDE_DATASET'],
    ['too long a text', [['a.txt', 'x'.repeat(1_000_001)]], 'TEXT_TOO_LONG'],
    ['a text of megabytes', [['a.txt', 'x'.repeat(4_000_000)]], 'TEXT_TOO_LONG'],
    ['65 images', Array.from({ length: 65 }, (_, i) => [`a.${i}.png`, png(1)] as const), 'BAD_ROW'],
  ] as [string, Member[], string][])('has an error for %s, and its neighbour none', async (_, members, code) => {
    const rows = await allRows(await open('bad.tar', [...members, ['next.txt', 'fine']]))
    expect(rows.map(({ error }) => error?.code)).toEqual([code, undefined])
    expect(rows[0]!.error!.stage).toBe('read')
  })

  it('has an error for a json above the limit', async () => {
    const [row] = await allRows(
      await open('large.tar', [['a.json', `{"x":"${'x'.repeat(100)}"}`]], { maxLineBytes: 50 }),
    )
    expect(row!.error?.code).toBe('FILE_TOO_LARGE')
  })
})

describe('an archive that cannot be read', () => {
  const whole = tarOf([
    ['a.png', png(1)],
    ['b.txt', 'b'],
  ])
  const pax = (records: string, type = 'x') => memberBytes(['p', records], type)
  const withSize = (bytes: number[]) => {
    const block = memberBytes(['a.png', '']).subarray(0, 512)
    Buffer.from(bytes).copy(block, 124)
    return resummed(block)
  }
  const cases: [string, Buffer, string][] = [
    ['is empty', Buffer.alloc(0), 'empty'],
    ['is gzip by another name', gzipSync(whole), 'name it .tar.gz'],
    ['is text', Buffer.from('{"id":1}\n'.repeat(100)), 'begins otherwise'],
    ['is cut off in a header', whole.subarray(0, 1700), 'ends early'],
    ['is cut off in a member', whole.subarray(0, 900), 'ends early'],
    [
      'has a damaged header',
      Buffer.concat([whole.subarray(0, 1536), Buffer.alloc(512, 1), whole.subarray(2048)]),
      'byte 1536',
    ],
    [
      'has a member of more bytes than numbers count',
      withSize([0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
      'no size',
    ],
    ['has a member larger than itself', withSize([0x80, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]), 'ends early'],
    ['has a pax header that cannot be', Buffer.concat([pax('999 path=x\n'), whole]), 'cannot be read'],
    [
      'has a sparse file',
      Buffer.concat([pax('25 GNU.sparse.major=1\n\n\n\n').fill(0, 0, 0), memberBytes(['a.png', ''], 'S')]),
      'sparse',
    ],
    ['names paths for all members', Buffer.concat([pax('10 path=x\n', 'g'), whole]), 'global header'],
    [
      'is all headers',
      Buffer.concat(Array.from({ length: 6 }, () => memberBytes(['x', Buffer.alloc(2 ** 20)], 'L'))),
      'one extended header after',
    ],
    ['has an extended header of megabytes', memberBytes(['x', Buffer.alloc(2 ** 20 + 1)], 'x'), 'at most'],
  ]
  it.each(cases)('%s', async (name, bytes, message) => {
    for (const compressed of [false, true]) {
      if (compressed && name.startsWith('is gzip')) continue
      const path = await folder.write(compressed ? 'broken.tar.gz' : 'broken.tar', compressed ? gzipSync(bytes) : bytes)
      const dataset = await openDataset(path)
      await expect(dataset.scan()).rejects.toMatchObject({
        code: 'BAD_FORMAT',
        message: expect.stringContaining(message),
        file: path,
      })
    }
  })

  it('ends where its last member ends, with zeros or without', async () => {
    for (const end of [
      Buffer.alloc(0),
      Buffer.alloc(512),
      Buffer.alloc(10_240),
      Buffer.concat([END, Buffer.from('more')]),
    ]) {
      const dataset = await openDataset(await folder.write('end.tar', Buffer.concat([whole.subarray(0, -1024), end])))
      expect((await dataset.scan()).rows).toBe(2)
    }
  })

  it('has no samples and is none the worse', async () => {
    const dataset = await openDataset(await folder.write('none.tar', END))
    expect(await dataset.scan()).toMatchObject({ rows: 0, keys: [] })
  })

  it('is a bomb', async () => {
    const path = await folder.write(
      'bomb.tar.gz',
      gzipSync(memberBytes(['a.png', Buffer.alloc(2 ** 26)]), { level: 9 }),
    )
    await expect((await openDataset(path)).scan()).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })
})
