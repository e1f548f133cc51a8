import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Dataset } from '../../dataset/dataset.js'
import { LEAK_METHODS, type LeakMethod, type MethodResults } from '../../split/countOverlap.js'
import { type MethodLeaks, NONE } from '../../split/itemLeaks.js'

/** The surest tie of a row to another part. */
export interface RowLeak {
  by: LeakMethod
  /** Row of the other part. */
  of: number
}

/** The first method by which a row is tied to another part; undefined for a row that is not. */
export function surestLeak(results: MethodResults, row: number): RowLeak | undefined {
  for (const [by, { partner }] of checkedMethods(results)) {
    if (partner[row] !== NONE) return { by, of: partner[row]! }
  }
  return undefined
}

/** Ids of some rows, in one pass. */
export async function readIds(
  dataset: Dataset,
  rows: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  if (rows.size === 0) return ids
  for await (const { index, id } of dataset.rows({ signal })) if (rows.has(index)) ids.set(index, id)
  return ids
}

/** The rows that `surestLeak` and `writeEvidence` name. */
export function partnersOf(results: MethodResults): Set<number> {
  const rows = new Set<number>()
  for (const [, { partner }] of checkedMethods(results)) {
    for (const [row, other] of partner.entries()) if (other !== NONE) rows.add(row).add(other)
  }
  return rows
}

/**
 * Writes a JSON line for every row and method that ties it to another part: both ids and parts, and how alike they are.
 *
 * @param partOf the name of a row's part
 */
export async function writeEvidence(
  path: string,
  results: MethodResults,
  ids: ReadonlyMap<number, string>,
  partOf: (row: number) => string | null,
): Promise<number> {
  const file = createWriteStream(path)
  let lines = 0
  for (const [method, { partner, measure }] of checkedMethods(results)) {
    for (const [row, other] of partner.entries()) {
      if (other === NONE) continue
      const line = {
        method,
        row,
        id: ids.get(row),
        split: partOf(row),
        other_row: other,
        other_id: ids.get(other),
        other_split: partOf(other),
        ...measureOf(method, measure[row]!),
      }
      lines++
      if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain')
    }
  }
  file.end()
  await finished(file)
  return lines
}

function measureOf(method: LeakMethod, value: number): object {
  if (method === 'phash') return { hamming_bits: Number.isNaN(value) ? 0 : -value }
  if (method === 'embedding') return Number.isNaN(value) ? {} : { cosine: value }
  return method === 'shingles' ? { jaccard: value } : {}
}

const checkedMethods = (results: MethodResults): [LeakMethod, MethodLeaks][] =>
  LEAK_METHODS.flatMap((method): [LeakMethod, MethodLeaks][] => {
    const result = results[method]
    return 'why' in result ? [] : [[method, result]]
  })
