import { eachRow } from '../../concurrency.js'
import { countErrors, type ErrorCounts } from '../rowErrors.js'
import type { Benchmark } from './benchmarks.js'
import type { AgainstRows } from './findRelations.js'
import type { FingerprintTable } from './fingerprintTable.js'
import { RELATIONS, type Relation, type ResolvedRows } from './resolveRows.js'
import type { FoundIn } from './writeEvidence.js'

export interface DuplicateCounts {
  /** Rows with dup_keep false, by what found them. */
  duplicates: Record<'total' | 'against' | Relation, number>
  /** Components of more than one row. */
  clusters: number
  /** Rows that were not compared by hash because their picture has no structure. */
  flatRows: number
}

export async function countDuplicates(
  resolved: ResolvedRows,
  found: AgainstRows | undefined,
  table: FingerprintTable,
): Promise<DuplicateCounts> {
  const duplicates = { total: 0, bytes: 0, pixels: 0, embedding: 0, phash: 0, against: 0 }
  const sizes = new Uint32Array(resolved.cluster.length)
  await eachRow(resolved.keep.length, (row) => {
    sizes[resolved.cluster[row]!]!++
    if (resolved.keep[row]) return
    duplicates.total++
    if (found?.isFound[row]) duplicates.against++
    else duplicates[RELATIONS[resolved.relation[row]!]!]++
  })
  return { duplicates, clusters: sizes.filter((size) => size > 1).length, flatRows: table.flatRows }
}

/** Rows that each dataset holds. */
export const countAgainst = (all: readonly FoundIn[]): Record<string, number> =>
  Object.fromEntries(all.map(({ name, found }) => [name, found.isFound.reduce((sum, is) => sum + is, 0)]))

/** What the user should read about what was not compared. */
export function describeGaps(
  { embeddings }: { embeddings?: string | undefined },
  table: FingerprintTable,
  others: readonly (Benchmark & { errors: ErrorCounts })[],
): string[] {
  const notes: string[] = []
  if (table.flatRows > 0) {
    notes.push(
      `${table.flatRows} ${table.flatRows === 1 ? 'picture is' : 'pictures are'} flat (blank or of one colour) and ` +
        'were compared by bytes and pixels only: all flat pictures share one hash, whatever their size and colour.',
    )
  }
  for (const other of others) {
    const failed = countErrors(other.errors)
    if (failed > 0) {
      const images = failed === 1 ? 'image' : 'images'
      notes.push(`${failed} ${images} of ${other.path} could not be read: nothing was compared with them.`)
    }
    const { badRows } = other.scan
    if (badRows > 0) {
      const lines = badRows === 1 ? 'line' : 'lines'
      notes.push(`${badRows} ${lines} of ${other.path} could not be read: nothing was compared with them.`)
    }
    if (embeddings !== undefined && other.embeddings === undefined) {
      notes.push(`Rows were not compared with ${other.path} by embedding: give \`againstEmbeddings\` for that.`)
    }
  }
  return notes
}
