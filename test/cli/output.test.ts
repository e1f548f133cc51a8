import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { whyNoModel } from '../../src/score/defaultSignals.js'
import { makeFigures, parseRows, writeRows } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { BIN, figsift } from './support.js'

const home = temporaryFolder()
const ROWS = 6
const IMAGE = ['--signals', 'image']
let input: string
let runs = 0
const fresh = () => join(home, `out${runs++}.jsonl`)

beforeAll(async () => {
  input = await makeFigures(home, ROWS)
})

describe('--json', () => {
  test('prints one object on stdout and nothing else', async () => {
    const out = fresh()
    const { code, stdout, stderr } = await figsift(['score', input, '-o', out, ...IMAGE, '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'score',
      output: out,
      manifest: `${out}.manifest.json`,
      rows: ROWS,
      rowsWritten: ROWS,
      rowsComputed: ROWS,
      errors: {},
    })
  })

  test('also when the flags are wrong', async () => {
    const { code, stdout } = await figsift(['dedup', input, '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'BAD_USAGE', message: expect.stringContaining('--out') } })
  })

  test('also when it fails', async () => {
    const { code, stdout, stderr } = await figsift(['score', join(home, 'none.jsonl'), '-o', fresh(), '--json'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'FILE_NOT_FOUND', message: expect.any(String) })
  })

  test('gives the funnel of a filter', async () => {
    const { stdout } = await figsift(['filter', input, '-o', fresh(), '--where', "id = 'f1'", '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ rowsWritten: 1, funnel: { rows: ROWS, kept: 1 } })
  })
})

describe('--out -', () => {
  test('writes the rows to stdout and everything else to stderr', async () => {
    const { code, stdout, stderr } = await figsift(['score', input, '--out', '-', ...IMAGE, '--limit', '2'])
    expect(code).toBe(0)
    expect(parseRows(stdout).map(({ id }) => id)).toEqual(['f0', 'f1'])
    expect(stderr).toContain('Wrote 2 rows to stdout.')
  })

  test('leaves nothing behind when the reader has seen enough', async () => {
    const [folder, many] = [join(home, 'tmp'), join(home, 'piped.jsonl')]
    mkdirSync(folder)
    writeFileSync(many, `{"id":null,"pad":"${'x'.repeat(2000)}"}\n`.repeat(500))
    const command = `"${process.execPath}" "${BIN}" filter "${many}" --out - --where 'pad IS NOT NULL' | head -c 100`
    const piped = promisify(execFile)('sh', ['-c', command], { env: { ...process.env, TMPDIR: folder } })
    expect((await piped).stdout).toHaveLength(100)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is refused with --json', async () => {
    expect(await figsift(['score', input, '--out', '-', '--json'])).toMatchObject({ code: 2 })
  })
})

describe('--skip-bad-rows', () => {
  const bad = '{"id":"cut","image":'
  const rows = (last: string) => [
    { id: 'a', image: 'images/f0.png', caption: 'x' },
    bad,
    '[1]',
    { id: 'b', image: 'images/f1.png', caption: last },
  ]
  test.each(['score', 'dedup', 'filter'])('%s sets lines aside, says how many, and where', async (command) => {
    const torn = await writeRows(home, rows('y'), `torn-${command}.jsonl`)
    const [out, dropped] = [fresh(), fresh()]
    const flags = { score: IMAGE, dedup: [], filter: ['--where', "caption = 'y'", '--dropped', dropped] }[command]!
    const refused = await figsift([command, torn, '-o', out, ...flags])
    expect(refused.stderr).toContain('--skip-bad-rows')
    const { code, stderr } = await figsift([command, torn, '-o', out, ...flags, '--skip-bad-rows'])
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(`Left out 2 lines that are no rows; see ${out}.rejected.jsonl.\n`)
    expect(readFileSync(`${out}.rejected.jsonl`, 'utf8')).toBe(`${bad}\n[1]\n`)
    const kept = command === 'filter' ? ['b'] : ['a', 'b']
    expect(parseRows(readFileSync(out, 'utf8')).map(({ id }) => id)).toEqual(kept)
    expect(JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8'))).toMatchObject({ badRows: 2 })
    expect(readdirSync(home).filter((name) => /^out\d+.*(unpublished|figsift$)|^\.unpub/.test(name))).toEqual([])
    expect(readdirSync(home)).not.toContain(`${dropped.slice(home.length + 1)}.rejected.jsonl`)

    // A second output of that name is not written over, and one that is no longer true does not stay.
    await writeRows(home, ['{"id":"a","image":"images/f0.png","caption":"y"}'], `torn-${command}.jsonl`)
    expect(await figsift([command, torn, '-o', out, ...flags, '--skip-bad-rows', '--force'])).toMatchObject({ code: 0 })
    expect(readdirSync(home)).not.toContain(`${out.slice(home.length + 1)}.rejected.jsonl`)
  })

  test('dedup says of which dataset lines could not be compared', async () => {
    const torn = await writeRows(home, rows('y'), 'torn-other.jsonl')
    const { stderr } = await figsift(['dedup', input, '-o', fresh(), '--against', torn, '--skip-bad-rows'])
    expect(stderr).toContain(`2 lines of ${torn} could not be read`)
  })
})

test('above 1,000 rows score says at its end what adds the words that it did not read', async () => {
  const rows = Array.from({ length: 1001 }, (_, i) => ({ id: `w${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' }))
  const [long, out] = [await writeRows(home, rows, 'long.jsonl'), fresh()]
  const { stderr } = await figsift(['score', long, '--out', out])
  const last = stderr.trimEnd().split('\n').slice(-3)
  const hasModel = (await whyNoModel()) === undefined
  expect(stderr).toContain(hasModel ? 'figsift-mini' : '`score` stays empty')
  expect(last[1]).toBe(`  figsift score ${long} --out ${out} --signals ${hasModel ? 'clip,words' : 'words'} --force`)
  expect(last[2]).toMatch(/^Wrote 1,001 rows/)
})

test('works from another folder with relative paths', async () => {
  const elsewhere = join(home, 'elsewhere')
  mkdirSync(elsewhere)
  const args = ['score', '../figures.jsonl', '-o', 'here.jsonl', ...IMAGE]
  expect(await figsift(args, { cwd: elsewhere })).toMatchObject({ code: 0 })
  expect(readdirSync(elsewhere).sort()).toEqual(['here.jsonl', 'here.jsonl.manifest.json'])
})
