/**
 * The whole dedup of 100 000 x 512 (exact, clusters and keepers included) against only building usearch's HNSW graph over the
 * same rows, two threads each. The graph is built over a slice and scaled by its rows, which flatters it: the cost of an
 * insertion grows with the graph.
 */
import { dedup } from '../../src/dedup/dedup.js'
import { type EmbeddingSet, embeddingFile } from '../embeddingSets.js'
import { pairedRatio } from '../harness.js'
import { startUsearch, THREADS } from './joinPeers.js'

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const results: object[] = []
  const [rows, slice] = quick ? [5000, 1000] : [100_000, 20_000]
  for (const set of ['decaying', 'isotropic', 'clusters'] as const satisfies readonly EmbeddingSet[]) {
    const path = embeddingFile(set, rows)
    const task = `dedup of ${set} ${rows} x 512 at 0.95`
    const whole = () => dedup(path, { minCosine: 0.95, policy: 'greedy', threads: THREADS })
    const dropped = (await whole()).keep.filter((kept) => kept === 0).length
    const usearch = await startUsearch({ rows: path })
    if (usearch === undefined) {
      results.push({ task, usearch: 'not installed' })
      continue
    }
    const timed = await pairedRatio({
      name: task,
      ours: async () => void (await whole()),
      peer: async () => ((await usearch.ask({ build: slice })).ms * rows) / slice,
      pairs: quick ? 2 : 3,
      warmups: 0,
    })
    usearch.stop()
    console.log(`${task}: ${timed.ratio.median.toFixed(1)}x the build of an HNSW graph (${slice} rows, scaled)`)
    results.push({ task, dropped, slice, isScaled: true, versions: usearch.versions, timed })
  }
  return { threads: THREADS, results }
}
