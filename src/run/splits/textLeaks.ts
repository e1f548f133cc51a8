import { eachRow } from '../../concurrency.js'
import { connectTexts } from '../../split/connectTexts.js'
import { ItemLeaks, type MethodLeaks, NONE } from '../../split/itemLeaks.js'
import type { LeakOptions } from './leakOptions.js'
import type { SplitTable } from './splitTable.js'

/** Texts that are equal, and texts that share most of their shingles, across the parts. */
export async function textLeaks(
  { texts, shingles }: SplitTable,
  parts: Uint8Array,
  partCount: number,
  { minJaccard, readTexts, call: { signal, onProgress } }: LeakOptions,
): Promise<{ text: MethodLeaks; shingles: MethodLeaks }> {
  const equal = await ItemLeaks.from(texts.of, texts.size, parts, partCount)
  const like = await ItemLeaks.from(texts.of, texts.size, parts, partCount, false)
  const firstRow = new Uint32Array(texts.size).fill(NONE)
  await eachRow(texts.of.length, (row) => {
    const text = texts.of[row]!
    if (text !== NONE && firstRow[text] === NONE) firstRow[text] = row
  })
  await connectTexts(shingles, like, {
    minJaccard,
    partCount,
    isWanted: (text, part) => (equal.partsOf(text) & ~(1 << part)) !== 0,
    rowOf: firstRow,
    readTexts,
    signal,
    onProgress: (done, total) => onProgress?.({ phase: 'compare texts', done, total }),
  })
  return { text: await equal.rows(), shingles: await like.rows() }
}
