/**
 * A report of 15 500 000 rows of made scores, duplicates, suspects, errors and decisions, in the folder of a run: time,
 * and the peak of anonymous memory beyond what the process had before. The rows carry captions, which no count may
 * touch; pictures are left out, since their time does not grow with the rows.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { writeReport } from '../../src/report/writeReport.js'
import { peakMemory } from '../peakMemory.js'

const DATA = new URL('../../build/bench/data', import.meta.url).pathname
const PART_ROWS = 1_000_000

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const rows = quick ? 200_000 : 15_500_000
  const folder = await runFolder(rows)
  const out = join(DATA, 'report.html')
  const start = performance.now()
  const { result, extraMiB } = await peakMemory(() =>
    writeReport({ input: folder, out, pictures: false, force: true, memoryLimitBytes: 2 ** 31 }),
  )
  const seconds = (performance.now() - start) / 1000
  const { shown, kept, duplicates, suspects, errors, bytes } = result
  rmSync(out)
  console.log(`${rows} rows: ${seconds.toFixed(1)} s, ${extraMiB} MiB of anonymous memory, ${shown} rows shown`)
  return { rows, seconds, peakAnonymousMiB: extraMiB, shown, kept, duplicates, suspects, errors, bytes }
}

/** Made once and kept; numbers come from hashes of the row, so every machine has the same. */
async function runFolder(rows: number): Promise<string> {
  const folder = join(DATA, `report-${rows}.run`)
  const manifest = join(folder, 'run.json')
  if (statSync(manifest, { throwIfNoEntry: false }) !== undefined) return folder
  const stages = ['score', 'dedup', 'swaps', 'filter'] as const
  for (const stage of stages) mkdirSync(join(folder, 'parts', stage), { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GiB' })
  const connection = await instance.connect()
  const sidecars: Record<string, string[]> = { score: [], dedup: [], swaps: [], filter: [] }
  const files: string[] = []
  for (let begin = 0, part = 0; begin < rows; begin += PART_ROWS, part++) {
    const name = `${String(part).padStart(6, '0')}.parquet`
    const end = Math.min(rows, begin + PART_ROWS)
    const copy = (sql: string, path: string) =>
      connection.run(
        `COPY (SELECT ${sql} FROM range(${begin}, ${end}) t(i)) TO '${join(folder, path)}' (FORMAT parquet, COMPRESSION zstd)`,
      )
    await copy(FIGURES, `figures-${name}`)
    files.push(`figures-${name}`)
    for (const stage of stages) {
      const path = `parts/${stage}/${name}`
      await copy(COLUMNS[stage], path)
      sidecars[stage]!.push(path)
    }
  }
  connection.closeSync()
  instance.closeSync()
  const none = { key: '', settings: {}, rows, errors: {}, outputs: [] }
  const table = { format: 'parquet', files, imageRoot: '.', rows, sidecars }
  const stage = { ...none, name: 'filter', facts: { funnel: funnelOf(rows) } }
  const recipe = { file: 'made.yaml', sha256: '', text: '' }
  writeFileSync(
    manifest,
    JSON.stringify({
      tool: 'figsift',
      version: '0',
      name: 'made',
      recipe,
      inputs: [],
      table,
      stages: [stage],
      libraries: {},
    }),
  )
  return folder
}

/** A number of [0, 1) for each row. */
const drawn = (salt: string) => `(hash(i, '${salt}') % 1000003) / 1000003.0`
const FAILED = `${drawn('error')} < 0.002`
const LOW = `${drawn('cosine')} < 0.2`
const SMALL = `${drawn('width')} < 0.1`
const COPY = `i > 0 AND ${drawn('copy')} < 0.08`

const FIGURES = [
  "'figure-' || i AS id",
  "'images/' || (i % 1000) || '/' || i || '.png' AS image",
  "repeat('Rate of growth against height in sample ' || (i % 977) || '. ', 3 + i % 5) AS caption",
  "'paper-' || (i // 6) AS paper_id",
  `'subject-' || CAST(floor(200 * pow(${drawn('subject')}, 2)) AS INTEGER) AS subject`,
  "['arxiv', 'pmc', 'biorxiv'][1 + i % 3] AS source",
].join(', ')

const COLUMNS = {
  score: [
    ...['score', 'cosine'].map((name) => `CASE WHEN NOT (${FAILED}) THEN ${drawn('cosine')} END AS ${name}`),
    `2.5 * ${drawn('cosine')} AS clip_score`,
    `10 * pow(${drawn('words')}, 3) AS words_score`,
    `CAST(100 * ${drawn('found')} AS INTEGER) AS words_found`,
    `CAST(50 + 40 * ${drawn('tokens')} AS INTEGER) AS text_tokens`,
    `CAST(140 + 860 * ${drawn('width')} AS INTEGER) AS image_width`,
    `CAST(100 + 900 * ${drawn('height')} AS INTEGER) AS image_height`,
    `CAST(pow(10, 3 + 3 * ${drawn('bytes')}) AS BIGINT) AS image_bytes`,
    `CASE WHEN ${FAILED} THEN {'code': 'IMAGE_CORRUPT', 'message': 'cut off', 'stage': 'decode'} END AS error`,
  ].join(', '),
  dedup: [
    `CASE WHEN ${COPY} THEN i - i % 3 ELSE i END AS dup_cluster`,
    `NOT (${COPY} AND i % 3 > 0) AS dup_keep`,
    `CASE WHEN ${COPY} AND i % 3 > 0 THEN ['bytes', 'phash'][1 + i % 2] END AS dup_by`,
    `CASE WHEN ${COPY} AND i % 3 > 0 AND i % 2 = 1 THEN CAST(i % 5 AS INTEGER) END AS dup_hamming_bits`,
  ].join(', '),
  swaps: [
    `${drawn('swap')} < 0.001 AS swap_suspect`,
    `CASE WHEN ${drawn('swap')} < 0.001 THEN 'figure-' || (i + 1) END AS swap_caption_of`,
    `${drawn('gain')} AS swap_gain`,
    `${drawn('chance')} AS swap_chance`,
    "['growth'] AS swap_shared",
  ].join(', '),
  filter: [
    `NOT (${FAILED} OR ${LOW} OR ${SMALL}) AS keep`,
    `CASE WHEN ${FAILED} THEN 'row-error' WHEN ${LOW} THEN 'low' WHEN ${SMALL} THEN 'small' END AS dropped_by`,
    `CASE WHEN ${FAILED} OR ${LOW} OR ${SMALL} THEN 'a reason' END AS dropped_reason`,
  ].join(', '),
}

/** Its counts are not what is measured, but its rules give the thresholds. */
function funnelOf(rows: number): object {
  const counts = { rowsIn: rows, dropped: 0, share: null, nulls: 0, fired: 0, overlap: 0, marginal: 0 }
  const rule = (id: string, expression: string | null) => ({
    id,
    kind: 'drop',
    expression,
    reason: null,
    source: null,
    ...counts,
  })
  const rules = [
    rule('row-error', null),
    rule('low', 'cosine < 0.2'),
    rule('small', 'image_width < 224'),
    rule('few-words', 'words_score < 0.01'),
    rule('copy', 'NOT dup_keep'),
  ]
  return { rows, kept: rows, dropped: 0, keptShare: null, rules, overlaps: [] }
}
