import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeFigures, parseRows, writeRows } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'
import { figsift } from './support.js'

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
