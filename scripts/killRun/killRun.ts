import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RecipeSummary } from '../../src/recipe/runRecipe.js'

const BIN = fileURLToPath(new URL('../../bin/figsift.cjs', import.meta.url))
const HOOK = new URL('faultHook.mjs', import.meta.url).href

/** When a run is killed: after some time, or at a step of what it does to the disk. */
export type Kill = { afterMs: number } | { atStep: number }

export interface Ended {
  wasKilled: boolean
  code: number | null
  ms: number
  /** What `--json` printed; undefined for a run that was killed. */
  summary: RecipeSummary | undefined
  stderr: string
}

/** The real command in a process of its own. */
export function runOnce(recipe: string, out: string, kill?: Kill, countTo?: string): Promise<Ended> {
  const startedMs = performance.now()
  const needsHook = countTo !== undefined || (kill !== undefined && 'atStep' in kill)
  const child = spawn(
    process.execPath,
    [...(needsHook ? ['--import', HOOK] : []), BIN, 'run', recipe, '--out', out, '--json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...(kill !== undefined && 'atStep' in kill ? { FIGSIFT_KILL_AT: String(kill.atStep) } : {}),
        ...(countTo === undefined ? {} : { FIGSIFT_COUNT_TO: countTo }),
      },
    },
  )
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => {
    stdout += text
  })
  child.stderr.on('data', (text) => {
    stderr += text
  })
  const timer =
    kill !== undefined && 'afterMs' in kill ? setTimeout(() => child.kill('SIGKILL'), kill.afterMs) : undefined
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const summary = stdout.startsWith('{') && !stdout.startsWith('{"error"') ? JSON.parse(stdout) : undefined
      resolve({
        wasKilled: signal === 'SIGKILL',
        code,
        ms: performance.now() - startedMs,
        summary,
        stderr: stderr + (summary === undefined ? stdout : ''),
      })
    })
  })
}

/** Every file of a run but what only the run itself reads, by name. */
export function filesOf(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    // What saves work at the next call depends on the calls before.
    if (name.startsWith('.figsift/cache/')) continue
    // Journal and ledger hold times of images, which ingest made just now; of them the names count.
    if (entry.isFile()) files.set(name, name.startsWith('.figsift/') ? Buffer.alloc(0) : readFileSync(path))
  }
  return files
}

/** What differs between two runs; nothing for equal ones. */
export function differences(a: ReadonlyMap<string, Buffer>, b: ReadonlyMap<string, Buffer>): string[] {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort()
  return names.flatMap((name) => {
    const [one, other] = [a.get(name), b.get(name)]
    if (one === undefined) return [`${name} is too much`]
    if (other === undefined) return [`${name} is missing`]
    return one.equals(other) ? [] : [`${name} differs`]
  })
}

/** What the run had recorded as done when it was killed: rows by stage of parts, and whole stages. */
export interface Recorded {
  rows: Record<string, number>
  stages: string[]
}

export function recordedIn(folder: string): Recorded {
  const rows: Record<string, number> = {}
  const inner = (name: string) => join(folder, '.figsift', name)
  const journal = existsSync(inner('journal.jsonl')) ? readFileSync(inner('journal.jsonl'), 'utf8') : ''
  for (const line of journal.split('\n').slice(0, -1)) {
    const { stage, begin, end } = JSON.parse(line) as { stage: string; begin: number; end: number }
    rows[stage] = (rows[stage] ?? 0) + end - begin
  }
  const ledger = existsSync(inner('stages.json')) ? JSON.parse(readFileSync(inner('stages.json'), 'utf8')) : {}
  return { rows, stages: ((ledger.stages ?? []) as { name: string }[]).map(({ name }) => name) }
}

/** Where the rows of a stage of parts are told. */
const TOLD_BY: Readonly<Record<string, string>> = { score: 'score', fingerprints: 'dedup', words: 'swaps' }

/** What a run did again although it was recorded. */
export function doneTwice({ rows, stages }: Recorded, { stages: told }: RecipeSummary): string[] {
  const again: string[] = []
  for (const [part, count] of Object.entries(rows)) {
    const kept = told.find(({ name }) => name === TOLD_BY[part])?.rowsKept ?? 0
    if (kept < count) again.push(`${part}: ${count} rows were recorded, ${kept} kept`)
  }
  for (const name of stages) {
    const stage = told.find((one) => one.name === name)
    // The record of `score` is of its embeddings; new parts make it anew.
    if (stage?.isKept === false && name !== 'score') again.push(`${name} was recorded and done again`)
  }
  return again
}

/** A folder for a trial, removed after it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-kill-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Kills a run, again and again, then lets it end. Returns what is wrong.
 *
 * @param out folder of the run, which is removed first: where it lies, the undisturbed run lay
 * @param expected files of the undisturbed run
 */
export async function trial(
  recipe: string,
  out: string,
  expected: ReadonlyMap<string, Buffer>,
  kills: readonly Kill[],
): Promise<string[]> {
  rmSync(out, { recursive: true, force: true })
  const problems: string[] = []
  let recorded: Recorded = { rows: {}, stages: [] }
  for (const kill of kills) {
    const ended = await runOnce(recipe, out, kill)
    const isDone = ended.wasKilled || ended.code === 0 || ended.code === 3
    if (!isDone) problems.push(`ended with ${ended.code}: ${ended.stderr}`)
    if (existsSync(out)) recorded = recordedIn(out)
  }
  const last = await runOnce(recipe, out)
  if (last.summary === undefined) return [...problems, `the last run ended with ${last.code}: ${last.stderr}`]
  return [...problems, ...doneTwice(recorded, last.summary), ...differences(expected, filesOf(out))]
}
