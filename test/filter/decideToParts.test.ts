import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsFor } from '../../src/dataset/names.js'
import { readSidecar } from '../../src/dataset/sidecar.js'
import { decide } from '../../src/filter/decide.js'
import { decideToParts } from '../../src/filter/decideToParts.js'
import type { PartDecisions, Rule, Rules, TableSource } from '../../src/filter/types.js'
import { rngOf, seededRandom } from '../support/random.js'

let home: string
let source: TableSource
let runs = 0
const ROWS = 5000

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'figsift-parts-'))
  const file = join(home, 'rows.parquet')
  await sql(
    `COPY (SELECT i AS n, CASE WHEN i % 7 = 0 THEN NULL ELSE i % 100 END AS m, concat('paper ', i // 4) AS paper_id,
       concat('s', i // 4 % 60) AS subject, CASE WHEN i % 3 > 0 THEN concat('from ', i % 3) END AS source
     FROM range(${ROWS}) t(i)) TO '${file}'`,
  )
  source = { format: 'parquet', files: [file] }
})

afterAll(() => rmSync(home, { recursive: true }))

async function sql(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}

const RULES: Rule[] = [
  { id: 'low', dropWhere: 'm < 20', reason: 'under 20' },
  { id: 'odd', dropWhere: 'n % 2 = 1' },
  { id: 'late', dropWhere: 'n >= 4000' },
]
const withLow = (threshold: number): Rule[] => [{ ...RULES[0]!, dropWhere: `m < ${threshold}` }, ...RULES.slice(1)]

const parts = (rules: Rules, options: object = {}): Promise<PartDecisions> =>
  decideToParts({ source, rules, folder: join(home, `parts-${runs++}`), ...options })

async function rowsOf({ files }: PartDecisions): Promise<Record<string, unknown>[]> {
  const rows = []
  for await (const row of readSidecar(files, columnsFor('filter'))) rows.push(row)
  return rows
}

describe('decideToParts', () => {
  it('writes what decide says, row by row, in as many parts as asked for', async () => {
    const rng = seededRandom('parts')
    for (const partRows of [700, 2048, rng.integer(1000, 6000)]) {
      const many = Array.from({ length: rng.integer(1, 20) }, (_, i) => ({
        id: `r${i}`,
        dropWhere: `${rng.uniform() < 0.5 ? 'n' : 'm'} % ${rng.integer(2, 30)} = ${rng.integer(0, 3)}`,
        ...(i % 2 === 0 ? { reason: `reason ${i}` } : {}),
      }))
      const wanted = await decide({ source, rules: many })
      const result = await parts(many, { partRows })
      expect(result.files).toHaveLength(Math.ceil(ROWS / partRows))
      expect(result.keep).toEqual(wanted.keep)
      expect(result.funnel).toEqual(wanted.funnel)
      const rows = await rowsOf(result)
      expect(rows).toHaveLength(ROWS)
      const wrong = rows.filter((row, i) => {
        const first = wanted.rules[wanted.firstRule[i]!]
        const all = wanted.firedFor(i).map((r) => wanted.rules[r]!.id)
        return (
          row.keep !== (first === undefined) ||
          row.droppedBy !== (first?.id ?? null) ||
          row.droppedReason !== (first?.reason ?? null) ||
          JSON.stringify(row.droppedByAll) !== JSON.stringify(all)
        )
      })
      expect(wrong).toEqual([])
    }
  })

  it('gives the same bytes again, whatever the threads', async () => {
    const [one, two] = [
      await parts(RULES, { partRows: 1500, threads: 1 }),
      await parts(RULES, { partRows: 1500, threads: 4 }),
    ]
    expect(one.files.map((file) => readFileSync(file))).toEqual(two.files.map((file) => readFileSync(file)))
  })

  it('removes parts of an earlier call, and nothing else', async () => {
    const folder = join(home, 'again')
    await parts(RULES, { folder, partRows: 1000 })
    writeFileSync(join(folder, 'mine.parquet'), 'mine')
    await parts(RULES, { folder, partRows: 3000 })
    expect(readdirSync(folder).sort()).toEqual(['000000.parquet', '000001.parquet', 'mine.parquet'])
  })

  it('leaves whole parts alone when it is stopped, and the same command then gives the same bytes', async () => {
    const [folder, cacheFolder] = [join(home, 'stopped'), join(home, 'stopped-cache')]
    const controller = new AbortController()
    const stopped = parts(RULES, {
      folder,
      cache: cacheFolder,
      partRows: 500,
      signal: controller.signal,
      onProgress: ({ phase, done }: { phase: string; done: number }) => {
        if (phase === 'write decisions' && done >= 1000) controller.abort()
      },
    })
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' })
    const left = readdirSync(folder)
    expect(left.length).toBeLessThan(10)
    expect(left.every((name) => /^\d{6}\.parquet$/.test(name))).toBe(true)
    const again = await parts(RULES, { folder, cache: cacheFolder, partRows: 500 })
    expect(again.cached).toHaveLength(4)
    const plain = await parts(RULES, { partRows: 500 })
    expect(again.files.map((file) => readFileSync(file))).toEqual(plain.files.map((file) => readFileSync(file)))
  })

  it('works without rows and without rules', async () => {
    const empty = join(home, 'empty.jsonl')
    writeFileSync(empty, '')
    expect(await parts(RULES, { source: { format: 'jsonl', files: [empty] } })).toMatchObject({ rows: 0, files: [] })
    const all = await parts([], { dropErrors: false })
    expect(all.funnel).toMatchObject({ rows: ROWS, kept: ROWS, rules: [] })
    expect((await rowsOf(all)).every(({ keep }) => keep === true)).toBe(true)
  })

  it('refuses wrong options, and writes nothing for a rule that fails', async () => {
    await expect(parts(RULES, { partRows: 0 })).rejects.toThrow(/`partRows`/)
    await expect(parts(RULES, { cahce: home })).rejects.toThrow(/Did you mean `cache`\?/)
    const folder = join(home, 'never')
    await expect(parts([{ id: 'x', dropWhere: 'nn > 1' }], { folder })).rejects.toMatchObject({ code: 'BAD_PREDICATE' })
    expect(() => statSync(folder)).toThrow()
  })
})

describe('its cache', () => {
  const cache = () => join(home, `cache-${runs++}`)

  it('evaluates what changed and nothing else, with the same result', async () => {
    const folder = cache()
    expect((await parts(RULES, { cache: folder })).cached).toEqual([])
    for (const rules of [
      withLow(30),
      [...withLow(30)].reverse(),
      [RULES[2]!, { id: 'new', dropWhere: 'm IS NULL' }, { ...RULES[1]!, id: 'renamed', dropWhere: ' n%2 =1' }],
      [RULES[2]!],
      [RULES[2]!, { ...RULES[2]!, id: 'twice' }],
      [...RULES, ...Array.from({ length: 30 }, (_, i) => ({ id: `r${i}`, dropWhere: `n % ${i + 2} = 0` }))],
    ]) {
      const plain = await parts(rules)
      const cached = await parts(rules, { cache: folder })
      expect(cached.funnel).toEqual(plain.funnel)
      expect(cached.keep).toEqual(plain.keep)
      expect(await rowsOf(cached)).toEqual(await rowsOf(plain))
    }
    expect((await parts(withLow(40), { cache: folder })).cached).toEqual(['row-error', 'odd', 'late'])
    expect((await parts(withLow(40), { cache: folder })).cached).toEqual(['row-error', 'low', 'odd', 'late'])
    expect((await parts({ where: 'm < 40' }, { cache: folder })).cached).toEqual(['row-error'])
  })

  it('keeps one set of files', async () => {
    const folder = cache()
    for (const threshold of [10, 20, 30]) await parts(withLow(threshold), { cache: folder })
    expect(readdirSync(folder).sort()).toEqual([
      'answers.json',
      expect.stringMatching(/^codes-[0-9a-f]{16}\.bin$/),
      expect.stringMatching(/^places-[0-9a-f]{16}\.bin$/),
    ])
  })

  it('is not believed when the input changed, or a file is damaged or gone', async () => {
    const file = join(home, 'changing.jsonl')
    const write = (n: number) => writeFileSync(file, `{"n":${n},"m":1}\n{"n":2,"m":30}\n`)
    const changing: TableSource = { format: 'jsonl', files: [file] }
    const folder = cache()
    const call = () => parts(RULES, { source: changing, cache: folder })
    write(1)
    utimesSync(file, 1e9, 1e9)
    await call()
    expect((await call()).cached).toHaveLength(4)
    write(2)
    const changed = await call()
    expect(changed.cached).toEqual([])
    expect(changed.funnel.rules.map(({ fired }) => fired)).toEqual([0, 1, 0, 0])
    for (const damage of [
      (path: string) => writeFileSync(path, Buffer.from(readFileSync(path)).fill(1)),
      (path: string) => rmSync(path),
      (path: string) => writeFileSync(path, ''),
    ]) {
      for (const name of readdirSync(folder)) {
        damage(join(folder, name))
        const again = await call()
        expect(again.cached, name).toEqual([])
        expect(again.funnel).toEqual(changed.funnel)
      }
    }
  })

  it('is another one for another limit or stamp', async () => {
    const folder = cache()
    await parts(RULES, { cache: folder, stamp: 'a' })
    expect((await parts(RULES, { cache: folder, stamp: 'a' })).cached).toHaveLength(4)
    expect((await parts(RULES, { cache: folder, stamp: 'b' })).cached).toEqual([])
    expect((await parts(RULES, { cache: folder, stamp: 'b', source: { ...source, limit: 7 } })).cached).toEqual([])
  })
})

describe('the funnel by subject and source', () => {
  it('counts what a loop over the rows counts', async () => {
    const { funnel } = await parts(RULES)
    const truth = (n: number) => {
      const m = n % 7 === 0 ? null : n % 100
      return [false, m === null ? null : m < 20, n % 2 === 1, n >= 4000]
    }
    const count = (belongs: (n: number) => boolean) => {
      const all = Array.from({ length: ROWS }, (_, n) => n).filter(belongs)
      const answers = all.map(truth)
      const kept = answers.filter((a) => !a.includes(true)).length
      const rules = [0, 1, 2, 3].map((r) => {
        const reached = answers.filter((a) => !a.slice(0, r).includes(true))
        const fired = answers.filter((a) => a[r] === true)
        const alone = fired.filter((a) => a.filter((t) => t === true).length === 1)
        return {
          rowsIn: reached.length,
          dropped: reached.filter((a) => a[r] === true).length,
          nulls: reached.filter((a) => a[r] === null).length,
          fired: fired.length,
          overlap: fired.length - alone.length,
          marginal: alone.length,
        }
      })
      return { rows: all.length, kept, dropped: all.length - kept, rules }
    }
    expect(funnel).toMatchObject(count(() => true))
    expect(funnel.overlaps[1]![2]).toBe(
      Array.from({ length: ROWS }, (_, n) => truth(n)).filter((a) => a[1] && a[2]).length,
    )
    expect(funnel.overlaps[1]![2]).toBe(funnel.overlaps[2]![1])
    expect(funnel.papers).toBe(ROWS / 4)

    expect(funnel.bySource).toMatchObject({ column: 'source', values: 2 })
    expect(funnel.bySource!.groups.map(({ kind, name }) => [kind, name])).toEqual([
      ['value', 'from 1'],
      ['value', 'from 2'],
      ['none', null],
    ])
    for (const [i, rest] of [1, 2, 0].entries()) {
      expect(funnel.bySource!.groups[i]).toMatchObject(count((n) => n % 3 === rest))
    }
    const subjects = funnel.bySubject!
    expect(subjects.values).toBe(60)
    expect(subjects.groups).toHaveLength(51)
    for (const group of subjects.groups.slice(0, 50)) {
      expect(group).toMatchObject(count((n) => Math.floor(n / 4) % 60 === Number(group.name!.slice(1))))
    }
    const listed = subjects.groups.slice(0, 50).map(({ name }) => name)
    expect(subjects.groups[50]).toMatchObject({
      kind: 'rest',
      name: null,
      ...count((n) => !listed.includes(`s${Math.floor(n / 4) % 60}`)),
    })
  })

  it('has wider intervals where rows of a paper share their fate, in groups too', async () => {
    const { funnel } = await parts([{ id: 'paper', dropWhere: 'n // 4 % 2 = 0' }])
    const { share } = funnel.rules[1]!
    expect(share).toMatchObject({ value: 0.5, n: ROWS })
    expect(share!.effective).toBeGreaterThan(0.98 * (ROWS / 4))
    expect(share!.effective).toBeLessThan(1.01 * (ROWS / 4))
    const { funnel: mixed } = await parts([{ id: 'row', dropWhere: 'n % 4 = 0' }])
    expect(mixed.rules[1]!.share!.effective).toBeGreaterThan(0.99 * ROWS)
    // A source takes one or two rows of each paper.
    const group = funnel.bySource!.groups[0]!
    expect(group.keptShare!.effective).toBeLessThan(0.9 * group.rows)
    expect(group.keptShare!.effective).toBeGreaterThan(0.6 * group.rows)
  })

  it.each(['jsonl', 'parquet'] as const)('knows no groups by a column of structs or lists: %s', async (format) => {
    const file = join(home, `structs.${format}`)
    await sql(
      `COPY (SELECT i AS n, {'repo': 'a/b', 'path': 'c'} AS source, concat('s', i % 2) AS subject FROM range(8) t(i))
       TO '${file}' (FORMAT ${format === 'jsonl' ? 'json' : format})`,
    )
    const { funnel } = await parts({ where: 'n > 3' }, { source: { format, files: [file] } })
    expect(funnel.bySubject).toMatchObject({ values: 2 })
    expect(funnel.bySource).toBeUndefined()
  })

  it('names the largest of very many values, even one that came late, and takes 200 rules', async () => {
    const file = join(home, 'subjects.parquet')
    await sql(
      `COPY (SELECT i AS n, CASE WHEN i < 12000 THEN concat('s', i) ELSE repeat('Late ', 50) END AS subject
       FROM range(12100) t(i)) TO '${file}'`,
    )
    const rules = Array.from({ length: 200 }, (_, r) => ({ id: `r${r}`, dropWhere: `n % 211 = ${r}` }))
    const { funnel, keep } = await parts(rules, { source: { format: 'parquet', files: [file] } })
    const { values, groups } = funnel.bySubject!
    expect(values).toBe(12_001)
    expect(groups[0]).toMatchObject({ name: 'Late '.repeat(40), rows: 100 })
    expect(groups.at(-1)).toMatchObject({ kind: 'rest', rows: 12_100 - 100 - 49 })
    expect(funnel.rules.slice(1).map(({ fired }) => fired)).toEqual(
      rules.map((_, r) => Math.floor((12_099 - r) / 211) + 1),
    )
    expect([...keep].every((flag, n) => flag === (n % 211 < 200 ? 0 : 1))).toBe(true)
  })

  it('takes rows of which the paper is not known as papers of their own, and plain rows from memory', async () => {
    const file = join(home, 'loners.jsonl')
    const rng = rngOf(1)
    const rows = Array.from({ length: 400 }, (_, i) => ({
      x: rng.uniform(),
      ...(i < 200 ? { paper_id: `p${i >> 2}` } : {}),
    }))
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'))
    const rules = [{ id: 'x', dropWhere: 'x < 0.5' }]
    const { funnel } = await parts(rules, { source: { format: 'jsonl', files: [file] } })
    expect(funnel.papers).toBe(50)
    expect(funnel.rules[1]!.share!.effective).toBeGreaterThan(250)
    expect(funnel.bySubject).toBeUndefined()
  })
})
