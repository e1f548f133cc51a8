import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataset } from '../../src/dataset/openDataset.js'
import { decide } from '../../src/filter/decide.js'
import type { Rules, TableSource } from '../../src/filter/types.js'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'figsift-decide-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function sql(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}

const jsonl = (rows: readonly object[]) => rows.map((r) => JSON.stringify(r)).join('\n')

async function kept(source: TableSource, rules: Rules, options: object = {}): Promise<number[]> {
  const { keep } = await decide({ source, rules, dropErrors: false, ...options })
  return [...keep.keys()].filter((row) => keep[row] === 1)
}

describe('decide refuses', () => {
  it('files that are not there or not what they say', async () => {
    const where = { where: 'a = 1' }
    await expect(kept({ format: 'jsonl', files: [] }, where)).rejects.toThrow(/at least one file/)
    await expect(kept({ format: 'jsonl', files: ['nope.jsonl'] }, where)).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
    const broken = write('broken.jsonl', '{"a":1}\n{"a":\n')
    await expect(kept({ format: 'jsonl', files: [broken] }, where)).rejects.toMatchObject({
      code: 'BAD_FORMAT',
      file: broken,
    })
    const noParquet = write('no.parquet', 'PAR1')
    await expect(kept({ format: 'parquet', files: [noParquet] }, where)).rejects.toMatchObject({ file: noParquet })
    const ragged = write('ragged.csv', 'a,b\n1,2\n3,4,5\n')
    await expect(kept({ format: 'csv', files: [ragged] }, where)).rejects.toMatchObject({ code: 'BAD_FORMAT' })
    await expect(kept({ format: 'xml' as 'csv', files: [ragged] }, where)).rejects.toThrow(/source.format/)
  })

  it('other numbers of rows than it was told, and side-cars of other length', async () => {
    const files = [write('three.jsonl', jsonl([{ a: 1 }, { a: 2 }, { a: 3 }]))]
    await expect(kept({ format: 'jsonl', files, expectedRows: 2 }, { where: 'a = 1' })).rejects.toThrow(
      /Expected 2 rows in the input but DuckDB reads 3/,
    )
    const sidecar = join(folder, 'two.parquet')
    await sql(`COPY (SELECT 0.5 AS score FROM range(2)) TO '${sidecar}'`)
    await expect(kept({ format: 'jsonl', files, sidecars: [[sidecar]] }, { where: 'score > 0' })).rejects.toThrow(
      /as many rows in the side-car files as in the input but received 2 and 3/,
    )
  })
})

describe('decide on JSON lines', () => {
  it('sees late keys and types of all rows', async () => {
    const rows: object[] = Array.from({ length: 30_000 }, (_, i) => ({ i }))
    rows.push(
      { i: 30_000.5, late: 'x', id: '2101.00010', day: '2024-01-01', n: -1, box: { y: 2 } },
      { i: -1, late: null, n: 2 ** 60 },
    )
    const source: TableSource = { format: 'jsonl', files: [write('late.jsonl', jsonl(rows))] }
    expect(await kept(source, { where: "late = 'x'" })).toEqual([30_000])
    expect(await kept(source, { where: 'i > 29999 OR i < 0' })).toEqual([30_000, 30_001])
    expect(await kept(source, { where: "id LIKE '%10' AND day < '2024-01-02' AND box.y = 2 AND n < 0" })).toEqual([
      30_000,
    ])
    expect(await kept(source, { where: 'n - 5 > 0' })).toEqual([30_001])
  })

  it('reads a 23-digit integer, duplicate keys, blank lines, and .gz', async () => {
    const text = '{"n":12345678901234567890123,"dup":1,"dup":2}\n\n{"n":1}\r\n'
    const where = { where: 'n > 18446744073709551615' }
    expect(await kept({ format: 'jsonl', files: [write('odd.jsonl', text)] }, where)).toEqual([0])
    expect(await kept({ format: 'jsonl', files: [write('odd.jsonl.gz', gzipSync(text))] }, where)).toEqual([0])
  })

  it('takes mixed kinds as text', async () => {
    const source: TableSource = {
      format: 'jsonl',
      files: [write('mixed.jsonl', '{"m":1}\n{"m":"x"}\n{"m":[2]}\n{"m":null}')],
    }
    expect(await kept(source, { where: "m = '1' OR m = '[2]'" })).toEqual([0, 2])
    expect(await kept(source, { where: 'm IS NULL' })).toEqual([3])
    expect(await kept(source, { where: 'try_cast(m AS DOUBLE) = 1' })).toEqual([0])
    await expect(kept(source, { where: 'm = 1' })).rejects.toThrow(/m, which is text, with 1, which is a number/)
  })

  it('names the columns of all rows when one is missing', async () => {
    const source: TableSource = { format: 'jsonl', files: [write('keys.jsonl', '{"a":1}\n{"late_key":2}')] }
    await expect(kept(source, { where: 'late_kay = 1' })).rejects.toThrow(
      /Did you mean `late_key`\? Columns: a, late_key/,
    )
    expect(await kept(source, { where: 'LATE_KEY = 2' })).toEqual([1])
  })

  it('keeps the order over files, with a limit', async () => {
    const files = ['[x]*?1.jsonl', "it's {2}.jsonl"].map((name, f) =>
      write(name, jsonl([0, 1, 2].map((i) => ({ i: 3 * f + i })))),
    )
    expect(await kept({ format: 'jsonl', files }, { where: 'i % 2 = 1' })).toEqual([1, 3, 5])
    const limited = await decide({ source: { format: 'jsonl', files, limit: 4 }, rules: { where: 'i % 2 = 1' } })
    expect(limited.rows).toBe(4)
    expect([...limited.keep]).toEqual([0, 1, 0, 1])
  })

  it('works on an empty file', async () => {
    const source: TableSource = { format: 'jsonl', files: [write('empty.jsonl', '')] }
    const { rows, keep, funnel } = await decide({ source, rules: { where: 'a > 1' } })
    expect([rows, keep.length, funnel.keptShare]).toEqual([0, 0, null])
  })
})

describe('decide on CSV', () => {
  const source = (text: string, name = 'table.csv'): TableSource => ({ format: 'csv', files: [write(name, text)] })

  it('compares numbers as numbers', async () => {
    const table = source('image_width,s,f\n100,0.50,true\n90,1e-3,false\n1000,nan,true\n,,\n')
    expect(await kept(table, { where: 'image_width < 224' })).toEqual([0, 1])
    expect(await kept(table, { where: 's < 0.6' })).toEqual([0, 1])
    expect(await kept(table, { where: 's >= 0' })).toEqual([0, 1])
    expect(await kept(table, { where: 'f' })).toEqual([0, 2])
    expect(await kept(table, { where: 'image_width * 2 BETWEEN 150 AND 250' })).toEqual([0, 1])
    expect(await kept(table, { where: 's IS NULL' })).toEqual([2, 3])
  })

  it('keeps the same cells as text where a rule uses them as text', async () => {
    const table = source('id,n\n2101.00010,007\n2101.0001,7\n')
    expect(await kept(table, { where: "id = '2101.00010'" })).toEqual([0])
    expect(await kept(table, { where: "id LIKE '%10'" })).toEqual([0])
    expect(await kept(table, { where: "id IN ('2101.0001', 'x') AND n = 7" })).toEqual([1])
    expect(await kept(table, { where: "CAST(n AS VARCHAR) = '007' OR length(n) = 9" })).toEqual([0])
    expect(await kept(table, { where: "coalesce(n, '') = '007'" })).toEqual([0])
  })

  it('leaves a column with one odd cell as text and says how to compare it', async () => {
    const table = source('w\n100\nn/a\n')
    await expect(kept(table, { where: 'w = 100' })).rejects.toThrow(/try_cast\(w AS DOUBLE\)/)
    expect(await kept(table, { where: 'try_cast(w AS DOUBLE) = 100' })).toEqual([0])
  })

  it('reads quotes, line breaks in cells, CRLF and a byte order mark', async () => {
    const table = source('\ufeffid,"a b",text\r\n1,x,"two\r\nlines, ""quoted"""\r\n2,,plain\r\n')
    expect(await kept(table, { where: `id = 1 AND text LIKE '%"quoted"%'` })).toEqual([0])
    expect(await kept(table, { where: '"a b" IS NULL' })).toEqual([1])
  })

  it('does not mind a long quoted cell far down', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i},plain`).join('\n')
    const table = source(`n,text\n${lines}\n30000,"${'line\n'.repeat(600_000)}"\n30001,end\n`, 'long.csv')
    expect(await kept(table, { where: 'n >= 30000' })).toEqual([30_000, 30_001])
  })
})

describe('decide on what DuckDB reads otherwise', () => {
  /** Text that our own readers take and DuckDB refuses, and the row that is kept. */
  const ODD: [string, 'jsonl' | 'csv', string | Buffer, string, number[]][] = [
    ['a byte order mark', 'jsonl', '\ufeff{"id":"1","n":5}\n{"id":"2","n":7}\n', 'n > 6', [1]],
    [
      'half a surrogate pair',
      'jsonl',
      '{"id":"1","n":5}\n{"id":"\\ud800\\\\ud800","n":7}\n',
      "id LIKE '_\\ud800'",
      [1],
    ],
    [
      'a stray byte',
      'jsonl',
      Buffer.concat([Buffer.from('{"id":"'), Buffer.from([255]), Buffer.from('","n":5}')]),
      'n = 5',
      [0],
    ],
    ['two kinds of line ends', 'csv', 'id,image,w\r\n1,a,007\n2,b,\r\n3,c,300\r\n', "w < 224 AND w LIKE '007'", [0]],
  ]

  it.each(ODD)('%s: falls back to rows read another way', async (_, format, text, where, rows) => {
    const file = write(`odd-${rows}.${format}`, text)
    const dataset = await openDataset(file)
    const { keys: names, rows: expectedRows } = await dataset.scan()
    const source: TableSource = { format, files: [file], expectedRows }
    await expect(kept(source, { where })).rejects.toMatchObject({ code: 'BAD_FORMAT' })
    const sidecar = join(folder, 'odd.parquet')
    await sql(`COPY (SELECT i AS place FROM range(${expectedRows}) t(i)) TO '${sidecar}'`)
    async function* records() {
      for await (const row of dataset.rows()) yield row.fields
    }
    const all = { ...source, fallback: { names, records }, sidecars: [[sidecar]] }
    expect(await kept(all, { where: `(${where}) AND place = ${rows[0]}` })).toEqual(rows)
    await expect(kept(all, { where: 'N_ > 6' })).rejects.toThrow(/no column `N_`.*Columns: .*place/)
    dataset.dispose()
  })
})

describe('decide on Parquet and side-cars', () => {
  it('takes types as they are, NaN as NULL, and names in any case', async () => {
    const file = join(folder, 'typed.parquet')
    await sql(
      `COPY (SELECT * FROM (VALUES (1, 'nan'::DOUBLE, DATE '2024-01-01', ['x']), (2, 0.5, NULL, [])) t(Id, s, d, l)) TO '${file}'`,
    )
    const source: TableSource = { format: 'parquet', files: [file] }
    expect(await kept(source, { where: 's >= 0.25' })).toEqual([1])
    expect(await kept(source, { where: 's IS NULL' })).toEqual([0])
    expect(await kept(source, { where: "id = 1 AND d < DATE '2024-02-01' AND list_contains(l, 'x')" })).toEqual([0])
  })

  it('joins side-cars by position over many row groups, whatever the format and the threads', async () => {
    const rows = 300_000
    const file = join(folder, 'many')
    const parts = [0, 1, 2].map((p) => join(folder, `part-${p}.parquet`))
    await sql(
      `COPY (SELECT i AS n, 'x' AS score FROM range(${rows}) t(i)) TO '${file}.parquet' (ROW_GROUP_SIZE 5000)`,
      `COPY (SELECT i AS n, 'x' AS score FROM range(${rows}) t(i)) TO '${file}.jsonl' (FORMAT json)`,
      `COPY (SELECT i AS n, 'x' AS score FROM range(${rows}) t(i)) TO '${file}.csv'`,
      ...parts.map(
        (path, p) =>
          `COPY (SELECT i::DOUBLE AS score, CASE WHEN i % 7 = 0 THEN {'code': 'IO'} END AS error
             FROM range(${(p * rows) / 3}, ${((p + 1) * rows) / 3}) t(i)) TO '${path}' (ROW_GROUP_SIZE 7000)`,
      ),
    )
    for (const format of ['parquet', 'jsonl', 'csv'] as const) {
      const source: TableSource = { format, files: [`${file}.${format}`], sidecars: [parts], expectedRows: rows }
      const { keep, funnel, firstRule, firedFor } = await decide({
        source,
        rules: [
          { id: 'shifted', dropWhere: 'n <> score' },
          { id: 'odd', dropWhere: 'n % 2 = 1' },
        ],
        threads: 2,
      })
      expect(
        funnel.rules.map((r) => [r.id, r.fired]),
        format,
      ).toEqual([
        ['row-error', Math.ceil(rows / 7)],
        ['shifted', 0],
        ['odd', rows / 2],
      ])
      expect([...keep.slice(0, 9)]).toEqual([0, 0, 1, 0, 1, 0, 1, 0, 1])
      expect([...firstRule.slice(0, 9)]).toEqual([0, 2, -1, 2, -1, 2, -1, 0, -1])
      expect(firedFor(7)).toEqual([0, 2])
      expect(firedFor(8)).toEqual([])
    }
  })

  it('lets a later group of side-cars hide earlier ones and the input', async () => {
    const file = write('grouped.jsonl', jsonl([0, 1, 2, 3].map((i) => ({ i, a: 'input', b: 'input', c: 'input' }))))
    const group = async (name: string, columns: string) => {
      const parts = [0, 1].map((p) => join(folder, `${name}-${p}.parquet`))
      for (const [p, path] of parts.entries()) {
        await sql(`COPY (SELECT ${columns} FROM range(${2 * p}, ${2 * p + 2}) t(i)) TO '${path}'`)
      }
      return parts
    }
    const first = await group('first', "'first' AS b, 'first' AS c, i AS j")
    const second = await group('second', "'second' AS c, i AS k")
    const source: TableSource = { format: 'jsonl', files: [file], sidecars: [first, second] }
    expect(await kept(source, { where: "a = 'input' AND b = 'first' AND c = 'second'" })).toEqual([0, 1, 2, 3])
    expect(await kept(source, { where: 'i = j AND j = k AND k >= 2' })).toEqual([2, 3])
    await expect(kept(source, { where: 'kk = 1' })).rejects.toThrow(/Columns: a, b, c, i, j, k\.$/)
    await expect(kept(source, { where: 'k + b > 1' })).rejects.toThrow(/\bb\b/)
    for (const wrong of [first, ['x', first], 'x'] as unknown[]) {
      await expect(kept({ ...source, sidecars: wrong as string[][] }, { where: 'true' })).rejects.toThrow(
        /source.sidecars/,
      )
    }
    await expect(kept({ ...source, sidecars: [[], first] }, { where: 'true' })).rejects.toThrow(/received 0 and 4/)
    const none: TableSource = { format: 'jsonl', files: [write('none.jsonl', '')], sidecars: [[]] }
    expect(await kept(none, { where: 'true' })).toEqual([])
  })

  it('streams in row order with several threads', async () => {
    const source: TableSource = { format: 'jsonl', files: [join(folder, 'many.jsonl')] }
    const { keep } = await decide({ source, rules: { where: 'n % 1000 = 7' }, threads: 4 })
    expect([...keep.keys()].filter((i) => keep[i] === 1)).toEqual(Array.from({ length: 300 }, (_, i) => 1000 * i + 7))
  })
})
