import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filter } from '../../src/filter/filter.js'
import { formatBreakdown } from '../../src/filter/formatBreakdown.js'
import { escapeLatex } from '../../src/filter/latexFunnel.js'
import type { Funnel } from '../../src/filter/types.js'
import { writeFunnel } from '../../src/filter/writeFunnel.js'

const HOSTILE = '\\input{/etc/passwd} $x$ & 100% #_^~ {a} "q", \u202ereversed\n\\end{tabular}\u0007'
let folder: string
let funnel: Funnel

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'figsift-funnel-'))
  const rows = Array.from({ length: 60 }, (_, i) => ({
    n: i,
    subject: i % 3 === 0 ? HOSTILE : i % 3 === 1 ? 'Physics' : null,
    source: 'arxiv',
    paperId: `p${i >> 1}`,
  }))
  const rules = [
    { id: HOSTILE, dropWhere: 'n < 20', reason: '=cmd()', source: 'us, "them"' },
    { id: 'odd', dropWhere: 'n % 2 = 1' },
  ]
  funnel = (await filter(rows, rules)).funnel
})

afterAll(() => rmSync(folder, { recursive: true }))

async function write(ending: string): Promise<string> {
  const path = join(folder, `funnel.${ending}`)
  await writeFunnel(path, funnel)
  return path
}

describe('writeFunnel', () => {
  it('writes JSON as it is', async () => {
    expect(JSON.parse(readFileSync(await write('json'), 'utf8'))).toEqual(funnel)
  })

  it('writes the same flat table as CSV and Parquet', async () => {
    const csv = parse(readFileSync(await write('csv')), { columns: true }) as Record<string, string>[]
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const reader = await connection.runAndReadAll(`SELECT * FROM '${await write('parquet')}'`)
    const parquet = reader.getRowObjectsJson()
    connection.closeSync()
    instance.closeSync()
    expect(parquet).toHaveLength(3 * (1 + 3 + 1))
    const text = (value: unknown) => (value === null ? '' : String(value))
    expect(csv).toEqual(parquet.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, text(v)]))))
    expect(parquet[1]).toMatchObject({
      breakdown: 'all',
      rule: HOSTILE,
      rows_in: '60',
      dropped: '20',
      overlap: '10',
      fired_with: '[0,20,10]',
      share: 1 / 3,
      source: 'us, "them"',
    })
    expect(
      parquet.filter(({ rule }) => rule === 'odd').map((row) => [row.breakdown, row.group_kind, row.group_rows]),
    ).toEqual([
      ['all', 'all', '60'],
      ['subject', 'value', '20'],
      ['subject', 'value', '20'],
      ['subject', 'none', '20'],
      ['source', 'value', '60'],
    ])
  })

  it('writes LaTeX of which no name is a command', async () => {
    const text = readFileSync(await write('tex'), 'utf8')
    expect(text.match(/\\begin\{tabular\}/g)).toHaveLength(3)
    expect(text.match(/\\end\{tabular\}/g)).toHaveLength(3)
    for (const bad of ['\\input', '\u202e', '\u0007']) expect(text).not.toContain(bad)
    const commands = new Set([...text.replace(/^%.*$/gm, '').matchAll(/\\([a-zA-Z]+|.)/g)].map((match) => match[1]))
    const known = 'begin end toprule midrule bottomrule textbackslash textasciicircum textasciitilde , \\ $ & # % _ { }'
    expect([...commands].filter((name) => !known.split(' ').includes(name!))).toEqual([])
    for (const line of text.split('\n').filter((l) => l.endsWith('\\\\'))) {
      const cells = line.replaceAll('\\&', '').split('&').length
      expect([5, 8]).toContain(cells)
    }
    expect(text).toContain('odd & 40 & 20 & 50.0 & {}[')
    expect(text).toContain('in 30 papers')
  })

  it('writes text with the groups', async () => {
    const text = readFileSync(await write('txt'), 'utf8')
    expect(text).toMatch(/^rule\s+rows in/)
    expect(text).toMatch(/^10 rows fire both .*input.* and odd$/m)
    expect(text).toMatch(/^Physics\s+20\s+7\s+35\.0 %/m)
    expect(text).toMatch(/^\(none\)\s+20/m)
    for (const hidden of ['\u0007', '\u202e']) expect(text).not.toContain(hidden)
  })

  it('refuses another ending, and leaves no piece of a file', async () => {
    await expect(writeFunnel(join(folder, 'funnel.xls'), funnel)).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(writeFunnel(join(folder, 'none', 'funnel.json'), funnel)).rejects.toMatchObject({ code: 'IO' })
    expect(readdirSync(folder).filter((name) => !name.startsWith('funnel.'))).toEqual([])
  })
})

describe('escapeLatex', () => {
  it('prints every character of the keyboard', () => {
    expect(escapeLatex('a_b^c~d\\e{f}g$h&i#j%k[l]m<n>o|p"q`r')).toBe(
      "a\\_b\\textasciicircum{}c\\textasciitilde{}d\\textbackslash{}e\\{f\\}g\\$h\\&i\\#j\\%k{[}l{]}m\\textless{}n\\textgreater{}o\\textbar{}p''q\\textasciigrave{}r",
    )
  })

  it('leaves no star to a line break, and hyphens as they are', () => {
    expect(escapeLatex('*all --no-logo')).toBe('{*}all -{}-no-logo')
  })
})

describe('formatBreakdown', () => {
  it('fits its width and says how many groups it leaves out', () => {
    const text = formatBreakdown(funnel.bySubject!, { width: 60, groups: 1 })
    expect(text).toMatch(/… and 2 more\n$/)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
  })
})
