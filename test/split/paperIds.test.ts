import { expect, test } from 'vitest'
import { arxivKey, doiKey, idKey, titleKey } from '../../src/split/paperIds.js'
import { paperKeys } from '../../src/split/paperKeys.js'

test('a DOI is the same however it is written', () => {
  for (const written of [
    '10.1371/journal.pone.0001234',
    ' https://doi.org/10.1371/JOURNAL.pone.0001234 ',
    'http://dx.doi.org/10.1371/journal.pone.0001234?ref=x',
    'doi: 10.1371/journal.pone.0001234.',
    '10.1371%2Fjournal.pone.0001234',
    '10.1371/journal.pone.0001234.g002',
  ]) {
    expect(doiKey(written)).toBe('doi:10.1371/journal.pone.0001234')
  }
})

test.each([
  ['10.1101/2020.05.01.071647v2', 'doi:10.1101/2020.05.01.071647'],
  ['10.26434/chemrxiv-2021-abcde-v3', 'doi:10.26434/chemrxiv-2021-abcde'],
  ['10.20944/preprints202001.0001.v1', 'doi:10.20944/preprints202001.0001'],
  ['10.21203/rs.3.rs-123/v1', 'doi:10.21203/rs.3.rs-123'],
  ['10.12688/f1000research.12345.2', 'doi:10.12688/f1000research.12345'],
  ['10.7554/eLife.00013.004', 'doi:10.7554/elife.00013'],
  ['10.48550/arXiv.2101.00010v2', 'arxiv:2101.00010'],
  ['10.1016/S0140-6736(98)00001-2', 'doi:10.1016/s0140-6736(98)00001-2'],
])('the version or part in %s is not the paper', (doi, key) => {
  expect(doiKey(doi)).toBe(key)
})

test.each([
  '',
  'ncomms1234',
  '10.1/x',
  '10.1234/',
  `10.1234/${'x'.repeat(600)}`,
  '%E0%A4%A',
])('%j is no DOI', (text) => {
  expect(doiKey(text)).toBeUndefined()
})

test.each([
  ['arXiv:2101.00010v3', 'arxiv:2101.00010'],
  ['https://arxiv.org/pdf/2101.00010.pdf', 'arxiv:2101.00010'],
  ['0704.0001', 'arxiv:0704.0001'],
  ['math.GT/0309136v1', 'arxiv:math/0309136'],
  ['hep-th/9901001', 'arxiv:hep-th/9901001'],
])('%s is an arXiv id', (text, key) => {
  expect(arxivKey(text)).toBe(key)
  expect(idKey(text)).toBe(key)
})

test('zeros that a number lost are put back where the column is for arXiv ids', () => {
  expect(arxivKey('2101.1', true)).toBe('arxiv:2101.10000')
  expect(arxivKey('1412.1', true)).toBe('arxiv:1412.1000')
  expect(idKey('2101.1')).toBeUndefined()
  expect(arxivKey('1399.0001')).toBeUndefined()
  expect(arxivKey('2101.123456', true)).toBeUndefined()
})

test('titles meet by their letters, and common ones name no paper', () => {
  const title = titleKey('Über  die “Wärme”: a study of heat')
  expect(titleKey('uber die warme — A Study of Heat.')).toBe(title)
  expect(titleKey('熱の研究 : 実験 と 理論 の 比較 に つい て の 長い 題名')).toMatch(/^title:/)
  for (const short of ['Editorial', 'Supplementary information', 'A b c d']) expect(titleKey(short)).toBeUndefined()
})

test('patterns take linear time: a quadratic one would not end here', () => {
  for (const worst of [`10.1101/${'v1'.repeat(5e5)}`, 'a-'.repeat(5e5), ').'.repeat(5e5), `math${'/'.repeat(1e6)}`]) {
    idKey(worst)
    titleKey(worst)
  }
})

test('the keys of a row', () => {
  const provenance = { doi: '10.1234/abc', arxiv_id: '2101.00010v1' }
  const keys = ['paper:ncomms1', 'doi:10.1234/abc', 'arxiv:2101.00010']
  expect(paperKeys({ paper_id: ' ncomms1 ', provenance })).toEqual(keys)
  expect(paperKeys({ paper_id: 'ncomms1', provenance: JSON.stringify(provenance) })).toEqual(keys)
  expect(paperKeys({ paper_id: '10.1234/ABC' })).toEqual(['paper:10.1234/ABC', 'doi:10.1234/abc'])
  expect(paperKeys({ arxiv_id: 2101.0001 })).toEqual(['arxiv:2101.00010'])
  expect(paperKeys({ uid: 7, paper_id: 'x' }, { by: 'uid' })).toEqual(['paper:7'])
  const title = 'A very long title of a paper'
  expect(paperKeys({ title })).toEqual(['title:a very long title of a paper'])
  expect(paperKeys({ title }, { titles: false })).toEqual([])
  expect(paperKeys({ dup_cluster: 3 }, { together: ['dup_cluster'] })).toEqual(['column:dup_cluster:3'])
  expect(paperKeys({ paper_id: null, doi: '', provenance: 'not json', title: ['x'] })).toEqual([])
})
