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
  expect(rows[1]).toMatchObject({
    id: 'r1',
    dropped_by: 'small',
    dropped_reason: 'under 5 px',
    dropped_by_all: ['small', 'odd'],
  })
  expect(rows[1]).not.toHaveProperty('keep')
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

test('asks for an expression, rules or presets, and takes them together', async () => {
  await expect(filter({})).rejects.toMatchObject({
    code: 'BAD_USAGE',
    message: expect.stringContaining('none of them'),
  })
  const { summary } = await filter({ where: 'width < 18', rules: [{ id: 'small', dropWhere: 'width < 15' }] })
  expect(summary.rowsWritten).toBe(3)
  expect(summary.funnel.rules.map(({ id, dropped }) => [id, dropped])).toEqual([
    ['row-error', 0],
    ['small', 15],
    ['where', 2],
  ])
})

test('takes presets, and names the command that writes a column they need', async () => {
  const scored = Array.from({ length: 6 }, (_, i) => ({
    id: `s${i}`,
    image_width: 100 * i,
    image_height: 150,
    image_aspect: i,
  }))
  const sized = await writeRows(home, scored, 'sized.jsonl')
  const { summary, text } = await filter({ input: sized, presets: ['sciir'] })
  expect(parseRows(text).map(({ id }) => id)).toEqual(['s2', 's3'])
  expect(summary.funnel.rules.map(({ id, dropped }) => [id, dropped])).toEqual([
    ['row-error', 0],
    ['sciir/small', 2],
    ['sciir/elongated', 2],
  ])
  const before = { input: sized, rules: [{ id: 'mine', dropWhere: "id = 's3'" }] }
  expect((await filter({ ...before, presets: ['sciir'] })).summary.funnel.rules.map(({ id }) => id)).toEqual([
    'row-error',
    'sciir/small',
    'sciir/elongated',
    'mine',
  ])
  await expect(filter({ input: sized, presets: ['scir'] })).rejects.toThrow(/Did you mean `sciir`\?/)
  await expect(filter({ input: sized, presets: ['datacomp-basic'] })).rejects.toThrow(
    /no column `text_words`. `figsift score --signals text` writes `text_words`: run it first/,
  )
  await expect(filter({ input: sized, presets: ['s1-mmalign'] })).rejects.toThrow(/`figsift score --signals image`/)
  await expect(filter({ input: sized, presets: ['laion-clip'] })).rejects.toThrow(
    /`figsift score --signals clip --model/,
  )
})

test('marks all rows instead of cutting them', async () => {
  const rules = [
    { id: 'small', dropWhere: 'width < 2', reason: 'under 2 px' },
    { id: 'odd', dropWhere: 'width % 2 = 1' },
  ]
  const { summary, text } = await filter({ rules, annotate: true })
  const rows = parseRows(text)
  expect([summary.rowsWritten, rows.length]).toEqual([20, 20])
  expect(rows.slice(0, 3)).toMatchObject([
    { keep: false, dropped_by: 'small', dropped_reason: 'under 2 px', dropped_by_all: ['small'] },
    { keep: false, dropped_by: 'small', dropped_by_all: ['small', 'odd'] },
    { keep: true, dropped_by: null, dropped_reason: null, dropped_by_all: [] },
  ])
  expect(text.split('\n')[3]).toMatch(/^\{"id":"r3","image":"x.png","width":3,"arxiv":2101.00010,/)
  await expect(filter({ rules, annotate: true, dropped: join(home, 'd.jsonl') })).rejects.toThrow(/received both/)
})

test('writes the funnel beside the output, in the forms asked for', async () => {
  const funnels = ['json', 'csv', 'parquet', 'tex', 'txt'].map((ending) => join(home, `funnel.${ending}`))
  const { summary } = await filter({ where: 'width >= 15', funnels })
  expect(JSON.parse(readFileSync(funnels[0]!, 'utf8'))).toEqual(summary.funnel)
  const manifest = JSON.parse(readFileSync(`${summary.output}.manifest.json`, 'utf8'))
  expect(manifest.besides.map(({ file }: { file: string }) => file).sort()).toEqual(
    ['csv', 'json', 'parquet', 'tex', 'txt'].map((ending) => `funnel.${ending}`),
  )
  await expect(filter({ where: 'true', funnels: [join(home, 'funnel.xls')] })).rejects.toThrow(/ends in \.json, \.csv/)
  await expect(filter({ where: 'true', funnels: funnels.slice(0, 1) })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
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
