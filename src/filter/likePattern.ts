import { sqlString } from '../dataset/duckdb.js'

/**
 * How to match a LIKE pattern in linear time.
 *
 * DuckDB's matcher goes from piece to piece when a pattern has no `_`. With `_`, and always for ILIKE, it backtracks:
 * '%a%a%a%b' against 400 letters took 5 s (1.5.5), and each further `%` multiplies that by the length. So ILIKE is
 * evaluated on lower-cased text, and a pattern with `_` and more than one `%` as a regular expression with the same
 * meaning. DuckDB's LIKE has no escape character unless asked for one.
 */
export function likeSql(text: string, pattern: string, { ignoreCase }: { ignoreCase: boolean }): string {
  const isSimple = !pattern.includes('_') || !/%[^%]+%/.test(pattern)
  if (isSimple) {
    return ignoreCase ? `lower(${text}) LIKE lower(${sqlString(pattern)})` : `${text} LIKE ${sqlString(pattern)}`
  }
  const expression = pattern
    .replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
    .replace(/%+/g, '.*')
    .replaceAll('_', '.')
  return `regexp_full_match(${text}, ${sqlString(expression)}, ${ignoreCase ? "'si'" : "'s'"})`
}
