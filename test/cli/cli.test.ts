import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { whyNoModel } from '../../src/score/defaultSignals.js'
import { makeFigures, parseRows, writeRows } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { fixtureModel } from '../support/models.js'
import { BIN, figsift, start } from './support.js'

const home = temporaryFolder()
const ROWS = 6
const IMAGE = ['--signals', 'image']
const FIXTURE = fileURLToPath(new URL('../../assets/sample', import.meta.url))
let input: string
let runs = 0
const fresh = () => join(home, `out${runs++}.jsonl`)

beforeAll(async () => {
  input = await makeFigures(home, ROWS)
})

describe('exit code 0', () => {
  test('and a last line that says where the output is and what to do next', async () => {
    const out = fresh()
    const { code, stdout, stderr } = await figsift(['score', input, '--out', out, ...IMAGE])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      `Wrote 6 rows to ${out}. Next: figsift dedup ${out} --out deduped.jsonl`,
    )
    expect(parseRows(readFileSync(out, 'utf8'))).toHaveLength(ROWS)
  })

  test('a table written to another folder names the folder of its images, and works with it', async () => {
    const elsewhere = join(home, 'results')
    mkdirSync(elsewhere)
    const scored = join(elsewhere, 'scored.jsonl')
    const { code, stderr } = await figsift(['score', input, '--out', scored, ...IMAGE])
    expect(code).toBe(0)
    expect(stderr.trimEnd()).toMatch(new RegExp(`--out deduped.jsonl --image-root ${home}$`))
    const deduped = join(elsewhere, 'deduped.jsonl')
    expect(await figsift(['dedup', scored, '-o', deduped])).toMatchObject({ code: 3 })
    expect(await figsift(['dedup', scored, '-o', deduped, '--force', '--image-root', home])).toMatchObject({ code: 0 })
    const missing = await figsift(['dedup', scored, '-o', fresh(), '--image-root', join(home, 'nowhere')])
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/Expected a folder for `imageRoot`/) })
  })

  test.each([
    [['--help']],
    [['score', '--help']],
    [['dedup', '--help']],
    [['filter', '--help']],
    [['--version']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await figsift(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    if (args.length === 2) expect(stdout).toMatch(/Examples:\n {2}\$ figsift /)
  })

  test('through score, dedup and filter', async () => {
    const [scored, deduped, kept, dropped] = [fresh(), fresh(), fresh(), fresh()]
    expect(await figsift(['score', input, '-o', scored, ...IMAGE])).toMatchObject({ code: 0 })
    expect(await figsift(['dedup', scored, '-o', deduped])).toMatchObject({ code: 0 })
    const args = ['filter', deduped, '-o', kept, '--where', "dup_keep AND id <> 'f3'", '--dropped', dropped]
    const { code, stderr } = await figsift(args)
    expect(code).toBe(0)
    expect(stderr).toContain('Wrote 5 rows')
    expect(parseRows(readFileSync(dropped, 'utf8')).map(({ id }) => id)).toEqual(['f3'])
  })
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

describe('exit code 2', () => {
  test.each([
    [
      'an option that does not exist, naming the nearest',
      ['dedup', 'x', '-o', 'y', '--phash-radios', '4'],
      '--phash-radius',
    ],
    ['a command that does not exist', ['scroe', 'x'], 'score'],
    ['no output', ['score', 'x'], '--out'],
    ['a number that is none', ['score', 'x', '-o', 'y', '--limit', 'ten'], 'whole number'],
    ['a signal that does not exist', ['score', 'x', '-o', 'y', '--signals', 'wrods'], 'clip, words, image'],
    ['a precision that does not exist', ['score', 'x', '-o', 'y', '--precision', 'fp8'], 'fp32, fp16, int8'],
    [
      'a model without its signal',
      ['score', FIXTURE, '-o', '/tmp/y.jsonl', '--signals', 'words', '--model', 'x'],
      'clip',
    ],
    ['a policy that does not exist', ['dedup', 'x', '-o', 'y', '--policy', 'best'], 'greedy, component'],
    ['no command', [], 'figsift demo'],
  ])('for %s', async (_, args, expected) => {
    const { code, stdout, stderr } = await figsift(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(expected)
  })

  test('for an output that exists', async () => {
    const out = fresh()
    writeFileSync(out, 'mine')
    const { code, stderr } = await figsift(['score', input, '-o', out, ...IMAGE])
    expect(code).toBe(2)
    expect(stderr).toContain('--force')
    expect(await figsift(['score', input, '-o', out, ...IMAGE, '--force'])).toMatchObject({ code: 0 })
  })

  test('for a column of ours in the input, naming it and the remedy', async () => {
    const rows = await writeRows(
      home,
      [{ id: 'a', image: 'images/f0.png', caption: 'x', phash: 'mine' }],
      'taken.jsonl',
    )
    const { code, stderr } = await figsift(['score', rows, '-o', fresh(), ...IMAGE])
    expect(code).toBe(2)
    expect(stderr).toMatch(/phash[\s\S]*--replace-columns/)
  })

  test('for a predicate that is none', async () => {
    const { code, stderr } = await figsift(['filter', input, '-o', fresh(), '--where', 'wdth > 3'])
    expect(code).toBe(2)
    expect(stderr).toContain('wdth')
  })

  test('for a folder that does not exist', async () => {
    const { code, stderr } = await figsift(['score', input, '-o', join(home, 'none', 'out.jsonl'), ...IMAGE])
    expect(code).toBe(2)
    expect(stderr).toContain('Make it first')
  })
})

describe('exit code 1', () => {
  test('for an input that is not there', async () => {
    const { code, stderr } = await figsift(['score', join(home, 'none.jsonl'), '-o', fresh(), ...IMAGE])
    expect(code).toBe(1)
    expect(stderr).toContain('none.jsonl')
  })

  test('for ids that are not unique, listing them', async () => {
    const row = { id: 'same', image: 'images/f0.png', caption: 'x' }
    const rows = await writeRows(home, [row, row], 'twice.jsonl')
    const { code, stderr } = await figsift(['score', rows, '-o', fresh(), ...IMAGE])
    expect(code).toBe(1)
    expect(stderr).toContain('same')
  })

  test('for a model that is not there, saying where it was looked for', async () => {
    const { code, stderr } = await figsift(['score', input, '-o', fresh(), '--model', 'org/none'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/no model "org\/none".*figsift downloads nothing/s)
    expect(await figsift(['models', 'show', 'org/none'])).toMatchObject({ code: 1 })
  })

  test('for too many errors, and a higher limit goes on', async () => {
    const rows = Array.from({ length: 4 }, (_, i) => ({ id: `g${i}`, image: `images/gone${i}.png`, caption: 'x' }))
    const broken = await writeRows(home, rows, 'gone.jsonl')
    const args = ['score', broken, '-o', fresh(), ...IMAGE]
    const { code, stderr } = await figsift([...args, '--max-errors', '2'])
    expect(code).toBe(1)
    expect(stderr).toContain('FILE_NOT_FOUND 3x')
    expect(await figsift([...args, '--max-errors', '4'])).toMatchObject({ code: 3 })
  })
})

describe('exit code 3', () => {
  test('when all rows fail: the folder looked in, or the columns that are read', async () => {
    const gone = [1, 2].map((i) => ({ id: `g${i}`, image: `none/gone${i}.png`, caption: 'x' }))
    const other = [1, 2].map((i) => ({ id: `o${i}`, picture: 'images/f0.png', legend: 'x' }))
    for (const command of [['score', ...IMAGE], ['dedup']]) {
      const missing = await figsift([...command, await writeRows(home, gone, 'all-gone.jsonl'), '-o', fresh()])
      expect(missing).toMatchObject({ code: 3, stderr: expect.stringContaining('All 2 rows carry an error.') })
      expect(missing.stderr).toMatch(new RegExp(`Expected the images in "${home}".*--image-root`))
      const misnamed = await figsift([...command, await writeRows(home, other, 'misnamed.jsonl'), '-o', fresh()])
      expect(misnamed.stderr).toContain(
        'Expected an image under `image`, `image_path`, `img` or `file_name` but received the columns id, picture, legend.',
      )
    }
  })

  test('when some rows carry errors: their number and first reasons on stderr', async () => {
    const rows = [
      { id: 'good', image: 'images/f0.png', caption: 'x' },
      ...Array.from({ length: 5 }, (_, i) => ({ id: `bad\u001b[2J${i}`, image: `images/gone${i}.png`, caption: 'x' })),
    ]
    const out = fresh()
    const { code, stderr } = await figsift(['score', await writeRows(home, rows, 'some.jsonl'), '-o', out, ...IMAGE])
    expect(code).toBe(3)
    expect(stderr).toContain('FILE_NOT_FOUND: 5 rows')
    expect(stderr).toContain('and 2 more')
    expect(stderr).toContain('5 rows of 6 carry an error')
    expect(stderr).not.toContain('\u001b')
    expect(parseRows(readFileSync(out, 'utf8'))[0]).toMatchObject({ error: null })
  })
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

test('Ctrl-C stops, says how to go on, and the same command does', async () => {
  const many = await writeRows(
    home,
    Array.from({ length: 3000 }, (_, i) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })),
    'many.jsonl',
  )
  const out = fresh()
  const args = ['score', many, '--out', out, ...IMAGE, '--part-rows', '50', '--threads', '1']
  const running = start(args)
  const journal = () => {
    try {
      return readFileSync(`${out}.figsift/journal.jsonl`, 'utf8').split('\n').length
    } catch {
      return 0
    }
  }
  while (journal() < 4) await new Promise((resolve) => setTimeout(resolve, 20))
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain(`the same command resumes:\n  figsift score ${many} --out ${out} --signals image`)
  const again = await figsift([...args, '--json'])
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout).rowsKept).toBeGreaterThanOrEqual(150)
})

test('Ctrl-C before a part is finished promises no part', async () => {
  const many = await writeRows(
    home,
    Array.from({ length: 3000 }, (_, i) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })),
    'early.jsonl',
  )
  const out = fresh()
  const running = start(['score', many, '--out', out, ...IMAGE, '--part-rows', '3000', '--threads', '1'])
  while (!readdirSync(home).includes(`${out.slice(home.length + 1)}.figsift`)) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  running.kill('SIGINT')
  const { code, stderr } = await running.ended
  expect(code).toBe(130)
  expect(stderr).toContain('No part was finished yet (a part is 3,000 rows). The same command starts again:')
  expect(stderr).not.toContain('Finished parts are kept')
})

test('two processes on one output: the second is refused, naming the first', async () => {
  const many = await writeRows(
    home,
    Array.from({ length: 2000 }, (_, i) => ({ id: `m${i}`, image: `images/f${i % ROWS}.png`, caption: 'x' })),
    'shared.jsonl',
  )
  const out = fresh()
  const args = ['score', many, '--out', out, ...IMAGE]
  const first = start(args)
  while (!readdirSync(home).includes(`${out.slice(home.length + 1)}.figsift`)) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  const { code, stderr } = await figsift(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/process \d+ on .* works on it/)
  expect(await first.ended).toMatchObject({ code: 0 })
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

test('works from another folder with relative paths', async () => {
  const elsewhere = join(home, 'elsewhere')
  mkdirSync(elsewhere)
  const args = ['score', '../figures.jsonl', '-o', 'here.jsonl', ...IMAGE]
  expect(await figsift(args, { cwd: elsewhere })).toMatchObject({ code: 0 })
  expect(readdirSync(elsewhere).sort()).toEqual(['here.jsonl', 'here.jsonl.manifest.json'])
})
