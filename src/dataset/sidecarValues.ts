import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  STRUCT,
  structValue,
  VARCHAR,
} from '@duckdb/node-api'
import { FigsiftError } from '../errors.js'
import { describe } from '../validate.js'
import type { Column, ColumnType } from './names.js'

const ERROR_TYPE: ColumnType = 'STRUCT(code VARCHAR, message VARCHAR, stage VARCHAR)'

export const DUCKDB_TYPES: Readonly<Record<ColumnType, DuckDBType>> = {
  DOUBLE,
  INTEGER,
  BIGINT,
  BOOLEAN,
  VARCHAR,
  'VARCHAR[]': LIST(VARCHAR),
  [ERROR_TYPE]: STRUCT({ code: VARCHAR, message: VARCHAR, stage: VARCHAR }),
}

/** The value as DuckDB takes it. Nothing is coerced: what does not fit is an error that names the column. */
export function toDuckDb(column: Column, value: unknown, row: number): DuckDBValue {
  if (value === null || value === undefined) return null
  switch (column.duckdbType) {
    case 'DOUBLE':
      if (typeof value === 'number') return value
      break
    case 'INTEGER':
      if (Number.isInteger(value) && Math.abs(value as number) < 2 ** 31) return value as number
      break
    case 'BIGINT':
      if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value
      if (Number.isSafeInteger(value)) return BigInt(value as number)
      break
    case 'BOOLEAN':
      if (typeof value === 'boolean') return value
      break
    case 'VARCHAR':
      if (typeof value === 'string') return value
      break
    case 'VARCHAR[]':
      if (Array.isArray(value) && value.every((v) => typeof v === 'string')) return listValue(value)
      break
    default:
      if (isError(value)) {
        const { code, message, stage } = value
        return structValue({ code, message, stage: stage ?? null })
      }
  }
  throw new FigsiftError(
    'BAD_USAGE',
    `Expected ${column.duckdbType} or null for column \`${column.snake}\` but received ${describe(value)} in row ${row}.`,
    { row },
  )
}

function isError(value: unknown): value is { code: string; message: string; stage?: string | null } {
  if (typeof value !== 'object' || value === null) return false
  const { code, message, stage } = value as Record<string, unknown>
  return (
    typeof code === 'string' &&
    typeof message === 'string' &&
    (stage === undefined || stage === null || typeof stage === 'string')
  )
}
