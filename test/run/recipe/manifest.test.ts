import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { locateTable, type RunManifest, readRun } from '../../../src/run/recipe/manifest.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const home = temporaryFolder()
const sum = { file: '../figures.jsonl', bytes: 1, sha256: '00' }
const manifest: RunManifest = {
  tool: 'figsift',
  version: '1.0.0',
  name: 'joss',
  recipe: { file: '../joss.yaml', sha256: '00', text: 'input: figures.jsonl\n' },
  inputs: [sum],
  table: {
    format: 'jsonl',
    files: ['../figures.jsonl'],
    imageRoot: '..',
    rows: 2,
    sidecars: { score: ['parts/score/000000.parquet'], filter: ['parts/filter/000000.parquet'] },
  },
  stages: [{ name: 'score', key: '11', settings: {}, rows: 2, errors: { BAD_IMAGE: 1 }, outputs: [] }],
  libraries: {},
}

async function stored(value: unknown): Promise<string> {
  await writeFile(join(home, 'run.json'), typeof value === 'string' ? value : JSON.stringify(value))
  return home
}

test('reads what a run wrote, by its folder and by its file', async () => {
  expect(await readRun(await stored(manifest))).toEqual(manifest)
  expect(await readRun(join(home, 'run.json'))).toEqual(manifest)
})

test('locates files from the folder of the run', () => {
  for (const folder of ['/data/joss.run', '/data/joss.run/run.json']) {
    expect(locateTable(folder, manifest)).toEqual({
      format: 'jsonl',
      files: ['/data/figures.jsonl'],
      imageRoot: '/data',
      rows: 2,
      sidecars: [['/data/joss.run/parts/score/000000.parquet'], ['/data/joss.run/parts/filter/000000.parquet']],
    })
  }
})

test('says that a run was not finished', async () => {
  await expect(readRun(join(home, 'nothing'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
})

test.each([
  ['no JSON', '{'],
  ['another tool', { ...manifest, tool: 'other' }],
  ['no stages', { ...manifest, stages: [{ ...manifest.stages[0], name: 'nonsense' }] }],
  ['no table', { ...manifest, table: {} }],
  ['side-cars from elsewhere', { ...manifest, table: { ...manifest.table, sidecars: { score: ['../../secret'] } } }],
  ['side-cars of the root', { ...manifest, table: { ...manifest.table, sidecars: { score: ['/etc/passwd'] } } }],
])('refuses %s', async (_, value) => {
  await expect(readRun(await stored(value))).rejects.toMatchObject({ code: 'BAD_FORMAT', file: join(home, 'run.json') })
})
