/**
 * What joins of 1 000 000 and 15 500 000 rows would take on this machine, by the planner on samples and its cost model; and how
 * far the model is from the clock where the join itself is short enough to run.
 */
import { estimateJoin } from '../../src/dedup/estimateJoin.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { embeddingFile } from '../embeddingSets.js'

const THREADS = 2
const minCosine = 0.95

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const sampled = quick ? 5000 : 100_000
  const path = embeddingFile('decaying', sampled)
  const { explanation } = await similarityJoin(path, { minCosine, threads: THREADS, explain: true })
  // Planning takes as long for few rows as for many, and the model leaves it out.
  const seconds = explanation!.stages.reduce((sum, { name, ms }) => sum + (name === 'plan' ? 0 : ms / 1000), 0)
  const known = await estimateJoin(path, { minCosine, threads: THREADS })
  // One factor for this machine and moment; ratios are what the model is made for.
  const factor = seconds / known.seconds
  console.log(`${sampled} x 512: ${seconds.toFixed(2)} s, the model says ${known.seconds.toFixed(2)} s`)

  const plans: object[] = []
  for (const [rows, cols] of [
    [1_000_000, 512],
    [15_500_000, 512],
    [15_500_000, 768],
  ] as const) {
    const sample = embeddingFile('decaying', sampled, cols)
    for (const [what, source] of [
      ['decaying spectrum', sample],
      ['nothing pruned', { rows, cols }],
    ] as const) {
      const estimate = await estimateJoin(source, { minCosine, rows, threads: THREADS })
      const scaled = estimate.seconds * factor
      const [hours, gib] = [(scaled / 3600).toFixed(2), (estimate.bytes / 2 ** 30).toFixed(1)]
      console.log(`${rows} x ${cols}, ${what}: ${hours} h, ${gib} GiB besides the rows, screens of ${estimate.widths}`)
      plans.push({ rows, cols, what, estimate, secondsHere: scaled })
    }
  }
  return {
    threads: THREADS,
    minCosine,
    measured: { rows: sampled, seconds, modelSeconds: known.seconds, factor },
    plans,
  }
}
