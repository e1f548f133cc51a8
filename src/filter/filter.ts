import { FigsiftError } from '../errors.js'
import type { FilterOptions, FilterResult, Rules } from './types.js'

/** Splits rows into kept and dropped by rules. */
export async function filter<Row extends object>(
  _rows: readonly Row[],
  _rules: Rules,
  _options: FilterOptions = {},
): Promise<FilterResult<Row>> {
  throw new FigsiftError('INTERNAL', 'filter() is being written.')
}
