import { ItemLeaks, type MethodLeaks, NONE } from '../../split/itemLeaks.js'
import { comparedWords, jaccard, shinglesOf } from '../../split/normalText.js'
import type { LeakOptions } from './findLeaks.js'
import type { SplitTable } from './splitTable.js'

/** Candidates judged in one pass over the dataset, which gives their words. */
const CANDIDATES = 1 << 20

/** Texts that are equal, and texts that share most of their shingles, across the parts. */
export async function textLeaks(
  { texts, shingles }: SplitTable,
  parts: Uint8Array,
  partCount: number,
  { minJaccard, readTexts, call: { signal, onProgress } }: LeakOptions,
): Promise<{ text: MethodLeaks; shingles: MethodLeaks }> {
  const equal = await ItemLeaks.from(texts.of, texts.size, parts, partCount)
  const like = await ItemLeaks.from(texts.of, texts.size, parts, partCount, false)
  const places = Uint32Array.from({ length: texts.size }, (_, item) => equal.partsOf(item))
  const firstRow = new Uint32Array(texts.size).fill(NONE)
  for (let row = texts.of.length - 1; row >= 0; row--) if (texts.of[row] !== NONE) firstRow[texts.of[row]!] = row
  let pairs: [number, number][] = []
  const judge = async () => {
    const rows = new Set(pairs.flat().map((item) => firstRow[item]!))
    const read = await readTexts(rows)
    for (const [a, b] of pairs) {
      const [one, other] = [a, b].map((item) => shinglesOf(comparedWords(read.get(firstRow[item]!) ?? '')))
      const similarity = jaccard(one!, other!)
      if (similarity >= minJaccard) like.connect(a, b, similarity)
    }
    pairs = []
  }
  const candidates = shingles.candidates({
    minJaccard,
    isWanted: (a, b) => isSeveral(places[a]! | places[b]!),
    signal,
    onProgress: (done, total) => onProgress?.({ phase: 'compare texts', done, total }),
  })
  for await (const pair of candidates) {
    pairs.push(pair)
    if (pairs.length === CANDIDATES) await judge()
  }
  if (pairs.length > 0) await judge()
  return { text: await equal.rows(), shingles: await like.rows() }
}

/** More than one bit is set. */
const isSeveral = (mask: number): boolean => (mask & (mask - 1)) !== 0
