/**
 * The last step of a run: input and side-car parts written as one Parquet file by position (promise: at most 1.3 times
 * what DuckDB's own COPY takes for the same columns out of one file). Both write the same bytes' worth with one thread,
 * zstd, the same row groups and rows in order; the two files are compared column by column before anything is timed. What
 * DuckDB takes with all threads is told beside it: its bytes then differ from run to run, so it is no choice of ours.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { annotate } from '../../src/dataset/annotate.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { withDuckDb } from '../../src/dataset/duckdb.js'
import { columnByName } from '../../src/dataset/names.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { SIDECAR_SETTINGS } from '../../src/dataset/sidecar.js'
import { cpuMs } from '../figures.js'
import { pairedRatio, spread, time } from '../harness.js'

const COLUMNS = [
  'score',
  'cosine',
  'clip_score',
  'text_tokens',
  'model',
  'image_width',
  'image_height',
  'phash',
  'error',
]
const PART_ROWS = 1024
const GROUP_ROWS = 122_880

/** Turns of four out of 4 000 words, as uneven as words are; a caption of some 250 characters is twelve of them. */
const TURNS = 65_536
const TURN = `array_to_string(list_transform(range(4), lambda w:
  'w' || (4000 * pow((hash(i * 64 + w) % 100000) / 100000.0, 3))::INTEGER), ' ')`
const turn = (salt: number) => `turns[1 + (hash(i + ${salt}) % ${TURNS})::BIGINT]`
const CAPTION = `concat_ws(' ', ${Array.from({ length: 12 }, (_, k) => turn(k * 1_000_003)).join(', ')})`
const INPUT = `SELECT 'figure-' || i AS id, 'images/' || (i // 7) || '/' || i || '.png' AS image,
  ${CAPTION} AS caption, 'paper-' || (i // 7) AS paper_id,
  ['cs.LG', 'physics', 'q-bio'][1 + (hash(i) % 3)::INTEGER] AS subject`

/** Two groups of side-cars, as two stages leave them. */
const GROUPS = [
  `SELECT (hash(i) % 1000000) / 1e6 AS score, (hash(i + 1) % 1000000) / 1e6 AS cosine, 2.5 * cosine AS clip_score,
    (hash(i + 2) % 77)::INTEGER AS text_tokens, 'clip' AS model`,
  `SELECT (64 + hash(i + 3) % 2000)::INTEGER AS image_width, (64 + hash(i + 4) % 2000)::INTEGER AS image_height,
    printf('%016x', hash(i + 5)::HUGEINT % 9223372036854775807) AS phash,
    NULL::STRUCT(code VARCHAR, message VARCHAR, stage VARCHAR) AS error`,
]

const settings = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_ROWS}`

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const rows = quick ? 200_000 : 2_000_000
  const folder = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  const at = (name: string) => join(folder, name)
  try {
    const sidecars = await makeInputs(at, rows)
    const dataset = await openDataset(at('input.parquet'))
    await dataset.scan()
    const ours = () => joinTo(dataset, at('ours.parquet'), sidecars)
    const peer = () => copyWhole(at('whole.parquet'), at('peer.parquet'), 1)
    await ours()
    await peer()
    await checkEqual(at('ours.parquet'), at('peer.parquet'))
    const cpu: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
    const { ratio, ...times } = await pairedRatio({
      name: 'positional join',
      ours: async () => void cpu.ours.push(await cpuMs(ours)),
      peer: async () => void cpu.peer.push(await cpuMs(peer)),
      pairs: 3,
      warmups: 0,
    })
    const threads = availableParallelism()
    const allThreadsMs = await time(() => copyWhole(at('whole.parquet'), at('peer.parquet'), threads))
    dataset.dispose()
    return {
      rows,
      parts: sidecars.flat().length,
      bytes: { ours: statSync(at('ours.parquet')).size, peer: statSync(at('peer.parquet')).size },
      ...times,
      /** Below 1.3 is the promise. */
      oursOverPeer: { median: 1 / ratio.median, min: 1 / ratio.max, max: 1 / ratio.min },
      processorTimeOverPeer: spread(cpu.ours.map((ms, i) => ms / cpu.peer[i]!)),
      duckDbWithAllThreads: { threads, ms: allThreadsMs },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function makeInputs(at: (name: string) => string, rows: number): Promise<string[][]> {
  const sidecars: string[][] = GROUPS.map(() => [])
  await withDuckDb({ memoryLimit: '2GiB' }, async (connection) => {
    await connection.run(`SET VARIABLE turns = (SELECT list(${TURN} ORDER BY i) FROM range(${TURNS}) t(i))`)
    const input = `(${INPUT} FROM range(${rows}) t(i), (SELECT getvariable('turns') AS turns))`
    await connection.run(`COPY ${input} TO '${at('input.parquet')}' (${settings})`)
    for (let begin = 0; begin < rows; begin += PART_ROWS) {
      const range = `range(${begin}, ${Math.min(begin + PART_ROWS, rows)}) t(i)`
      for (const [group, parts] of sidecars.entries()) {
        parts.push(at(`${begin}-${group}.parquet`))
        await connection.run(`COPY (${GROUPS[group]} FROM ${range}) TO '${parts.at(-1)}' (${SIDECAR_SETTINGS})`)
      }
    }
    const tables = [[at('input.parquet')], ...sidecars].map(
      (files) => `read_parquet([${files.map((path) => `'${path}'`).join(', ')}])`,
    )
    await connection.run(`COPY (FROM ${tables.join(' POSITIONAL JOIN ')}) TO '${at('whole.parquet')}' (${settings})`)
  })
  return sidecars
}

async function joinTo(dataset: Dataset, out: string, sidecars: readonly (readonly string[])[]): Promise<undefined> {
  const columns = COLUMNS.map((name) => columnByName(name)!)
  await annotate(dataset, { sidecars, columns, out })
}

async function copyWhole(from: string, to: string, threads: number): Promise<undefined> {
  const options = { threads: String(threads), memory_limit: '4GiB', preserve_insertion_order: 'true' }
  const instance = await DuckDBInstance.create(':memory:', options)
  const connection = await instance.connect()
  await connection.run(`COPY (SELECT * FROM read_parquet('${from}')) TO '${to}' (${settings})`)
  connection.closeSync()
  instance.closeSync()
}

/** Row for row, all columns: two wrong files of one size would be no comparison. */
async function checkEqual(a: string, b: string): Promise<void> {
  await withDuckDb({ memoryLimit: '2GiB' }, async (connection) => {
    const hashes = (file: string) => `(SELECT hash(COLUMNS(*)) FROM read_parquet('${file}'))`
    const count = async (sql: string) => Number((await connection.runAndReadAll(sql)).getRows()[0]![0])
    const rows = await count(`SELECT count(*) FROM read_parquet('${a}')`)
    const names = (await connection.runAndReadAll(`SELECT * FROM ${hashes(a)} LIMIT 0`)).columnNames()
    const same = names.map((name) => `x."${name}" = y."${name}"`).join(' AND ')
    const equal = await count(`SELECT count(*) FROM ${hashes(a)} x POSITIONAL JOIN ${hashes(b)} y WHERE ${same}`)
    const other = await count(`SELECT count(*) FROM read_parquet('${b}')`)
    if (rows === 0 || rows !== equal || rows !== other)
      throw new Error(`${equal} of ${rows} and ${other} rows are equal`)
  })
}
