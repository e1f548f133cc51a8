import { Breather } from '../concurrency.js'
import { fromDuckDb } from '../dataset/duckdb.js'
import { argumentError, checkKeys } from '../validate.js'
import { checkRules } from './checkRules.js'
import { decisionsOf } from './decisions.js'
import { evaluate } from './evaluate.js'
import { funnelOf } from './funnel.js'
import { LockedDatabase } from './lockedDatabase.js'
import { checkOptions, OPTION_NAMES } from './options.js'
import type { ColumnUses } from './relation.js'
import { rowsRelation } from './rowsRelation.js'
import { tableView } from './tableView.js'
import type { Dropped, FilterOptions, FilterResult, Rules } from './types.js'

/**
 * Splits rows into kept and dropped by rules over their fields.
 *
 * A rule drops where its `dropWhere` is TRUE; `{ where }` keeps where it is TRUE. NULL and absent fields never pass a
 * keep and never fire a drop. The API's names are columns in snake_case (`imageWidth` is `image_width`); other fields
 * keep their names.
 *
 * @param rows [n] objects; they are read, never changed
 * @param rules drop rules in order, or one `{ where }` that keeps
 * @returns `kept` and `dropped` hold the caller's own objects in their order; `funnel` says what each rule did
 * @throws FigsiftError BAD_PREDICATE with DuckDB's words and the columns there are
 */
export async function filter<Row extends object>(
  rows: readonly Row[],
  rules: Rules,
  options: FilterOptions = {},
): Promise<FilterResult<Row>> {
  if (!Array.isArray(rows)) throw argumentError('rows', 'an array of objects', rows)
  if (typeof options !== 'object' || options === null) throw argumentError('options', 'an object', options)
  checkKeys('options', options, OPTION_NAMES)
  const checked = checkOptions(options)
  const checkedRules = checkRules(rules, checked.dropErrors)
  const database = await LockedDatabase.open({ ...checked, files: [], signal: options.signal })
  try {
    const { onProgress } = options
    const openView = async (uses: ColumnUses) => tableView([await rowsRelation(database, rows, uses)])
    const answers = await evaluate(database, { rules: checkedRules, openView, onProgress })
    const decisions = await decisionsOf(answers, await funnelOf(answers))
    const kept: Row[] = []
    const dropped: Dropped<Row>[] = []
    const breather = new Breather()
    for (const [index, row] of rows.entries()) {
      if (breather.isDue) await breather.breathe()
      const first = decisions.firstRule[index]!
      if (first < 0) kept.push(row)
      else {
        const { id: rule, reason } = decisions.rules[first]!
        const fired = decisions.firedFor(index).map((r) => decisions.rules[r]!.id)
        dropped.push({ row, index, rule, reason, rules: fired })
      }
    }
    return { kept, dropped, funnel: decisions.funnel }
  } catch (error) {
    throw fromDuckDb(error)
  } finally {
    database.dispose()
  }
}
