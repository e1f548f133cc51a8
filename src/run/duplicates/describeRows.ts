import { eachRow } from '../../concurrency.js'
import type { SidecarRow } from '../../dataset/sidecar.js'
import { readFingerprints } from '../fingerprints.js'
import type { BestAgainst } from './benchmarks.js'
import { AGAINST_RELATIONS, type ResolvedRows } from './resolveRows.js'

export interface DescribeOptions {
  resolved: ResolvedRows
  found: BestAgainst | undefined
  /** Finished fingerprint parts of the input and of each other dataset: ids are read from them. */
  own: readonly string[]
  others: readonly { name: string; files: readonly string[] }[]
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
  const otherIds = await Promise.all(
    others.map(({ files }, benchmark) =>
      found === undefined
        ? new Map<number, string>()
        : readIds(files, (_, i) => found.isFound[i] === 1 && found.benchmark[i] === benchmark, found.other),
    ),
  )

  return (row) => {
    const isAgainst = found?.isFound[row] === 1
    const [rank, value] = isAgainst ? [found.relation[row]!, found.measure[row]!] : [relation[row]!, measure[row]!]
    const by = AGAINST_RELATIONS[rank]
    return {
      dupCluster: cluster[row],
      dupOf: ids.get(duplicateOf[row]!) ?? null,
      dupBy: by ?? null,
      dupCosine: by === 'embedding' && !Number.isNaN(value) ? value : null,
      dupHammingBits: by === 'phash' && !Number.isNaN(value) ? value : null,
      dupKeep: keep[row] === 1,
      dupAgainst: isAgainst ? (otherIds[found.benchmark[row]!]?.get(found.other[row]!) ?? null) : null,
      dupAgainstName: isAgainst ? (others[found.benchmark[row]!]?.name ?? null) : null,
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
