import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { mutate } from './mutate.js'

const CORPUS = fileURLToPath(new URL('../../test/ingest/fuzz/corpus/', import.meta.url))

export interface FuzzOptions {
  readonly runs: number
  readonly seed: number
  /** Of one document. Ours: an ordinary one takes some milliseconds, and a machine may be busy. */
  readonly timeoutMs: number
}

export interface Finding {
  readonly run: number
  readonly reason: string
  readonly name: string
  readonly bytes: Buffer
}

/** The sources that have seeds. */
export const fuzzSources = (): string[] => readdirSync(CORPUS).sort()

const HEAP_MB = 512

/** Parses `runs` damaged documents of a source, one after the other. Equal seeds give equal documents. */
export async function fuzzSource(
  source: string,
  { runs, seed, timeoutMs }: FuzzOptions,
): Promise<{ findings: Finding[]; slowestMs: number }> {
  const names = readdirSync(join(CORPUS, source)).sort()
  const seeds = names.map((name) => readFileSync(join(CORPUS, source, name)))
  const findings: Finding[] = []
  let slowestMs = 0
  let worker: Worker | undefined
  for (let run = 0; run < runs; run++) {
    const which = run % seeds.length
    // The seeds themselves first.
    const bytes = run < seeds.length ? seeds[which]! : mutate(seeds[which]!, seeds, seed * 1_000_003 + run)
    worker ??= start(source)
    const { reason, tookMs, isAlive } = await parseIn(worker, names[which]!, bytes, timeoutMs)
    slowestMs = Math.max(slowestMs, tookMs)
    if (reason !== undefined) findings.push({ run, reason, name: names[which]!, bytes })
    if (isAlive) continue
    await worker.terminate()
    worker = undefined
  }
  await worker?.terminate()
  return { findings, slowestMs }
}

function start(source: string): Worker {
  const entry = new URL('./parseWorker.ts', import.meta.url)
  // Threads do not take over the loader of TypeScript by themselves.
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}) })`
  return new Worker(code, { eval: true, workerData: { source }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
}

function parseIn(
  worker: Worker,
  name: string,
  bytes: Buffer,
  timeoutMs: number,
): Promise<{ reason: string | undefined; tookMs: number; isAlive: boolean }> {
  const started = performance.now()
  return new Promise((resolve) => {
    const end = (reason: string | undefined, isAlive: boolean) => {
      clearTimeout(timer)
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener)
      // A thread that is stopped in the middle may still say something.
      if (!isAlive) worker.on('error', () => {})
      resolve({ reason, tookMs: Math.round(performance.now() - started), isAlive })
    }
    const timer = setTimeout(() => end(`no end after ${timeoutMs} ms`, false), timeoutMs)
    const listeners = {
      message: (reason: string | null) => end(reason ?? undefined, true),
      error: (error: unknown) =>
        end(`the thread died: ${error instanceof Error ? error.message : String(error)}`, false),
      exit: (code: number) => end(`the thread ended with ${code}`, false),
    }
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener)
    worker.postMessage({ name, bytes: new Uint8Array(bytes) })
  })
}
