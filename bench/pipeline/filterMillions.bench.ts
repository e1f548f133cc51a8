/**
 * Rules over millions of rows (promise on 2 cores, 15.5 M rows: five rules, decisions and funnel in under 60 s and 4 GB,
 * captions not rewritten; another threshold in under 10 s). Scores are made once, with DuckDB, beside captions, papers,
 * subjects and sources.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDuckDb } from '../../src/dataset/duckdb.js'
import { decideToParts } from '../../src/filter/decideToParts.js'
import type { PartDecisions, Rule } from '../../src/filter/types.js'
import { lateness } from '../harness.js'

const DATA = fileURLToPath(new URL('../../build/bench/data', import.meta.url))

/** The sizes of S1-MMAlign: 15.5 million figures of about 2.5 million papers. */
async function madeScores(rows: number): Promise<string> {
  const path = join(DATA, `scores-${rows}.parquet`)
  if (existsSync(path)) return path
  mkdirSync(DATA, { recursive: true })
  const db = await openDuckDb({ memoryLimit: '3GiB' })
  try {
    await db.connection.run(`COPY (SELECT concat('fig-', i) AS id, concat('images/', i // 1000, '/', i, '.png') AS image,
      concat('Figure ', i, ' shows ', md5(i::VARCHAR), ' against ', md5((i + 1)::VARCHAR)) AS text,
      concat('paper-', i // 6) AS paper_id, concat('subject ', hash(i // 6) % 72) AS subject,
      ['arxiv', 'pmc', 'biorxiv', 'chemrxiv', 'nature', 'joss'][1 + (hash(i // 6 + 7) % 6)::INTEGER] AS source,
      (hash(i * 3 + 1) % 1000000) / 1000000.0::DOUBLE * 0.6 - 0.1 AS cosine,
      CASE WHEN hash(i * 5 + 2) % 20 = 0 THEN NULL ELSE (hash(i * 5 + 3) % 100000) / 10000.0::DOUBLE END AS words_score,
      (50 + hash(i * 7) % 2000)::INTEGER AS image_width, (50 + hash(i * 7 + 1) % 1500)::INTEGER AS image_height,
      (hash(i * 11) % 600)::INTEGER AS text_chars,
      CASE WHEN hash(i * 13) % 500 = 0 THEN {'code': 'IMAGE_CORRUPT', 'message': 'm', 'stage': 'decode'} END AS error
      FROM range(${rows}) t(i)) TO '${path}.partial' (FORMAT parquet, COMPRESSION zstd)`)
  } finally {
    db.dispose()
  }
  renameSync(`${path}.partial`, path)
  return path
}

function rules(cosine: number, phrase: string): Rule[] {
  return [
    { id: 'low-cosine', dropWhere: `cosine < ${cosine}` },
    { id: 'small', dropWhere: 'image_width < 224 OR image_height < 224' },
    { id: 'wordless', dropWhere: 'words_score < 1' },
    { id: 'short', dropWhere: 'text_chars < 50' },
    { id: 'phrase', dropWhere: `text LIKE '%${phrase}%'` },
  ]
}

/** Peak of the process so far, in MiB. */
function peakMiB(): number {
  const status = readFileSync('/proc/self/status', 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024)
}

interface Call {
  seconds: number
  cpuSeconds: number
  peakMiB: number
  /** Lateness of timers: the worst, and p99.9, which is what the promise (10 ms above an idle process) is about. */
  latestMs: number
  lateP999Ms: number
  answeredBefore: number
  kept: number
}

async function call(work: () => Promise<PartDecisions>): Promise<Call> {
  const late = monitorEventLoopDelay({ resolution: 1 })
  late.enable()
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const { funnel, cached } = await work()
  const used = process.cpuUsage(cpu)
  late.disable()
  const round = (value: number) => Math.round(value * 10) / 10
  return {
    seconds: round((performance.now() - start) / 1000),
    cpuSeconds: round((used.user + used.system) / 1e6),
    peakMiB: peakMiB(),
    latestMs: Math.round(late.max / 1e6),
    lateP999Ms: round(late.percentile(99.9) / 1e6),
    answeredBefore: cached.length,
    kept: funnel.kept,
  }
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const rows = quick ? 200_000 : 15_500_000
  const file = await madeScores(rows)
  const home = mkdtempSync(join(DATA, 'decisions-'))
  const decided = (cosine: number, phrase: string) =>
    call(() =>
      decideToParts({
        source: { format: 'parquet', files: [file] },
        rules: rules(cosine, phrase),
        folder: join(home, 'parts'),
        cache: join(home, 'cache'),
      }),
    )
  try {
    return {
      rows,
      idleP999Ms: await lateness(() => sleep(3000)),
      first: await decided(0.15, 'ab12'),
      anotherThreshold: await decided(0.16, 'ab12'),
      anotherPhrase: await decided(0.16, 'cd34'),
      sameAgain: await decided(0.16, 'cd34'),
    }
  } finally {
    rmSync(home, { recursive: true })
  }
}
