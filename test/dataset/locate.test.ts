import { mkdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { expandRanges } from '../../src/dataset/braceRange.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { ids, testFolder } from './support.js'

const folder = testFolder()
const at = (pattern: string) => `${folder.path('.').replace(/[[{]/g, '?')}/${pattern}`
const idsOf = async (pattern: string) => ids(await openDataset(at(pattern)))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => '',
    ({ code, message }) => `${code} ${message}`,
  )

describe('ranges in a name', () => {
  it.each([
    ['a', ['a']],
    ['t-{000..002}.tar', ['t-000.tar', 't-001.tar', 't-002.tar']],
    ['{9..11}', ['9', '10', '11']],
    ['{2..0}', ['2', '1', '0']],
    ['{08..10}', ['08', '09', '10']],
    ['{0..1}/{0..1}', ['0/0', '0/1', '1/0', '1/1']],
    ['{a,b}{1..2}', ['{a,b}1', '{a,b}2']],
    ['{1..}{..2}{a..c}', ['{1..}{..2}{a..c}']],
  ])('%s', (pattern, names) => {
    expect(expandRanges(pattern)).toEqual(names)
  })

  it('are refused when nobody can mean them', () => {
    expect(() => expandRanges('{0..999999999}')).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }))
    expect(() => expandRanges('{0..9999}{0..9999}')).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }))
  })
})

describe('which files an input means', () => {
  const row = (id: string) => `{"id":"${id}"}\n`
  beforeAll(async () => {
    for (const i of [1, 2, 10]) await folder.write(`part-${i}.jsonl`, row(`p${i}`))
    await folder.write('part-3.jsonl.gz', gzipSync(row('p3')))
    await folder.write('.part-4.jsonl', row('hidden'))
    await folder.write('rows.csv', 'id\nc\n')
    await mkdir(folder.path('part-5.jsonl'))
  })

  it('in a pattern: all that match, by name, compressed or not, no hidden file and no folder', async () => {
    expect(await idsOf('part-*.jsonl*')).toEqual(['p1', 'p10', 'p2', 'p3'])
    expect(await idsOf('.part-*.jsonl')).toEqual(['hidden'])
  })

  it('in a range: each that it names, in its order', async () => {
    expect(await idsOf('part-{1..2}.jsonl')).toEqual(['p1', 'p2'])
    expect(await idsOf('part-{2..1}.jsonl')).toEqual(['p2', 'p1'])
    expect(await idsOf('part-{1..3}.jsonl*')).toEqual(['p1', 'p2', 'p3'])
  })

  it('in a range with a gap: an error that names it', async () => {
    expect(await codeOf(idsOf('part-{1..4}.jsonl*'))).toMatch(/FILE_NOT_FOUND .*part-4\.jsonl\*", one of the 4 /)
    expect(await codeOf(idsOf('part-{7..8}.jsonl'))).toMatch(/FILE_NOT_FOUND .*part-7\.jsonl"/)
  })

  it('of two formats: none', async () => {
    expect(await codeOf(idsOf('*.{csv,jsonl}'))).toMatch(/BAD_FORMAT Expected files of one format/)
  })
})
