import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VARCHAR } from '@duckdb/node-api'
import { csvCell } from '../../src/dataset/csvRecords.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { readParquetSql, withDuckDb } from '../../src/dataset/duckdb.js'
import { memberTexts } from '../../src/dataset/foreignRows.js'
import { stageParquet } from '../../src/dataset/stageParquet.js'
import { TarDataset } from '../../src/dataset/tar/tarDataset.js'
import { TextDataset } from '../../src/dataset/textDataset.js'
import { tarFileHeader, tarPadding } from '../../src/tarHeader.js'
import { type Rng, rngOf } from './random.js'

/** A row as texts: null stands for a value that is not there. */
export type OddRow = Readonly<Record<string, string | null>>

export const ODD_KEYS = ['id', 'caption', 'weird "key"', 'númber', 'nested,list', '__proto__', 'empty'] as const

const PIECES = [
  'a',
  'é',
  '😀',
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  "'",
  '\\',
  '\\n',
  '\u2028',
  '{',
  '}',
  '[',
  ']',
  '\ufeff',
]
const WORDS = [
  'null',
  'NULL',
  'NaN',
  'true',
  '',
  ' ',
  '""',
  '{}',
  '[]',
  '-0',
  '2101.00010',
  '1e400',
  '0x10',
  '2024-01-01',
  '%s',
  '$1',
  '=1+1',
]
const NUMBERS = ['0', '-0', '2101.00010', '12345678901234567890123', '1E+400', '-1.5e-7', '0.1000', 'true', 'false']

/** Row `i` of the series with this seed: the same however the rows are come by. */
export function oddRow(seed: number, i: number): OddRow {
  const rng = rngOf(seed * 1_000_003 + i)
  const text = () => oddText(rng)
  const maybe = (make: () => string) => (rng.uniform() < 0.15 ? null : make())
  return Object.fromEntries([
    ['id', `r${i}`],
    ['caption', maybe(text)],
    ['weird "key"', maybe(text)],
    ['númber', maybe(() => NUMBERS[rng.integer(0, NUMBERS.length - 1)]!)],
    ['nested,list', maybe(() => JSON.stringify([text(), { k: text() }, null, 1.5]))],
    ['__proto__', maybe(text)],
    ['empty', maybe(() => '')],
  ])
}

function oddText(rng: Rng): string {
  if (rng.uniform() < 0.2) return WORDS[rng.integer(0, WORDS.length - 1)]!
  const length = rng.uniform() < 0.01 ? rng.integer(1000, 20_000) : rng.integer(1, 30)
  let text = ''
  for (let i = 0; i < length; i++) text += PIECES[rng.integer(0, PIECES.length - 1)]
  return text
}

const BARE = new Set(['númber', 'nested,list'])

/** One JSON object; the number and the list stand in it bare, and what is null is left out now and then. */
function jsonOf(row: OddRow, i: number): string {
  const members = Object.entries(row).flatMap(([key, value]) => {
    if (value === null && i % 3 === 0) return []
    return [`${JSON.stringify(key)}:${value === null ? 'null' : BARE.has(key) ? value : JSON.stringify(value)}`]
  })
  return `{${members.join(i % 2 === 0 ? ', ' : ',')}}`
}

type Writer = (path: string, rows: number, seed: number) => Promise<void>

/** Writes the series as a file of each format. */
export const ODD_WRITERS: Readonly<Record<'jsonl' | 'csv' | 'parquet' | 'tar', Writer>> = {
  jsonl: (path, rows, seed) => writeText(path, rows, (i) => `${jsonOf(oddRow(seed, i), i)}\n`),
  csv: (path, rows, seed) =>
    writeText(path, rows, (i) => `${cellsOf(oddRow(seed, i))}\r\n`, `${ODD_KEYS.map(csvCell).join(',')}\r\n`),
  parquet: async (path, rows, seed) => {
    async function* batches() {
      for (let begin = 0; begin < rows; begin += 256) {
        const size = Math.min(256, rows - begin)
        yield Array.from({ length: size }, (_, i) => ODD_KEYS.map((key) => ownText(oddRow(seed, begin + i), key)))
      }
    }
    const columns = ODD_KEYS.map((name) => ({ name, type: VARCHAR }))
    await stageParquet(`${path}.stage`, columns, batches(), undefined, (parts) =>
      withDuckDb({}, (c) =>
        c.run(
          `COPY (FROM ${readParquetSql(parts)}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 20000)`,
        ),
      ),
    )
  },
  tar: (path, rows, seed) =>
    writeText(path, rows, (i) => {
      const json = Buffer.from(jsonOf(oddRow(seed, i), i))
      const image = Buffer.from(`\x89PNG\r\n\x1a\nimage ${i}`, 'latin1')
      return Buffer.concat([
        member(`${i}.png`, image),
        member(`${i}.json`, json),
        member(`${i}.bin`, Buffer.from([i & 255])),
      ])
    }),
}

function member(name: string, content: Buffer): Buffer {
  return Buffer.concat([tarFileHeader(name, content.length)!, content, Buffer.alloc(tarPadding(content.length))])
}

const ownText = (row: OddRow, key: string): string | null => (Object.hasOwn(row, key) ? row[key]! : null)
const cellsOf = (row: OddRow): string => ODD_KEYS.map((key) => csvCell(ownText(row, key))).join(',')

async function writeText(path: string, rows: number, line: (i: number) => string | Buffer, head = ''): Promise<void> {
  function* pieces() {
    if (head !== '') yield Buffer.from(head)
    for (let i = 0; i < rows; i += 64) {
      yield Buffer.concat(Array.from({ length: Math.min(64, rows - i) }, (_, j) => Buffer.from(line(i + j))))
    }
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path))
}

/** The rows of a dataset as texts: strings decoded, everything else as it is written. */
export async function* textRows(dataset: Dataset): AsyncGenerator<OddRow, void, undefined> {
  if (dataset instanceof TextDataset || dataset instanceof TarDataset) {
    for await (const { items } of dataset.batches()) {
      for (const item of items) {
        if (item.kind !== 'row') continue
        yield dataset.format === 'csv' ? (item.fields as OddRow) : memberTexts(item.raw.bytes)
      }
    }
    return
  }
  const { keys } = await dataset.scan()
  for await (const { fields } of dataset.rows({ columns: keys })) yield fields as OddRow
}

/** What of a row differs from the one that was written; undefined when nothing does. */
export function difference(row: OddRow, expected: OddRow): string | undefined {
  for (const key of ODD_KEYS) {
    const [found, wanted] = [ownText(row, key), ownText(expected, key)]
    if (found !== wanted) return `${JSON.stringify(key)} is ${JSON.stringify(found)} and not ${JSON.stringify(wanted)}`
  }
  return undefined
}
