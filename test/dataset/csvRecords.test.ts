import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { CsvEnds, cellText, csvCell, csvCells, spliceCsv } from '../../src/dataset/csvRecords.js'
import { type RawRecord, splitRecords } from '../../src/dataset/rawRecord.js'
import { readHeader } from '../../src/dataset/textFile.js'
import { type Rng, seededRandom } from '../support/random.js'

async function records(chunks: Buffer[]): Promise<RawRecord[]> {
  const all = []
  const source = (async function* () {
    yield* chunks
  })()
  for await (const batch of splitRecords(source, new CsvEnds(), { file: 'x.csv', maxLineBytes: 1e6 }))
    all.push(...batch)
  return all
}

function randomCsv(rng: Rng): { text: string; rows: string[][] } {
  const columns = rng.integer(2, 4)
  const letters = ['a', '"', ',', '\n', '\r\n', ' ', 'é', '😀', ';', '\t']
  const rows = Array.from({ length: rng.integer(1, 6) }, () =>
    Array.from({ length: columns }, () =>
      Array.from({ length: rng.integer(0, 5) }, () => letters[rng.integer(0, letters.length - 1)]!).join(''),
    ),
  )
  const cell = (text: string) =>
    /[",\r\n]/.test(text) || rng.uniform() < 0.2 ? `"${text.replaceAll('"', '""')}"` : text
  const end = rng.uniform() < 0.5 ? '\n' : '\r\n'
  const text = rows.map((row) => row.map(cell).join(',')).join(end) + (rng.uniform() < 0.5 ? end : '')
  return { text, rows }
}

describe('CSV records', () => {
  it('reads what csv-parse reads, however the bytes are cut, and adds up to the input', async () => {
    const rng = seededRandom('csv')
    for (let i = 0; i < 1000; i++) {
      const { text, rows } = randomCsv(rng)
      const bytes = Buffer.from(text)
      const cut = rng.integer(0, bytes.length)
      const found = await records([bytes.subarray(0, cut), bytes.subarray(cut)])
      expect(found.map((r) => r.bytes.toString() + (r.hasNewline ? '\n' : '')).join('')).toBe(text)
      for (const raw of found)
        expect(raw.line).toBe(
          text.slice(0, Buffer.from(text).toString('utf8', 0, raw.offset).length).split('\n').length,
        )
      const cells = found.map(({ bytes: b }) => {
        const read = csvCells(b)
        return 'cells' in read ? read.cells.map((c) => cellText(b, c) ?? '') : read.problem
      })
      expect(cells).toEqual(rows)
      expect(cells).toEqual(parse(text, { relax_column_count: true }))
    }
  })

  it('writes cells that csv-parse reads back, and removes columns', async () => {
    const rng = seededRandom('splice csv')
    for (let i = 0; i < 1000; i++) {
      const { text, rows } = randomCsv(rng)
      const ours = ['', 'a "q"', ' b\n', 'é,']
      const out = (await records([Buffer.from(text)])).map(
        (r) => `${spliceCsv(r.bytes, ours.map(csvCell).join(','), new Set([1]))}${r.hasNewline ? '\n' : ''}`,
      )
      expect(parse(out.join(''))).toEqual(rows.map((row) => [...row.filter((_, at) => at !== 1), ...ours]))
    }
  })

  it.each([
    ['"a', /never closed/],
    ['b,"a"" ', /cell 2 that is never closed/],
    ['"a"b', /after the closing quote of cell 1/],
  ])('refuses %j', (text, problem) => {
    expect(csvCells(Buffer.from(text))).toMatchObject({ problem: expect.stringMatching(problem) })
  })

  it('takes a quote inside a bare cell as it stands, as spreadsheets write inches', () => {
    const read = csvCells(Buffer.from('5" wide,x'))
    expect(read).toMatchObject({ cells: [{ begin: 0, end: 7, isQuoted: false }, {}] })
  })
})

describe('readHeader', () => {
  const header = async (text: string) => readHeader('x.csv', (await records([Buffer.from(text)]))[0]!)

  it('refuses a file whose lines end in carriage returns alone, which would be one long header', async () => {
    await expect(header('id,x\ra,1\rb,2\r')).rejects.toThrow(/LF or CRLF in "x.csv" but its header holds/)
    expect(await header('id,"two\r\nlines"\r\na,1\r\n')).toEqual(['id', 'two\r\nlines'])
  })
})
