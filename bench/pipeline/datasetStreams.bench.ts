/**
 * Rows with odd values through every reader and writer: every value compared with what was written, and the anonymous
 * memory on the way (promise: it does not grow with the rows; the bench runs each pair at two sizes).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { annotate } from '../../src/dataset/annotate.js'
import { columnByName } from '../../src/dataset/names.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { writeSidecar } from '../../src/dataset/sidecar.js'
import { difference, ODD_WRITERS, oddRow, textRows } from '../../test/support/oddRows.js'
import { time } from '../harness.js'

const SEED = 7
const SCORE = columnByName('score')!
const TARGETS = ['jsonl', 'jsonl.gz', 'jsonl.zst', 'csv', 'parquet']
const SOURCES = ['jsonl', 'csv', 'parquet', 'tar'] as const

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const sizes = quick ? [1000, 4000] : [50_000, 200_000]
  const folder = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  try {
    const pairs: object[] = []
    for (const from of SOURCES) {
      for (const to of [...TARGETS, ...(from === 'tar' ? ['tar', 'tar.gz'] : [])]) {
        const measured = []
        for (const rows of sizes) measured.push(await measure(folder, from, to, rows))
        const growth = measured[1]!.peakMiB / measured[0]!.peakMiB
        pairs.push({ pair: `${from} to ${to}`, rows: sizes, measured, growth })
      }
    }
    return { pairs }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(folder: string, from: (typeof SOURCES)[number], to: string, rows: number) {
  const [input, out, part] = [`in.${from}`, `out.${to}`, 'score.parquet'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await ODD_WRITERS[from](input, rows, SEED)
  await writeSidecar(
    part,
    [SCORE],
    Array.from({ length: rows }, (_, i) => ({ score: i })),
  )
  global.gc?.()
  const before = anonymousMiB()
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, anonymousMiB())
  }, 20)
  const dataset = await openDataset(input)
  const writeMs = await time(async () => {
    await annotate(dataset, { sidecars: [[part]], columns: [SCORE], out })
    return undefined
  })
  dataset.dispose()
  clearInterval(watch)
  const written = await openDataset(out)
  let i = 0
  for await (const row of textRows(written)) {
    const wrong = difference(row, oddRow(SEED, i)) ?? (Number(row.score) === i ? undefined : `score is ${row.score}`)
    if (wrong !== undefined) throw new Error(`${from} to ${to}, row ${i}: ${wrong}`)
    i++
  }
  written.dispose()
  if (i !== rows) throw new Error(`${from} to ${to}: expected ${rows} rows but got ${i}`)
  return {
    writeMs: Math.round(writeMs),
    rowsPerSecond: Math.round((1000 * rows) / writeMs),
    peakMiB: Math.round(peak),
    aboveMiB: Math.round(peak - before),
  }
}

function anonymousMiB(): number {
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}
