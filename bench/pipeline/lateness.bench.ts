/**
 * How late timers fire while figsift works: p99.9 of the event loop's delay during scoring and joining, minus the same
 * of an idle process (promise: under 10 ms).
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { assetPath } from '../../src/assets.js'
import { scorePairs, similarityJoin } from '../../src/index.js'
import { lateness, spread } from '../harness.js'
import { vitb32 } from '../vitb32.js'

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const metadata = assetPath('sample/metadata.jsonl')
  const figures = readFileSync(metadata, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map((row) => ({ image: join(dirname(metadata), row.image), text: row.text ?? row.caption }))
  const rows = Array.from({ length: quick ? 200 : 2000 }, (_, i) => figures[i % figures.length]!)
  const imageRoot = dirname(metadata)

  const n = quick ? 2_000 : 20_000
  const d = 512
  const data = new Float32Array(n * d)
  let state = 1
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    data[i] = state / 2 ** 31
  }

  const seconds = quick ? 1 : 10
  const jobs: Record<string, () => Promise<unknown>> = {
    'score, image signals': () => scorePairs(rows, { signals: ['image'], imageRoot }),
    'score, words': () => scorePairs(rows.slice(0, quick ? 8 : 72), { signals: ['words'], imageRoot, ocrCache: false }),
    [`join of ${n} x ${d} at 0.95`]: () =>
      similarityJoin({ data: data.slice(), rows: n, cols: d }, { minCosine: 0.95 }),
  }
  const model = vitb32()
  if ('folder' in model) {
    const some = rows.slice(0, quick ? 32 : 400)
    jobs['score, a model of the size of ViT-B/32'] = () =>
      scorePairs(some, { signals: ['clip'], model: model.folder, imageRoot })
  }
  const results: Record<string, object> = {}
  for (const [name, job] of Object.entries(jobs)) {
    const idle: number[] = []
    const busy: number[] = []
    await job() // loads lazily imported modules and workers
    for (let i = 0; i < (quick ? 1 : 3); i++) {
      idle.push(await lateness(() => sleep(seconds * 1000)))
      busy.push(await lateness(job))
    }
    results[name] = {
      idleMs: spread(idle),
      busyMs: spread(busy),
      aboveIdleMs: spread(busy.map((ms, i) => ms - idle[i]!)),
    }
  }
  return { percentile: 99.9, results }
}
