import { createHash } from 'node:crypto'
import { eachRow } from '../../concurrency.js'
import type { Dataset } from '../../dataset/dataset.js'
import type { CallOptions } from '../../dedup/operands.js'
import { connectTexts } from '../../split/connectTexts.js'
import { ItemLeaks, NONE } from '../../split/itemLeaks.js'
import { comparedWords, SHINGLE_WORDS, shinglesOf } from '../../split/normalText.js'
import { ShingleTable } from '../../split/shingleTable.js'
import type { AgainstRows } from './findRelations.js'
import { AGAINST_RELATIONS } from './resolveRows.js'

const TEXT = AGAINST_RELATIONS.indexOf('text')
const SHINGLES = AGAINST_RELATIONS.indexOf('shingles')

interface Texts {
  dataset: Dataset
  rows: number
}

/**
 * Adds to what was found in each benchmark the rows whose texts are equal, or share most of their 5-word runs, where
 * nothing surer was found. Exact, as the joins of images are.
 *
 * @param found per benchmark; rows are added to it
 */
export async function addTextRelations(
  found: readonly AgainstRows[],
  own: Texts,
  benchmarks: readonly Texts[],
  minJaccard: number,
  { signal }: CallOptions,
): Promise<void> {
  const all = [own, ...benchmarks]
  const rows = all.reduce((sum, texts) => sum + texts.rows, 0)
  const items = new Uint32Array(rows).fill(NONE)
  const parts = new Uint8Array(rows)
  const starts: number[] = []
  const numbers = new Map<string, number>()
  const shingles = new ShingleTable()
  /** The row, of all datasets, that a text was met in first. */
  const firstRow: number[] = []
  let start = 0
  for (const [part, { dataset, rows: count }] of all.entries()) {
    starts.push(start)
    for await (const { index, record } of dataset.rows({ signal })) {
      const text = comparedWords(record.text ?? '')
      parts[start + index] = part
      if (text.length < SHINGLE_WORDS) continue
      const key = createHash('sha256').update(text.join(' ')).digest('base64').slice(0, 22)
      const known = numbers.get(key)
      items[start + index] = known ?? numbers.size
      if (known !== undefined) continue
      numbers.set(key, numbers.size)
      shingles.add(shinglesOf(text))
      firstRow.push(start + index)
    }
    start += count
  }
  const like = await ItemLeaks.from(items, numbers.size, parts, all.length)
  await connectTexts(shingles, like, {
    minJaccard,
    partCount: all.length,
    // An equal text in the part is surer than any like one.
    isWanted: (text, part) => part > 0 && (like.partsOf(text) & 1) !== 0 && ((like.partsOf(text) >>> part) & 1) === 0,
    rowOf: firstRow,
    readTexts: async (wanted) => {
      const texts = new Map<number, string>()
      for (const [part, { dataset }] of all.entries()) {
        for await (const { index, record } of dataset.rows({ signal })) {
          const row = starts[part]! + index
          if (wanted.has(row)) texts.set(row, record.text ?? '')
        }
      }
      return texts
    },
    signal,
  })
  await eachRow(own.rows, (row) => {
    for (const [i, one] of found.entries()) {
      const partner = like.partnerIn(row, i + 1)
      if (partner === undefined || one.isFound[row]) continue
      const isEqual = partner.measure === Number.POSITIVE_INFINITY
      one.isFound[row] = 1
      one.other[row] = partner.row - starts[i + 1]!
      one.relation[row] = isEqual ? TEXT : SHINGLES
      one.measure[row] = isEqual ? Number.NaN : partner.measure
    }
  })
}
