import { eachRow } from '../../concurrency.js'
import type { SidecarRow } from '../../dataset/sidecar.js'
import { readFingerprints } from '../fingerprints.js'
import type { AgainstRows } from './findRelations.js'
import { RELATIONS, type ResolvedRows } from './resolveRows.js'

export interface DescribeOptions {
  resolved: ResolvedRows
  found: AgainstRows | undefined
  /** Finished fingerprint parts of the input and of the other dataset: ids are read from them. */
  own: readonly string[]
  others: readonly string[]
}

/** Gives the columns of `dedup` of a row. Only ids that some row points to are held in memory. */
export async function describeRows({
  resolved,
  found,
  own,
  others,
}: DescribeOptions): Promise<(row: number) => SidecarRow> {
  const { cluster, keep, duplicateOf, relation, measure } = resolved
  const ids = await readIds(own, (row) => row >= 0, duplicateOf)
  const otherIds =
    found === undefined
      ? new Map<number, string>()
      : await readIds(others, (_, i) => found.isFound[i] === 1, found.other)

  return (row) => {
    const isAgainst = found?.isFound[row] === 1
    const [rank, value] = isAgainst ? [found.relation[row]!, found.measure[row]!] : [relation[row]!, measure[row]!]
    const by = RELATIONS[rank]
    return {
      dupCluster: cluster[row],
      dupOf: ids.get(duplicateOf[row]!) ?? null,
      dupBy: by ?? null,
      dupCosine: by === 'embedding' && !Number.isNaN(value) ? value : null,
      dupHammingBits: by === 'phash' && !Number.isNaN(value) ? value : null,
      dupKeep: keep[row] === 1,
      dupAgainst: isAgainst ? (otherIds.get(found.other[row]!) ?? null) : null,
    }
  }
}

async function readIds(
  parts: readonly string[],
  isWanted: (row: number, index: number) => boolean,
  rows: Int32Array | Uint32Array,
): Promise<Map<number, string>> {
  const wanted = new Set<number>()
  await eachRow(rows.length, (index) => {
    if (isWanted(rows[index]!, index)) wanted.add(rows[index]!)
  })
  const ids = new Map<number, string>()
  if (wanted.size === 0) return ids
  let row = 0
  for await (const { id } of readFingerprints(parts)) {
    if (wanted.has(row)) ids.set(row, id)
    row++
  }
  return ids
}
