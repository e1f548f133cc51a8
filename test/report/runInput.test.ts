import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb } from '../../src/dataset/duckdb.js'
import { type Column, columnsFor } from '../../src/dataset/names.js'
import { writeSidecar } from '../../src/dataset/sidecar.js'
import { writeReport } from '../../src/report/writeReport.js'
import { imageRoot, temporaryFolder } from './support/figures.js'
import { present, readReport } from './support/readReport.js'

const ROWS = 30
const hash = 'a'.repeat(64)
const rule = { kind: 'drop', reason: 'made up', source: null, share: null, nulls: 0, overlap: 0 }

/** A run over two Parquet files, with side-cars in parts that end elsewhere. */
async function makeRun(folder: string): Promise<void> {
  mkdirSync(join(folder, 'images'), { recursive: true })
  copyFileSync(join(imageRoot, 'bog-flux-f1.png'), join(folder, 'images/a.png'))
  const db = await openDuckDb()
  for (const [name, begin, end] of [
    ['one', 0, 12],
    ['two', 12, ROWS],
  ] as const) {
    const path = join(folder, `${name}.parquet`)
    await db.connection.run(
      `COPY (SELECT 'id-' || i AS id, 'images/a.png' AS image, 'Caption ' || i AS caption, 0.0 AS cosine, ` +
        `['s', 't'][1 + i % 2] AS subject FROM range(${begin}, ${end}) t(i)) TO '${path}' (FORMAT parquet)`,
    )
  }
  db.dispose()
  const columns = columnsFor('score', ['clip']).filter(({ snake }) => ['score', 'cosine'].includes(snake))
  const parts: Record<string, string[]> = { score: [], filter: [] }
  for (let begin = 0; begin < ROWS; begin += 7) {
    const rows = Array.from({ length: Math.min(7, ROWS - begin) }, (_, i) => begin + i)
    const write = async (stage: 'score' | 'filter', some: readonly Column[], values: (row: number) => object) => {
      const path = `parts/${stage}/${String(begin / 7).padStart(6, '0')}.parquet`
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      await writeSidecar(join(folder, path), some, rows.map(values) as never)
      parts[stage]!.push(path)
    }
    await write('score', columns, (row) => ({ score: row / ROWS, cosine: row / ROWS }))
    await write('filter', columnsFor('filter'), (row) => ({
      keep: row >= 10,
      droppedBy: row < 10 ? 'low' : null,
      droppedReason: row < 10 ? 'made up' : null,
      droppedByAll: row < 10 ? ['low', 'other'] : [],
    }))
  }
  const funnel = {
    rows: ROWS,
    kept: 20,
    dropped: 10,
    keptShare: { value: 2 / 3, low: 0.4, high: 0.9, n: 30, effective: 10 },
    rules: [{ ...rule, id: 'low', expression: 'cosine < 0.33', rowsIn: ROWS, dropped: 10, fired: 10, marginal: 0 }],
    overlaps: [[10]],
  }
  const stage = { key: hash, settings: { rules: 'rules.yaml' }, rows: ROWS, errors: {} }
  const manifest = {
    tool: 'figsift',
    version: '0.1.0',
    name: 'made',
    recipe: { file: 'made.yaml', sha256: hash, text: 'name: made\nfilter: { rules: rules.yaml }\n' },
    inputs: [{ file: '../papers.zip', bytes: 10, sha256: hash }],
    table: { format: 'parquet', files: ['one.parquet', 'two.parquet'], imageRoot: '.', rows: ROWS, sidecars: parts },
    stages: [
      { ...stage, name: 'score', outputs: [] },
      { ...stage, name: 'filter', outputs: [{ file: 'kept.parquet', bytes: 5, sha256: hash }], facts: { funnel } },
    ],
    libraries: { duckdb: 'v1' },
  }
  writeFileSync(join(folder, 'run.json'), JSON.stringify(manifest))
}

describe('a report on a run', () => {
  const folder = temporaryFolder()
  const out = join(folder, 'report.html')
  beforeAll(() => makeRun(folder))

  it('joins files and side-cars by row, and takes captions and pictures of the shown rows', async () => {
    const result = await writeReport({ input: folder, out, gallerySize: 4 })
    expect(result).toMatchObject({ rows: ROWS, kept: 20, dropped: 10, withoutPicture: 0 })
    const { report, rows } = readReport(out)
    expect(report.title).toBe('made')
    expect(present(report.best).gallery.rows).toEqual([29, 28, 27, 26])
    // The score's own cosine hides the input's.
    expect(present(report.borderline).borderlines[0]).toMatchObject({
      below: { rows: [9, 8] },
      above: { rows: [10, 11] },
    })
    for (const [row, shown] of rows) {
      expect(shown).toMatchObject({ id: `id-${row}`, text: `Caption ${row}`, status: row < 10 ? 'dropped' : 'kept' })
      expect(shown.droppedBy).toEqual(row < 10 ? ['low', 'other'] : [])
    }
  })

  it('shows the funnel, the intervals and the recipe of its manifest', async () => {
    await writeReport({ input: join(folder, 'run.json'), out, pictures: false, force: true })
    const { report } = readReport(out)
    expect(report.summary.keptShare).toEqual({ value: 2 / 3, low: 0.4, high: 0.9, n: 30, effective: 10 })
    expect(present(report.funnel).funnel.rules[0]).toMatchObject({ id: 'low', dropped: 10 })
    expect(report.provenance.recipe).toMatchObject({ file: 'made.yaml', sha256: hash })
    expect(report.provenance.steps.map(({ name, inputs, outputs }) => [name, inputs.length, outputs.length])).toEqual([
      ['score', 1, 0],
      ['filter', 0, 1],
    ])
  })

  it('reads the first rows only, where asked', async () => {
    const result = await writeReport({ input: folder, out, limit: 13, pictures: false, force: true })
    expect(result).toMatchObject({ rows: 13, kept: 3 })
  })
})
