import { FigsiftError } from '../errors.js'
import type { Column } from './names.js'

/**
 * @param ignoresCase Parquet: DuckDB's column names differ by more than case, so `Score` stands in the way of `score`
 * @throws FigsiftError COLUMN_EXISTS, naming the columns, when the input has keys of the same name as `columns`.
 */
export function checkColumns(keys: readonly string[], columns: readonly Column[], ignoresCase = false): void {
  const taken = takenKeys(keys, columns, ignoresCase)
  if (taken.length === 0) return
  const names = taken.map((key) => `\`${key}\``).join(', ')
  throw new FigsiftError(
    'COLUMN_EXISTS',
    `Expected an input without our columns but it has ${names} already. ` +
      'Rename them, or pass --replace-columns (`replaceColumns: true`) to write ours in their place.',
  )
}

/** The keys of the input that `columns` stand for too. */
export function takenKeys(keys: readonly string[], columns: readonly Column[], ignoresCase = false): string[] {
  const fold = (name: string) => (ignoresCase ? name.toLowerCase() : name)
  const ours = new Set(columns.map((column) => fold(column.snake)))
  return keys.filter((key) => ours.has(fold(key)))
}
