/**
 * 1 000 000 x 512 at 0.95 from a mapped file: time, and the peak of anonymous memory beyond what the process had before. Then
 * rows in chains of near-duplicates, from 100 000 to 1 000 000: how the time grows.
 */
import { readFileSync } from 'node:fs'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { embeddingFile } from '../embeddingSets.js'

const THREADS = 2

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const [small, large] = quick ? [2000, 20_000] : [100_000, 1_000_000]
  const million = await measure(embeddingFile('decaying', large))
  const [few, many] = [await measure(embeddingFile('chains', small)), await measure(embeddingFile('chains', large))]
  const exponent = Math.log(many.seconds / few.seconds) / Math.log(large / small)
  console.log(`chains, ${small} to ${large} rows: time grows with rows to the power of ${exponent.toFixed(2)}`)
  return { threads: THREADS, decaying: million, chains: { few, many, exponent } }
}

async function measure(path: string) {
  globalThis.gc?.()
  const before = anonymousMiB()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, anonymousMiB())
  }, 20)
  const start = performance.now()
  const { left, explanation } = await similarityJoin(path, { minCosine: 0.95, threads: THREADS, explain: true })
  const seconds = (performance.now() - start) / 1000
  clearInterval(timer)
  const extraMiB = Math.round(Math.max(peak, anonymousMiB()) - before)
  console.log(`${path}: ${seconds.toFixed(1)} s, ${left.length} pairs, ${extraMiB} MiB of anonymous memory`)
  return { path: path.replace(/.*\//, ''), seconds, pairs: left.length, peakAnonymousMiB: extraMiB, explanation }
}

function anonymousMiB(): number {
  return Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
}
