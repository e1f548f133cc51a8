import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { makeFigures, parseRows, writeRows } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { fixtureModel } from '../support/models.js'
import { figsift } from './support.js'

const home = temporaryFolder()
const ROWS = 6
let input: string
let runs = 0
const fresh = () => join(home, `out${runs++}.jsonl`)

beforeAll(async () => {
  input = await makeFigures(home, ROWS)
})

test('dedup --against tells rows of the other dataset from duplicates within this one', async () => {
  const row = (id: string, image: number) => ({ id, image: `images/f${image}.png`, caption: 'x' })
  const own = await writeRows(home, [row('a', 0), row('b', 1), row('c', 1), row('d', 2)], 'validation.jsonl')
  const dev = await writeRows(home, [row('e', 2)], 'dev.jsonl')
  const { stderr } = await figsift(['dedup', own, '-o', fresh(), '--against', dev])
  expect(stderr).toContain('1 row is in dev.jsonl; 1 duplicate within validation.jsonl (1 by bytes).\n')
  const other = await writeRows(home, [row('e', 3)], 'other.jsonl')
  const none = await figsift(['dedup', own, '-o', fresh(), '--against', other])
  expect(none.stderr).toContain('0 rows are in other.jsonl; 1 duplicate within validation.jsonl (1 by bytes).\n')
})

test('score --model writes scores and embeddings, and dedup takes them', async () => {
  const [out, deduped, vectors] = [fresh(), fresh(), join(home, 'vectors')]
  const model = ['--model', fixtureModel('siglip-joint'), '--precision', 'fp32', '--long-text', 'window-mean']
  expect(await figsift(['score', input, '-o', out, ...model, '--embeddings', vectors])).toMatchObject({ code: 0 })
  for (const row of parseRows(readFileSync(out, 'utf8'))) {
    expect(row).toMatchObject({ score: row.probability, model: 'siglip-joint', cosine: expect.any(Number) })
  }
  const { code, stderr } = await figsift(['dedup', out, '-o', deduped, '--embeddings', vectors, '--min-cosine', '0.99'])
  expect({ code, stderr }).toMatchObject({ code: 0 })
})

test('models are listed and shown, for people and for machines', async () => {
  const { code, stdout } = await figsift(['models', 'list'], { env: { HF_HUB_CACHE: home } })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^(ok|--) +figsift-mini/)
  const { models } = JSON.parse((await figsift(['models', 'list', '--json'])).stdout)
  expect(models[0]).toMatchObject({ name: 'figsift-mini', source: 'embedded' })

  const folder = fixtureModel('siglip-split')
  const shown = (await figsift(['models', 'show', folder])).stdout
  expect(shown).toMatch(/^siglip-split\n/)
  expect(shown).toContain('siglip, 24 dims, fp32')
  expect(shown).toContain('cosine and probability')
  const model = JSON.parse((await figsift(['models', 'show', folder, '--json'])).stdout)
  expect(model).toMatchObject({ name: 'siglip-split', dims: 24, path: folder })
})

test('doctor says what there is and what helps', async () => {
  const { code, stdout } = await figsift(['doctor'])
  expect(code).toBe(0)
  for (const name of ['Node', 'Native core', 'Processor', 'GPU', 'Images', 'Tables', 'Figure words', 'Models']) {
    expect(stdout).toMatch(new RegExp(`^(ok|--) +${name} `, 'm'))
  }
  expect(stdout).toMatch(/sharp .*png, jpeg, webp, tiff, gif, avif, svg/)
  const { findings } = JSON.parse((await figsift(['doctor', '--json'])).stdout)
  expect(findings.length).toBeGreaterThan(7)
})

test('the launcher gives the image decoder every core, unless it was told otherwise', async () => {
  const pool = async (env: Record<string, string>) => {
    const { stdout } = await figsift(['doctor', '--json'], { env })
    return JSON.parse(stdout).findings.find(({ name }: { name: string }) => name === 'Decoding').found
  }
  expect(await pool({ UV_THREADPOOL_SIZE: '7' })).toMatch(/^7 images/)
  expect(Number.parseInt(await pool({ UV_THREADPOOL_SIZE: '' }), 10)).toBe(Math.max(4, availableParallelism()))
})

test('a command that wrote no row does not say what to do with it', async () => {
  const [empty, papers] = [await writeRows(home, [], 'empty.jsonl'), temporaryFolder()]
  writeFileSync(join(papers, 'plain.md'), '# A paper\n\nWith words alone.\n')
  const calls = [
    ['score', empty, '--signals', 'text'],
    ['dedup', empty],
    ['filter', empty, '--where', 'true'],
    ['ingest', papers, '--from', 'markdown'],
  ]
  for (const args of calls) {
    const { code, stderr } = await figsift([...args, '-o', fresh()])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Wrote 0 rows to .*\.\n$/)])
    expect(stderr).not.toContain('Next:')
  }
  const none = await figsift(['ingest', papers, '--from', 'latex', '-o', fresh()])
  expect([none.code, none.stderr]).toEqual([
    1,
    expect.stringContaining('`markdown` (--from markdown) reads 1 of them.'),
  ])
})
