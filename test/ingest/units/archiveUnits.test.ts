import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Source } from '../../../src/ingest/source.js'
import { DEFAULT_LIMITS } from '../../../src/ingest/units/limits.js'
import { type OpenUnitsOptions, openUnits } from '../../../src/ingest/units/openUnits.js'
import { temporaryFolder } from '../../run/support/temporaryFolder.js'
import { seededRandom } from '../../support/random.js'
import { fileSource, folderSource, gzip, type Member, type SeenUnit, seen, tarOf } from './archives.js'

const folder = temporaryFolder()
const temporary = temporaryFolder()
const limits = DEFAULT_LIMITS
const paper = (name: string): Member => ({ name, data: 'PAPER' })
let files = 0

async function unitsOf(
  bytes: Uint8Array,
  source: Source,
  options: OpenUnitsOptions & { name?: string } = {},
): Promise<SeenUnit[]> {
  const path = join(folder, options.name ?? `${files++}.tar`)
  writeFileSync(path, bytes)
  const opened = await openUnits(path, source, { temporary, limits, ...options })
  const units = await seen(opened.units())
  expect(readdirSync(temporary)).toEqual([])
  return units
}

describe('papers of an archive', () => {
  test('one paper, its folders in any order', async () => {
    const members = [{ name: 'figs/a.png', data: 'x' }, { name: 'sec/one.tex', data: '' }, paper('main.tex')]
    for (const order of [members, members.toReversed()]) {
      const [unit, ...more] = await unitsOf(await tarOf(order), folderSource, { name: '2001.00001.tar.gz' })
      expect(more).toEqual([])
      expect(unit).toMatchObject({ name: '2001.00001.tar.gz', documents: ['main.tex'] })
      expect(unit!.list).toEqual(['figs/a.png', 'main.tex', 'sec/one.tex'])
    }
  })

  test('a folder for each, paths count from the paper', async () => {
    const bytes = await tarOf([
      { name: 'all', type: 'directory' },
      { name: 'all/a/figs/1.png', data: 'x' },
      { name: 'all/a/sec/s.tex', data: '' },
      paper('all/a/ms.tex'),
      { name: 'all/a/2.png', data: 'x' },
      paper('all/b/ms.tex'),
      { name: 'all/c/notes.tex', data: 'none' },
    ])
    const units = await unitsOf(gzip(bytes), folderSource, { name: 'x.tgz' })
    expect(units.map(({ name, documents, list }) => ({ name, documents, list }))).toEqual([
      { name: 'x.tgz/all/a', documents: ['ms.tex'], list: ['2.png', 'figs/1.png', 'ms.tex', 'sec/s.tex'] },
      { name: 'x.tgz/all/b', documents: ['ms.tex'], list: ['ms.tex'] },
    ])
  })

  test('an archive for each, as arXiv ships them: tar.gz, one gz of a file, a PDF', async () => {
    const bytes = await tarOf([
      { name: '2001/2001.00001.gz', data: gzip(await tarOf([paper('p.tex'), { name: 'f/1.png', data: 'x' }])) },
      { name: '2001/2001.00002.gz', data: gzip('\\documentclass PAPER') },
      { name: '2001/2001.00003.pdf', data: '%PDF-1.4' },
      { name: '2001/2001.00004.tar.gz', data: gzip(await tarOf([paper('q.tex')])) },
      { name: '2001/2001.00005.gz', data: gzip('%PDF-1.4') },
    ])
    const units = await unitsOf(bytes, folderSource, { name: 'arXiv.tar' })
    expect(units.map(({ name, documents }) => [name, ...documents])).toEqual([
      ['arXiv.tar/2001/2001.00001.gz', 'p.tex'],
      ['arXiv.tar/2001/2001.00002.gz', '2001.00002.tex'],
      ['arXiv.tar/2001/2001.00004.tar.gz', 'q.tex'],
      ['arXiv.tar/2001/2001.00005.gz'],
    ])
    expect(units[3]!.problems[0]).toMatch(/^UNSUPPORTED_FORMAT/)
  })

  test('documents that are papers by themselves come with the files around them', async () => {
    const bytes = await tarOf([
      { name: 'PMC1/1.xml' },
      { name: 'PMC1/f1.jpg', data: 'x' },
      { name: 'PMC2/2.xml' },
      { name: 'PMC2/f1.jpg', data: 'y' },
    ])
    const units = await unitsOf(bytes, fileSource)
    expect(units.map(({ documents, list }) => [documents, list])).toEqual([
      [['PMC1/1.xml'], ['PMC1/1.xml', 'PMC1/f1.jpg']],
      [['PMC2/2.xml'], ['PMC2/2.xml', 'PMC2/f1.jpg']],
    ])
  })

  test('documents of a flat archive find what lies anywhere in it, compressed or not', async () => {
    const files = Array.from({ length: 40 }, (_, i) => ({ name: `xml/${i}.xml`, data: `document ${i}` }))
    const images = ['images/0.png', 'images/39.png'].map((name) => ({ name, data: `image of ${name}` }))
    const bytes = await tarOf([...files, ...images])
    for (const packed of [bytes, gzip(bytes)]) {
      const path = join(folder, 'flat.tar')
      writeFileSync(path, packed)
      const found: string[] = []
      const units = await seen(
        (await openUnits(path, fileSource, { temporary })).units(),
        async ({ files, documents }) => {
          const number = documents[0]!.replace(/\D/g, '')
          const name = documents[0]!
          expect(Buffer.from(await files.read(name, 100)).toString()).toBe(`document ${number}`)
          await expect(files.read(name, 1)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
          expect(readFileSync(await files.locate(name), 'utf8')).toBe(`document ${number}`)
          expect(files.placesOf(documents)!.places.get(name)?.size).toBe(9 + number.length)
          const image = `images/${number}.png`
          if (files.has(image)) found.push(Buffer.from(await files.read(image, 100)).toString())
          expect((await files.pathsByName()).get('0.png')).toEqual(['images/0.png'])
        },
      )
      expect(units).toHaveLength(40)
      expect(found).toEqual(['image of images/0.png', 'image of images/39.png'])
      expect(readdirSync(temporary)).toEqual([])
    }
  })

  test('a flat archive in an archive, and one too large to be put down whole, is put down in pieces', async () => {
    const small = { ...limits, windowFiles: 20 }
    const bytes = await tarOf(Array.from({ length: 45 }, (_, i) => ({ name: `${i}.xml` })))
    const nested = await unitsOf(await tarOf([{ name: 'inner.tar', data: bytes }]), fileSource, { limits: small })
    expect(nested.map(({ documents }) => documents.length)).toEqual([20, 20, 5])
    const large = await unitsOf(gzip(bytes), fileSource, {
      limits: { ...small, maxUnitBytes: 20_000 },
    })
    expect(large.map(({ documents }) => documents.length)).toEqual([20, 20, 5])
  })

  test('members of a paper that do not follow one another', async () => {
    const bytes = await tarOf([paper('a/m.tex'), paper('b/m.tex'), { name: 'b/1.png' }, { name: 'a/1.png' }])
    const units = await unitsOf(bytes, folderSource)
    expect(units.map(({ documents, list }) => [documents, list])).toEqual([
      [['m.tex'], ['1.png', 'm.tex']],
      [['m.tex'], ['1.png', 'm.tex']],
    ])
  })

  test.each([100, 200])('%i folders without a paper: each document is looked at twice at most', async (count) => {
    let looked = 0
    const choose = async (documents: readonly string[]) => {
      looked += documents.length
      return documents.filter((path) => path.endsWith('main.tex'))
    }
    const notes = Array.from({ length: count }, (_, i) => ({ name: `n${i}/notes.tex` }))
    const units = await unitsOf(await tarOf([...notes, paper('z/main.tex')]), { ...folderSource, choose } as Source)
    expect(units.map(({ documents }) => documents)).toEqual([['main.tex']])
    expect(looked).toBeLessThanOrEqual(2 * (count + 1))
  })

  test('archives that lie in a folder are opened too', async () => {
    const place = temporaryFolder()
    writeFileSync(join(place, 'b.tar.gz'), gzip(await tarOf([paper('m.tex')])))
    writeFileSync(join(place, 'a.tar'), await tarOf([paper('m.tex')]))
    const units = await seen((await openUnits(place, folderSource, { temporary })).units())
    expect(units.map(({ name }) => name)).toEqual(['a.tar', 'b.tar.gz'])
  })
})

describe('what a stranger packs', () => {
  test('an empty archive is said to be empty', async () => {
    for (const bytes of [Buffer.alloc(0), await tarOf([]), Buffer.alloc(10_240), gzip(await tarOf([])), gzip('')]) {
      for (const source of [fileSource, folderSource]) {
        const units = await unitsOf(bytes, source, { name: 'none.tar' })
        expect(units.map(({ documents, problems }) => ({ documents, problems }))).toEqual([
          { documents: [], problems: ['BAD_FORMAT: Expected papers in the archive "none.tar" but it is empty.'] },
        ])
      }
    }
  })

  test.each([
    [{ name: '../evil.tex', data: 'PAPER' }, 'PATH_OUTSIDE_DATASET'],
    [{ name: 'a/../../evil.tex', data: 'PAPER' }, 'PATH_OUTSIDE_DATASET'],
    [{ name: '/etc/evil.tex', data: 'PAPER' }, 'PATH_OUTSIDE_DATASET'],
    [{ name: 'link.tex', type: 'symlink', linkname: '/etc/passwd' }, 'NOT_A_REGULAR_FILE'],
    [{ name: 'hard.tex', type: 'link', linkname: '/etc/passwd' }, 'NOT_A_REGULAR_FILE'],
    [{ name: 'pipe.tex', type: 'fifo' }, 'NOT_A_REGULAR_FILE'],
    [{ name: 'zero.tex', type: 'character-device' }, 'NOT_A_REGULAR_FILE'],
    [{ name: `${'d/'.repeat(40)}x.tex` }, 'LIMIT_EXCEEDED'],
    [{ name: `${'n'.repeat(300)}.tex` }, 'LIMIT_EXCEEDED'],
  ] as [Member, string][])('%j is refused, the paper stays', async (member, code) => {
    const [unit] = await unitsOf(await tarOf([paper('main.tex'), member, { name: 'a.png' }]), folderSource)
    expect(unit!.documents).toEqual(['main.tex'])
    expect(unit!.list).toEqual(['a.png', 'main.tex'])
    expect(unit!.problems).toHaveLength(1)
    expect(unit!.problems[0]).toMatch(code)
  })

  test('a file behind a link is not written through it', async () => {
    const bytes = await tarOf([
      { name: 'x', type: 'symlink', linkname: folder },
      { name: 'x/through.tex', data: 'PAPER' },
    ])
    await unitsOf(bytes, folderSource)
    expect(existsSync(join(folder, 'through.tex'))).toBe(false)
  })

  test('the same name twice, and a file where a folder is', async () => {
    const members = [paper('m.tex'), { name: 'a/b' }, { name: 'a/b' }, { name: 'a' }, { name: 'a/b/c' }]
    const [unit] = await unitsOf(await tarOf(members), folderSource)
    expect(unit!.documents).toEqual(['m.tex'])
    expect(unit!.problems.map((text) => text.slice(0, 10))).toEqual(['BAD_FORMAT', 'BAD_FORMAT', 'BAD_FORMAT'])
  })

  test('too many files, too large ones, too many bytes', async () => {
    const members = [
      paper('m.tex'),
      ...Array.from({ length: 9 }, (_, i) => ({ name: `${i}.png`, data: 'x'.repeat(50) })),
    ]
    const bytes = await tarOf(members)
    const few = await unitsOf(bytes, folderSource, { limits: { ...limits, maxFiles: 5 } })
    expect([few[0]!.list.length, few[0]!.problems.length]).toEqual([5, 1])
    const small = await unitsOf(bytes, folderSource, { limits: { ...limits, maxFileBytes: 40 } })
    expect([small[0]!.list, small[0]!.problems.length]).toEqual([['m.tex'], 9])
    const light = await unitsOf(bytes, folderSource, { limits: { ...limits, maxUnitBytes: 120 } })
    expect([light[0]!.list.length, light[0]!.problems.length]).toEqual([3, 1])
  })

  test('a decompression bomb, at the top and inside', async () => {
    const bomb = gzip(await tarOf([paper('m.tex'), { name: 'zero.png', data: Buffer.alloc(2 ** 21) }]))
    const tight = { ...limits, ratioFromBytes: 2 ** 16 }
    const [unit] = await unitsOf(bomb, folderSource, { name: 'bomb.tgz', limits: tight })
    expect(unit!.problems[0]).toMatch(/LIMIT_EXCEEDED.*grow at most 200 times/)
    const outer = await tarOf([
      { name: 'a.tgz', data: bomb },
      { name: 'b.tgz', data: gzip(await tarOf([paper('n.tex')])) },
    ])
    const units = await unitsOf(outer, folderSource, { limits: tight })
    expect(units.map(({ documents }) => documents)).toEqual([[], ['n.tex']])
  })

  test('archives in archives in archives', async () => {
    const inner = await tarOf([{ name: 'c.tar', data: await tarOf([paper('m.tex')]) }])
    const [unit] = await unitsOf(await tarOf([{ name: 'b.tar', data: inner }]), folderSource)
    expect(unit).toMatchObject({ documents: [], problems: [expect.stringMatching(/LIMIT_EXCEEDED/)] })
  })

  test('damage ends its own archive only', async () => {
    const good = gzip(await tarOf([paper('m.tex')]))
    const cut = gzip(await tarOf([paper('m.tex'), { name: 'x.png', data: Buffer.alloc(5000, 7) }])).subarray(0, 100)
    const wrong = Buffer.from(good)
    wrong.fill(0x55, 12, 60)
    const bytes = await tarOf([
      { name: '1.tgz', data: cut },
      { name: '2.tgz', data: wrong },
      { name: '3.tgz', data: good },
    ])
    const units = await unitsOf(bytes, folderSource)
    expect(units.map(({ documents, problems }) => [documents.length, problems.length])).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
    ])
  })

  test('a tar that ends early keeps the papers before', async () => {
    const bytes = await tarOf([paper('a/m.tex'), paper('b/m.tex'), { name: 'b/x.png', data: Buffer.alloc(4000) }])
    const units = await unitsOf(bytes.subarray(0, 3000), folderSource)
    expect(units.map(({ list, problems }) => [list, problems.length])).toEqual([
      [['m.tex'], 0],
      [['m.tex'], 0],
      [[], 1],
    ])
  })

  test('a member whose size is a lie', async () => {
    const bytes = await tarOf([paper('m.tex')])
    for (const size of ['77777777777\0', '-0000000001\0', 'zzzzzzzzzzz\0']) {
      const copy = Buffer.from(bytes)
      copy.write(size, 124, 'latin1')
      checksum(copy)
      const [unit] = await unitsOf(copy, folderSource)
      expect(unit!.problems.length).toBeGreaterThan(0)
    }
  })

  test('a header without an end does not fill the memory', async () => {
    const header = Buffer.from((await tarOf([{ name: 'x' }])).subarray(0, 512))
    header.write('x', 156, 'latin1')
    header.write('77777777777\0', 124, 'latin1')
    checksum(header)
    const [unit] = await unitsOf(Buffer.concat([header, Buffer.alloc(2 ** 25, 0x20)]), folderSource)
    expect(unit!.problems[0]).toMatch(/ends early/)
  })

  test.each(['x', 'L'])('a header of 5 MB (%s) costs the member that it tells of', async (kind) => {
    const [first, second] = [await tarOf([{ name: 'a.tex' }]), await tarOf([paper('main.tex'), { name: 'b.png' }])]
    const header = Buffer.from(first.subarray(0, 512))
    header.write(kind, 156, 'latin1')
    header.write(`${(5 * 2 ** 20).toString(8).padStart(11, '0')}\0`, 124, 'latin1')
    checksum(header)
    const bytes = Buffer.concat([header, Buffer.alloc(5 * 2 ** 20, 0x61), first.subarray(0, 512), second])
    for (const packed of [bytes, gzip(bytes)]) {
      const [unit, ...more] = await unitsOf(packed, folderSource)
      expect(more).toEqual([])
      expect(unit).toMatchObject({ documents: ['main.tex'], list: ['b.png', 'main.tex'] })
      expect(unit!.problems).toEqual([expect.stringMatching(/^LIMIT_EXCEEDED.*"a.tex".*mebibyte/)])
    }
  })

  test('any bytes changed anywhere give units or problems, and end', async () => {
    const random = seededRandom('tar')
    const whole = await tarOf([paper('a/m.tex'), { name: 'a/f.png', data: 'x'.repeat(700) }, paper('b/m.tex')])
    for (let round = 0; round < 150; round++) {
      const bytes = Buffer.from(random.uniform() < 0.5 ? whole : gzip(whole))
      for (let i = random.integer(1, 8); i > 0; i--) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255)
      await unitsOf(bytes, folderSource, { name: 'fuzz.tar' })
    }
  })
})

test('leaving early leaves nothing behind', async () => {
  const path = join(folder, 'early.tar')
  writeFileSync(path, await tarOf([paper('a/m.tex'), paper('b/m.tex'), paper('c/m.tex')]))
  for await (const unit of (await openUnits(path, folderSource, { temporary })).units()) {
    await unit.dispose()
    break
  }
  expect(readdirSync(temporary)).toEqual([])
})

function checksum(block: Buffer): void {
  block.fill(0x20, 148, 156)
  let sum = 0
  for (let i = 0; i < 512; i++) sum += block[i]!
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
}
