import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../src/dataset/annotate.js'
import { columnsFor } from '../../src/dataset/names.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { writeSidecar } from '../../src/dataset/sidecar.js'
import { sharedData } from '../support/sharedData.js'
import { allRows, query, sqlFile, testFolder } from './support.js'

const folder = testFolder()
const columns = columnsFor('score', ['words']).slice(0, 3)

describe.skipIf(sharedData === undefined)('real figures and captions', () => {
  const input = join(sharedData ?? '', 'figures/dev.jsonl')

  it('are read under the accepted names', async () => {
    const dataset = await openDataset(input)
    const { rows } = await dataset.scan()
    const records = (await allRows(dataset)).map((row) => row.record)
    expect(records).toHaveLength(rows)
    expect(records.filter((r) => typeof r.image === 'string')).toHaveLength(rows)
    expect(records.filter((r) => r.text !== undefined).length).toBeGreaterThan(rows * 0.9)
    expect(records.some((r) => r.context.length > 1)).toBe(true)
    expect(dataset.root).toBe(join(sharedData!, 'figures'))
  })

  it('keep every line as a prefix, and their values through Parquet', async () => {
    const dataset = await openDataset(input)
    const { rows } = await dataset.scan()
    const part = folder.path('part.parquet')
    await writeSidecar(
      part,
      columns,
      Array.from({ length: rows }, (_, i) => ({ score: i / 8, wordsShared: [`w${i}`] })),
    )
    const jsonl = folder.path('out.jsonl')
    const parquet = folder.path('out.parquet')
    for (const out of [jsonl, parquet]) {
      expect(await annotate(dataset, { sidecars: [[part]], columns, out })).toEqual({ rowsWritten: rows })
    }
    const [before, after] = (await Promise.all([input, jsonl].map((f) => readFile(f, 'latin1')))).map((t) =>
      t.split('\n'),
    )
    expect(after!.length).toBe(before!.length)
    for (const [i, line] of before!.entries()) {
      if (line === '') continue
      expect(after![i]).toBe(`${line.slice(0, -1)},"score":${i / 8},"words_score":null,"words_shared":["w${i}"]}`)
    }
    const table = await query(`SELECT id, caption, context, score FROM ${sqlFile(parquet)}`)
    const parsed = before!
      .filter((line) => line !== '')
      .map((line) => JSON.parse(Buffer.from(line, 'latin1').toString()))
    expect(table.map((row) => [row.id, row.caption, JSON.parse(String(row.context)), row.score])).toEqual(
      parsed.map((row, i) => [row.id, row.caption, row.context, i / 8]),
    )
  })
})
