import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { entryPortions, MAX_ROW_WEIGHT } from '../../../src/ingest/parsing/entryPortions.js'
import { ParserPool } from '../../../src/ingest/parsing/parserPool.js'
import { PORTION_WEIGHT, weightOf } from '../../../src/ingest/parsing/portions.js'
import type { PublishedEntry, RowSource } from '../../../src/ingest/source.js'
import { openSource } from '../../../src/ingest/sources.js'
import { FolderFiles } from '../../../src/ingest/units/folderFiles.js'

const root = mkdtempSync(join(tmpdir(), 'figsift-rows-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const line = (row: number, caption: string) => JSON.stringify({ image_path: `p/f${row}.png`, caption })
const written = (name: string, lines: readonly string[]): FolderFiles => {
  writeFileSync(join(root, name), lines.join('\n'))
  return new FolderFiles(root, [name])
}

test('a thread gives what the source reads, in its order, however many portions that takes', async () => {
  const lines = Array.from({ length: 700 }, (_, row) =>
    row === 350 ? '{' : line(row, `Figure ${row}. ${'x'.repeat(800)}`),
  )
  const files = written('rows.jsonl', lines)
  const source = (await openSource('s1-mmalign')) as RowSource
  const expected: PublishedEntry[] = []
  for await (const entry of source.read({ name: 'rows.jsonl', files })) expected.push(entry)
  expect(expected.length).toBe(700)
  const pool = new ParserPool({ source: 's1-mmalign', threads: 1 })
  try {
    const received: PublishedEntry[] = []
    for await (const entry of pool.rows(files, 'rows.jsonl')) received.push(entry)
    expect(received).toEqual(expected)
    // Whoever has enough stops, and the pool ends the thread that still has more.
    for await (const entry of pool.rows(files, 'rows.jsonl')) {
      expect(entry).toEqual(expected[0])
      break
    }
  } finally {
    await pool.dispose()
  }
})

test('portions are bounded, and a row beyond all use is a problem with its line', async () => {
  const lines = Array.from({ length: 400 }, (_, row) => line(row, `Figure ${row}. ${'x'.repeat(2_000)}`))
  const large = {
    image_path: 'p/large.png',
    ...Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
  }
  lines.splice(100, 0, line(7, 'y'.repeat(MAX_ROW_WEIGHT)), JSON.stringify(large))
  const files = written('large.jsonl', lines)
  const source = (await openSource('s1-mmalign')) as RowSource
  const portions: (readonly PublishedEntry[])[] = []
  for await (const portion of entryPortions(source.read({ name: 'large.jsonl', files }))) portions.push(portion)
  expect(portions.length).toBeGreaterThan(5)
  for (const portion of portions)
    expect(portion.reduce((sum, entry) => sum + weightOf(entry), 0)).toBeLessThan(PORTION_WEIGHT)
  const problems = portions.flat().flatMap((entry) => ('problem' in entry ? [entry.problem] : []))
  expect(problems).toMatchObject([
    { code: 'LIMIT_EXCEEDED', line: 101 },
    { code: 'LIMIT_EXCEEDED', line: 102 },
  ])
  expect(portions.flat().length).toBe(402)
})
