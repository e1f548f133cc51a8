import { Breather, eachRow } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import { type ItemLeaks, NONE } from './itemLeaks.js'
import { type NearestText, NearestTexts } from './nearestTexts.js'
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
    const nearest = await NearestTexts.of(table, { minJaccard, among, rankOf, signal })
    const texts = function* () {
      for (let text = 0; text < table.size; text++) {
        if (isWanted(text, part)) yield text
        if (text % 1024 === 0) onProgress?.(part * table.size + text, partCount * table.size)
      }
    }
    let found: NearestText[] = []
    for await (const one of nearest.find(texts())) {
      found.push(one)
      if (found.length < JUDGED) continue
      await judge(found, nearest, leaks, options)
      found = []
    }
    await judge(found, nearest, leaks, options)
  }
}

/**
 * Compares by words. Of texts whose best pair was one by a collision of hashes alone, the next best are looked for: twice as
 * many each time, for each time takes a pass over the dataset.
 */
async function judge(
  found: readonly NearestText[],
  nearest: NearestTexts,
  leaks: ItemLeaks,
  options: ConnectTextsOptions,
): Promise<void> {
  const excluded = new Map<number, Set<number>>()
  const exclude = ({ text, other }: NearestText): void => {
    excluded.set(text, (excluded.get(text) ?? new Set()).add(other))
  }
  for (let pairs = found, wanted = 1; pairs.length > 0; wanted *= 2) {
    const deceived = await compare(pairs, leaks, options)
    for (const pair of pairs) if (deceived.has(pair.text)) exclude(pair)
    const next: NearestText[] = []
    let texts = [...deceived]
    for (let searches = 0; searches < wanted && texts.length > 0; searches++) {
      const begin = next.length
      for await (const pair of nearest.find(texts, excluded)) {
        exclude(pair)
        next.push(pair)
      }
      texts = next.slice(begin).map(({ text }) => text)
    }
    pairs = next
  }
}

/** @returns texts of which no pair is as similar as its hashes say: what follows may be better */
async function compare(
  pairs: readonly NearestText[],
  leaks: ItemLeaks,
  { minJaccard, rowOf, readTexts, signal }: ConnectTextsOptions,
): Promise<Set<number>> {
  const breather = new Breather()
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
  const [deceived, sure] = [new Set<number>(), new Set<number>()]
  for (const pair of pairs) {
    const similarity = jaccard(shingles(pair.text), shingles(pair.other))
    if (similarity >= minJaccard) leaks.connect(pair.text, pair.other, similarity)
    if (similarity !== pair.jaccard) deceived.add(pair.text)
    else sure.add(pair.text)
    if (breather.isDue) {
      throwIfAborted(signal)
      await breather.breathe()
    }
  }
  for (const text of sure) deceived.delete(text)
  return deceived
}
