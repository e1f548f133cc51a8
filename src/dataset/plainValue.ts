import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  type DuckDBValue,
} from '@duckdb/node-api'

/**
 * A DuckDB value as plain JavaScript: structs are objects, lists arrays, blobs bytes, maps arrays of {key, value}. What
 * JavaScript has no exact type for (dates, decimals, intervals, …) is DuckDB's text of it; integers above 32 bit are bigints.
 */
export function plainValue(value: DuckDBValue): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof DuckDBBlobValue) return value.bytes
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plainValue)
  if (value instanceof DuckDBStructValue) {
    // fromEntries defines own properties, so a field called __proto__ stays a field.
    return Object.fromEntries(Object.entries(value.entries).map(([key, field]) => [key, plainValue(field)]))
  }
  if (value instanceof DuckDBMapValue) {
    return value.entries.map((entry) => ({ key: plainValue(entry.key), value: plainValue(entry.value) }))
  }
  return String(value)
}
