import {
  DuckDBArrayType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api'
import { sqlName, sqlString } from './duckdb.js'
import type { ParquetDataset } from './parquetDataset.js'
import type { ParquetColumn } from './parquetSchema.js'
import { textBytesSql, wholeText } from './wholeText.js'

/** Bytes become base64, then JSON, then parts of a longer text: each step is a copy. */
const TEXT_WINDOW_BYTES = 8 * 2 ** 20

/** Types whose text is JSON as it stands. */
const BARE_TYPES: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.DECIMAL,
])

/**
 * Parquet values as text, for the conversions to JSON lines and CSV: bytes are base64, decimals keep their digits, maps are
 * lists of `{ key, value }`, times and dates are DuckDB's text in UTC, NaN and infinities are null in JSON.
 *
 * Yields batches of rows; a cell is JSON text (`json`) or plain text (`plain`: what is nested is JSON text there too).
 */
export async function* parquetText(
  dataset: ParquetDataset,
  columns: readonly ParquetColumn[],
  kind: 'json' | 'plain',
  signal: AbortSignal | undefined,
): AsyncGenerator<(string | null)[][], void, undefined> {
  const sqls = columns.map(({ name, type }) =>
    textBytesSql(kind === 'json' ? jsonText(sqlName(name), type, 0) : plainText(sqlName(name), type)),
  )
  const names = columns.map(({ name }) => name)
  const batches = dataset.batches(sqls, names, { signal }, TEXT_WINDOW_BYTES)
  for await (const { rows } of batches) yield rows.map((row) => row.map(wholeText))
}

function plainText(value: string, type: DuckDBType): string {
  if (type.typeId === DuckDBTypeId.BLOB) return `base64(${value})`
  return isNested(type) ? jsonText(value, type, 0) : `${value}::VARCHAR`
}

function isNested(type: DuckDBType): boolean {
  return (
    type instanceof DuckDBStructType ||
    type instanceof DuckDBListType ||
    type instanceof DuckDBArrayType ||
    type instanceof DuckDBMapType
  )
}

/** An expression for the value's JSON text; NULL for NULL. Not to_json, which turns decimals and JSON into doubles. */
function jsonText(value: string, type: DuckDBType, depth: number): string {
  const item = `e${depth}`
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map((name, i) => {
      const field = jsonText(`struct_extract(${value}, ${sqlString(name)})`, type.entryTypes[i]!, depth)
      return `${sqlString(`${JSON.stringify(name)}:`)} || coalesce(${field}, 'null')`
    })
    return `CASE WHEN ${value} IS NOT NULL THEN '{' || ${fields.join(" || ',' || ")} || '}' END`
  }
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) {
    return jsonList(value, item, jsonText(item, type.valueType, depth + 1))
  }
  if (type instanceof DuckDBMapType) {
    const key = jsonText(`${item}.key`, type.keyType, depth + 1)
    const entry = jsonText(`${item}.value`, type.valueType, depth + 1)
    return jsonList(
      `map_entries(${value})`,
      item,
      `'{"key":' || ${key} || ',"value":' || coalesce(${entry}, 'null') || '}'`,
    )
  }
  switch (type.typeId) {
    case DuckDBTypeId.BLOB:
      return jsonString(`base64(${value})`)
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return `CASE WHEN isfinite(${value}) THEN ${value}::VARCHAR END`
    default:
      if (BARE_TYPES.has(type.typeId)) return `${value}::VARCHAR`
      // DuckDB does not check that a JSON column holds JSON. Line feeds in it stand between tokens, never in strings.
      if (type.alias === 'JSON') {
        const line = `replace(replace(${value}::VARCHAR, chr(10), ' '), chr(13), ' ')`
        return `CASE WHEN json_valid(${value}::VARCHAR) THEN ${line} ELSE ${jsonString(`${value}::VARCHAR`)} END`
      }
      return jsonString(`${value}::VARCHAR`)
  }
}

function jsonString(text: string): string {
  return `to_json(${text})::VARCHAR`
}

function jsonList(list: string, item: string, text: string): string {
  return `'[' || array_to_string(list_transform(${list}, lambda ${item}: coalesce(${text}, 'null')), ',') || ']'`
}
