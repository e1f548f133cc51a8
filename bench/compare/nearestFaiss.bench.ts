/**
 * Ten nearest rows of 10 000 queries among 100 000 x 512 against FAISS `IndexFlatIP.search`, two threads each. Our ids must be
 * those of the float64 law (a second computation over the candidates of both); FAISS's differences are counted.
 */
import { native } from '../../src/binding.js'
import { cosineRows } from '../../src/dedup/cosineRows.js'
import { nearest } from '../../src/dedup/nearest.js'
import { Matrix } from '../../src/matrix.js'
import { embeddingFile } from '../embeddingSets.js'
import { pairedRatio } from '../harness.js'
import { readUint32, startFaiss, THREADS, withFolder } from './joinPeers.js'

const K = 10

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const results: object[] = []
  for (const set of ['decaying', 'isotropic'] as const) {
    const corpus = embeddingFile(set, quick ? 5000 : 100_000)
    // Other rows of the same cloud would need the same seed; the corpus' own first rows find themselves and their neighbours.
    const queries = corpus.replace('.npy', '-queries.npy')
    using rows = await Matrix.open(corpus)
    const count = quick ? 500 : 10_000
    await Matrix.write(queries, { data: rows.slice(0, count), rows: count, cols: rows.cols })

    const search = () => nearest(queries, corpus, { k: K, threads: THREADS })
    const { indices, cosines } = await search()
    const task = `nearest ${K} of ${count} queries in ${set} ${rows.rows} x ${rows.cols}`
    const faiss = await startFaiss({ rows: corpus, queries })
    if (faiss === undefined) {
      results.push({ task, faiss: 'not installed' })
      continue
    }
    const theirs = await withFolder(async (save) => {
      await faiss.ask({ k: K, save })
      return readUint32(save, 'ids')
    })
    const difference = await compareIds(rows, indices, cosines, theirs)
    const timed = await pairedRatio({
      name: task,
      ours: async () => void (await search()),
      peer: async () => (await faiss.ask({ k: K })).ms,
      pairs: quick ? 2 : 5,
    })
    faiss.stop()
    console.log(
      `${task}: ours ${(timed.oursMs.median / 1000).toFixed(2)} s, FAISS ${(timed.peerMs.median / 1000).toFixed(2)} s, ` +
        `${timed.ratio.median.toFixed(1)}x; ${difference.differ} of ${indices.length} ids differ`,
    )
    results.push({ task, versions: faiss.versions, difference, timed })
  }
  return { threads: THREADS, isa: native().cpu().isa, results }
}

/** Places where the two lists differ, and by how much FAISS's row is worse. @throws Error if one of FAISS's is better. */
async function compareIds(rows: Matrix, ours: Uint32Array, cosines: Float64Array, theirs: Uint32Array) {
  const places = Array.from(ours, (_, i) => i).filter((i) => ours[i] !== theirs[i])
  const data = rows.data
  const pick = (row: (place: number) => number) => {
    const out = new Float32Array(places.length * rows.cols)
    for (const [n, place] of places.entries()) {
      out.set(data.subarray(row(place) * rows.cols, (row(place) + 1) * rows.cols), n * rows.cols)
    }
    return { data: out, rows: places.length, cols: rows.cols }
  }
  const byLaw = await cosineRows(
    pick((place) => Math.floor(place / K)),
    pick((place) => theirs[place]!),
  )
  const worse = places.map((place, n) => cosines[place]! - byLaw[n]!)
  // Their list may hold the same rows in another order: then a place of theirs is better here and worse at the next.
  const farthest = Math.max(0, ...worse.map(Math.abs)) * 2 ** 24
  if (farthest > 32) throw new Error(`An id differs where the cosines are ${farthest} units of 2^-24 apart`)
  return {
    differ: places.length,
    farthest,
    listed: places.slice(0, 20).map((place, n) => ({
      query: Math.floor(place / K),
      place: place % K,
      ours: ours[place],
      theirs: theirs[place],
      cosine: cosines[place],
      theirCosine: byLaw[n],
    })),
  }
}
