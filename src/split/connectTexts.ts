import { Breather, eachRow } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import { type ItemLeaks, NONE } from './itemLeaks.js'
import { likeTexts, type NearestOptions, type NearestText, nearestTexts } from './nearestTexts.js'
import { comparedWords, jaccard, shinglesOf } from './normalText.js'
import type { ShingleTable } from './shingleTable.js'

/** Texts judged in one pass over the dataset, which gives their words. */
const JUDGED = 1 << 18
/** Texts whose shingles are kept at a time. */
const KEPT = 64

export interface ConnectTextsOptions {
  minJaccard: number
  partCount: number
  /** Whether partners of a text in a part are wanted. */
  isWanted(text: number, part: number): boolean
  /** A row that holds the text, of each text of the table. */
  rowOf: ArrayLike<number>
  /** Gives texts by row, in a further pass over the dataset. */
  readTexts(rows: ReadonlySet<number>): Promise<ReadonlyMap<number, string>>
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Connects every text with the most similar one of each wanted part, if it is similar enough: what connecting all similar
 * pairs would come to. Exact; a text's items in `leaks` are the table's.
 */
export async function connectTexts(table: ShingleTable, leaks: ItemLeaks, options: ConnectTextsOptions): Promise<void> {
  const { minJaccard, partCount, isWanted, signal, onProgress } = options
  await table.sort()
  for (let part = 0; part < partCount; part++) {
    const among = await leaks.itemsOf(part)
    const rankOf = new Uint32Array(table.size).fill(NONE)
    await eachRow(among.length, (rank) => {
      rankOf[among[rank]!] = rank
    })
    const texts = function* () {
      for (let text = 0; text < table.size; text++) {
        if (isWanted(text, part)) yield text
        if (text % 1024 === 0) onProgress?.(part * table.size + text, partCount * table.size)
      }
    }
    const search: NearestOptions = { minJaccard, among, rankOf, texts: texts(), signal }
    let found: NearestText[] = []
    for await (const one of nearestTexts(table, search)) {
      found.push(one)
      if (found.length < JUDGED) continue
      await judge(found, table, leaks, search, options)
      found = []
    }
    await judge(found, table, leaks, search, options)
  }
}

/** Compares by words; where a collision of hashes made a pair better than it is, all that could be the best. */
async function judge(
  found: readonly NearestText[],
  table: ShingleTable,
  leaks: ItemLeaks,
  search: NearestOptions,
  { minJaccard, rowOf, readTexts, signal }: ConnectTextsOptions,
): Promise<void> {
  if (found.length === 0) return
  const breather = new Breather()
  const compare = async (pairs: readonly NearestText[]): Promise<NearestText[]> => {
    const rows = new Set<number>()
    for (const { text, other } of pairs) {
      rows.add(rowOf[text]!).add(rowOf[other]!)
      if (breather.isDue) await breather.breathe()
    }
    const texts = await readTexts(rows)
    const known = new Map<number, ReadonlySet<string>>()
    const shingles = (text: number): ReadonlySet<string> => {
      const found = known.get(text) ?? shinglesOf(comparedWords(texts.get(rowOf[text]!) ?? ''))
      // Of a template's captions all have one partner.
      if (known.size === KEPT) known.clear()
      known.set(text, found)
      return found
    }
    const doubtful: NearestText[] = []
    for (const pair of pairs) {
      const similarity = jaccard(shingles(pair.text), shingles(pair.other))
      if (similarity >= minJaccard) leaks.connect(pair.text, pair.other, similarity)
      if (similarity !== pair.jaccard) doubtful.push(pair)
      if (breather.isDue) {
        throwIfAborted(signal)
        await breather.breathe()
      }
    }
    return doubtful
  }
  const all: NearestText[] = []
  for (const { text } of await compare(found)) {
    for (const other of likeTexts(table, text, search)) all.push({ text, other, jaccard: Number.NaN })
    await breather.breathe()
  }
  if (all.length > 0) await compare(all)
}
