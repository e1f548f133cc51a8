import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type RunFilterOptions, runFilter } from '../../src/run/filter.js'
import { parseRows, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
let input: string
let runs = 0

beforeAll(async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `{"id":"r${i}","image":"x.png","width":${i},"arxiv":2101.00010}`)
  rows[19] = '{"id":"r19","image":"x.png","width":null,"arxiv":2101.00010}'
  input = await writeRows(home, rows)
})

async function filter(options: Partial<RunFilterOptions>) {
  const out = join(home, `kept${runs++}.jsonl`)
  const summary = await runFilter({ input, out, ...options })
  return { summary, out, text: readFileSync(out, 'utf8') }
}

test('keeps rows where the expression is true, byte for byte', async () => {
  const { summary, text } = await filter({ where: 'width >= 15' })
  expect(parseRows(text).map(({ id }) => id)).toEqual(['r15', 'r16', 'r17', 'r18'])
  expect(text.split('\n')[0]).toBe('{"id":"r15","image":"x.png","width":15,"arxiv":2101.00010}')
  expect(summary).toMatchObject({ rows: 20, rowsWritten: 4, funnel: { rows: 20, kept: 4, dropped: 16 } })
})

test('says what fills a score that is empty in every row', async () => {
  const scored = await writeRows(
    home,
    [
      { id: 'a', score: null },
      { id: 'b', score: null },
    ],
    'empty-score.jsonl',
  )
  const { summary } = await filter({ input: scored, where: 'score > 0' })
  expect(summary.notes).toEqual([expect.stringMatching(/NULL for every row.*`figsift score --signals words`/)])
  const half = await writeRows(
    home,
    [
      { id: 'a', score: null },
      { id: 'b', score: 1 },
    ],
    'half-score.jsonl',
  )
  expect((await filter({ input: half, where: 'score > 0' })).summary.notes).toEqual([])
})

test('drops rows by rules and writes them apart with what dropped them', async () => {
  const rules = [
    { id: 'small', dropWhere: 'width < 5', reason: 'under 5 px' },
    { id: 'odd', dropWhere: 'width % 2 = 1', reason: 'odd' },
  ]
  const dropped = join(home, 'dropped.jsonl')
  const { summary, text } = await filter({ rules, dropped })
  expect(parseRows(text)).toHaveLength(8)
  const rows = parseRows(readFileSync(dropped, 'utf8'))
  expect(rows).toHaveLength(12)
  expect(rows[1]).toMatchObject({ id: 'r1', dropped_by: 'small', dropped_reason: 'under 5 px' })
  expect(rows[5]).toMatchObject({ id: 'r5', dropped_by: 'odd' })
  expect(summary.funnel.rules.map(({ dropped: n }) => n)).toEqual([0, 5, 7])
  const manifest = JSON.parse(readFileSync(`${summary.output}.manifest.json`, 'utf8'))
  expect(manifest.funnel.rules[1]).toMatchObject({ id: 'small', dropped: 5 })
  expect(manifest.outputs.map(({ rows: n }: { rows: number }) => n)).toEqual([8, 12])
})

test('reads rules from a file', async () => {
  const rules = join(home, 'rules.yaml')
  writeFileSync(rules, 'rules:\n  - id: small\n    dropWhere: width < 10\n    reason: small\n')
  expect((await filter({ rules })).summary.rowsWritten).toBe(10)
})

test('asks for either an expression or rules', async () => {
  await expect(filter({})).rejects.toMatchObject({ code: 'BAD_USAGE', message: expect.stringContaining('neither') })
  await expect(filter({ where: 'true', rules: [] })).rejects.toThrow('both')
})

test('refuses outputs that exist, either of them', async () => {
  const dropped = join(home, 'taken.jsonl')
  writeFileSync(dropped, 'mine')
  await expect(filter({ where: 'true', dropped })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', file: dropped })
  expect(readFileSync(dropped, 'utf8')).toBe('mine')
})

test('writes nothing when the expression is refused', async () => {
  const out = join(home, 'never.jsonl')
  await expect(runFilter({ input, out, where: 'wdth > 3' })).rejects.toMatchObject({ code: 'BAD_PREDICATE' })
  expect(readdirSync(home).filter((name) => name.startsWith('never'))).toEqual([])
})

test('writes two outputs of one name to two folders, and leaves nothing else there', async () => {
  const [there, out] = [join(home, 'there'), join(home, 'same.jsonl')]
  mkdirSync(there)
  await runFilter({ input, out, where: 'width >= 15', dropped: join(there, 'same.jsonl') })
  expect(parseRows(readFileSync(out, 'utf8'))).toHaveLength(4)
  expect(parseRows(readFileSync(join(there, 'same.jsonl'), 'utf8'))).toHaveLength(16)
  expect(readdirSync(there)).toEqual(['same.jsonl'])
  await expect(
    runFilter({ input, out: `${out}.gz`, where: 'false', dropped: join(there, 'b.csv'), signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(readdirSync(there)).toEqual(['same.jsonl'])
})

test('does not write over the input, not even through links', async () => {
  const [link, linkedFolder] = [join(home, 'link.jsonl'), join(home, 'linked')]
  symlinkSync(input, link)
  symlinkSync(home, linkedFolder)
  const before = readFileSync(input, 'utf8')
  for (const [from, out] of [
    [link, input],
    [input, join(linkedFolder, 'figures.jsonl')],
  ] as const) {
    await expect(runFilter({ input: from, out, where: 'true', force: true })).rejects.toMatchObject({
      code: 'BAD_USAGE',
      message: expect.stringContaining('is also an input'),
    })
  }
  expect(readFileSync(input, 'utf8')).toBe(before)
})

test('decides about rows that DuckDB refuses to read', async () => {
  const odd = join(home, 'odd.jsonl')
  const rows = ['{"id":"a","n":1,"text":"half \\ud83d"}', '{"id":"b","n":2}', '{"id":"c","n":9007199254740993}']
  writeFileSync(odd, `\ufeff${rows.join('\n')}\n`)
  expect((await filter({ input: odd, where: 'n = 1 OR n = 9007199254740993' })).text).toBe(
    `\ufeff${rows[0]}\n${rows[2]}\n`,
  )
})
