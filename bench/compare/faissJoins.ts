/**
 * Self-joins against FAISS `IndexFlatIP.range_search` on the same .npy files, two threads each, OPENBLAS_CORETYPE unset; and
 * usearch's exact search on a slice of the queries, scaled. Ours is timed from the path to the settled arrays: mapping,
 * scaling and planning included; FAISS has its rows loaded, scaled and indexed before its clock starts, and usearch has
 * its rows loaded. Sets are compared before anything is timed.
 */
import { native } from '../../src/binding.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { Matrix } from '../../src/matrix.js'
import { EMBEDDING_SETS, type EmbeddingSet, embeddingFile } from '../embeddingSets.js'
import { pairedRatio, spread, time } from '../harness.js'
import { compareSets, type Peer, readUint32, startFaiss, startUsearch, THREADS, withFolder } from './joinPeers.js'

const COLS = 512
export interface FaissTask {
  readonly set: EmbeddingSet
  readonly rows: number
  readonly minCosines: readonly number[]
}

export async function joinsAgainstFaiss(tasks: readonly FaissTask[], quick: boolean): Promise<object> {
  const results: object[] = []
  for (const { set, rows: full, minCosines } of tasks) {
    const rows = quick ? full / 20 : full
    const path = embeddingFile(set, rows, COLS)
    const faiss = await startFaiss({ rows: path })
    for (const minCosine of minCosines) results.push(await joinAgainst(faiss, set, path, rows, minCosine, quick))
    faiss?.stop()
    const usearch = await startUsearch({ rows: path })
    if (usearch !== undefined) results.push(await exactSlice(usearch, set, path, rows, quick))
    usearch?.stop()
  }
  return { threads: THREADS, isa: native().cpu().isa, results }
}

async function joinAgainst(
  faiss: Peer | undefined,
  set: EmbeddingSet,
  path: string,
  rows: number,
  minCosine: number,
  quick: boolean,
) {
  const task = `${set} ${rows} x ${COLS} at ${minCosine}`
  const join = () => similarityJoin(path, { minCosine, threads: THREADS })
  const { explanation, ...answer } = await similarityJoin(path, { minCosine, threads: THREADS, explain: true })
  const common = { task, data: EMBEDDING_SETS[set].describe, pairs: answer.left.length, explanation }
  if (faiss === undefined) {
    const ms = spread([await time(async () => void (await join())), await time(async () => void (await join()))])
    return { ...common, oursMs: ms, faiss: 'not installed' }
  }
  const difference = await withFolder(async (save) => {
    await faiss.ask({ range: minCosine, save })
    const theirs = { left: readUint32(save, 'left'), right: readUint32(save, 'right') }
    using matrix = await Matrix.open(path)
    return compareSets({ data: matrix.data, rows, cols: COLS }, answer, theirs, minCosine)
  })
  const timed = await pairedRatio({
    name: task,
    ours: async () => void (await join()),
    peer: async () => (await faiss.ask({ range: minCosine })).ms,
    pairs: quick ? 2 : 3,
    warmups: 0,
  })
  console.log(
    `${task}: ours ${(timed.oursMs.median / 1000).toFixed(3)} s, FAISS ${(timed.peerMs.median / 1000).toFixed(2)} s, ` +
      `${timed.ratio.median.toFixed(1)}x; ${difference.pairs} pairs, ${difference.onlyOurs + difference.onlyTheirs} differ`,
  )
  return { ...common, versions: faiss.versions, difference, timed }
}

/** usearch has no join: its exact search for 10 neighbours compares the same rows, each pair twice. */
async function exactSlice(usearch: Peer, set: EmbeddingSet, path: string, rows: number, quick: boolean) {
  const slice = quick ? 50 : 500
  const scale = rows / slice
  const timed = await pairedRatio({
    name: `${set} ${rows} x ${COLS}: usearch exact search`,
    ours: async () => void (await similarityJoin(path, { minCosine: 0.95, threads: THREADS })),
    peer: async () => (await usearch.ask({ exact: slice, k: 10 })).ms * scale,
    pairs: 3,
  })
  console.log(`${timed.name}: ${timed.ratio.median.toFixed(0)}x (${slice} of ${rows} queries, scaled)`)
  return { task: timed.name, slice, isScaled: true, versions: usearch.versions, timed }
}
