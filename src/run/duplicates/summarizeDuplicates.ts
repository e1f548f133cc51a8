import { eachRow } from '../../concurrency.js'
import { countErrors, type ErrorCounts } from '../rowErrors.js'
import type { AgainstRows } from './findRelations.js'
import type { FingerprintTable } from './fingerprintTable.js'
import { RELATIONS, type Relation, type ResolvedRows } from './resolveRows.js'

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

/** What the user should read about what was not compared. */
/** What the caller asked to compare with, as far as the summary speaks of it. */
export interface Compared {
  against?: string | undefined
  embeddings?: string | undefined
  againstEmbeddings?: string | undefined
}

export function describeGaps(
  options: Compared,
  table: FingerprintTable,
  other: { errors: ErrorCounts; badRows: number },
): string[] {
  const notes: string[] = []
  if (table.flatRows > 0) {
    notes.push(
      `${table.flatRows} ${table.flatRows === 1 ? 'picture is' : 'pictures are'} flat (blank or of one colour) and ` +
        'were compared by bytes and pixels only: all flat pictures share one hash, whatever their size and colour.',
    )
  }
  const failed = countErrors(other.errors)
  if (failed > 0)
    notes.push(
      `${failed} ${failed === 1 ? 'image' : 'images'} of ${options.against} could not be read: nothing was compared with them.`,
    )
  if (other.badRows > 0) {
    const lines = other.badRows === 1 ? 'line of' : 'lines of'
    notes.push(`${other.badRows} ${lines} ${options.against} could not be read: nothing was compared with them.`)
  }
  if (options.against !== undefined && options.embeddings !== undefined && options.againstEmbeddings === undefined) {
    notes.push(`Rows were not compared with ${options.against} by embedding: give \`againstEmbeddings\` for that.`)
  }
  return notes
}
