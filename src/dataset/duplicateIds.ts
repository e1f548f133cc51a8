import { hash64, IdHashes } from './idHashes.js'

/** Ids looked at again are held in memory, so a hostile input may name only so many. */
const MAX_SUSPECTS = 1000
const ROWS_LISTED = 5

/**
 * Finds ids that occur twice: tells which hashes came again. Whether their ids are truly equal is for a second look
 * (`isSuspect`), which also finds the rows.
 */
export class DuplicateIds {
  readonly #seen = new IdHashes()
  readonly #suspects = new Set<string>()

  get hasSuspects(): boolean {
    return this.#suspects.size > 0
  }

  add(id: string): void {
    if (!this.#seen.add(id) && this.#suspects.size < MAX_SUSPECTS) this.#suspects.add(hash64(id).join(' '))
  }

  /** True when the id's hash came more than once. */
  isSuspect(id: string): boolean {
    return this.#suspects.has(hash64(id).join(' '))
  }
}

/** The ids that truly occur more than once, each with the first of its rows: a second look at all of them. */
export async function repeatedIds(
  ids: AsyncIterable<{ id: string; index: number }>,
  suspects: DuplicateIds,
): Promise<Map<string, number[]>> {
  const rowsById = new Map<string, number[]>()
  for await (const { id, index } of ids) {
    if (!suspects.isSuspect(id)) continue
    const rows = rowsById.get(id) ?? []
    if (rows.length <= ROWS_LISTED) rows.push(index)
    rowsById.set(id, rows)
  }
  for (const [id, rows] of rowsById) if (rows.length < 2) rowsById.delete(id)
  return rowsById
}
