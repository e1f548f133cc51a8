import type { Column } from './names.js'

/** Values by `camel` or `snake` name of their column; a missing one is NULL. */
export type SidecarRow = Readonly<Record<string, unknown>>

/**
 * Writes one Parquet part: a row per element, a column per entry of `columns`, in this order. Equal rows give equal bytes.
 * The file appears whole or not at all (temporary name, fsync, rename).
 *
 * @throws FigsiftError BAD_USAGE when a value does not fit its column's type; IO.
 */
export async function writeSidecar(
  _path: string,
  _columns: readonly Column[],
  _rows: readonly SidecarRow[],
): Promise<void> {
  throw new Error('Not landed yet.')
}

/** Reads parts in the order given, as rows keyed by `camel` name. NULL is null. */
// biome-ignore lint/correctness/useYield: the body has not landed yet
export async function* readSidecar(
  _paths: string | readonly string[],
  _columns: readonly Column[],
): AsyncGenerator<Record<string, unknown>, void, undefined> {
  throw new Error('Not landed yet.')
}
