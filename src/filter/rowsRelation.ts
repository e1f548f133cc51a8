import { DuckDBDataChunk, VARCHAR } from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import { columnByName } from '../dataset/names.js'
import { ArgumentError } from '../errors.js'
import { argumentError, describe, throwIfAborted } from '../validate.js'
import { jsonRelation } from './jsonRelation.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { type ColumnUses, findName, type Relation } from './relation.js'

/** Rows of one DuckDB chunk. */
const CHUNK = 2048

/** The fields that rules name, of rows in memory, as a table. NaN, infinities and `undefined` are NULL. */
export async function rowsRelation(
  database: LockedDatabase,
  rows: readonly object[],
  uses: ColumnUses,
  signal: AbortSignal | undefined,
): Promise<Relation> {
  const fields = await columnFields(rows, signal)
  const names = [...fields.keys()]
  // `error` is meant to the letter: it is looked for without being asked for.
  const used = new Map(
    [...uses].flatMap(([name, use]) => {
      const column = use.size === 0 ? (fields.has(name) ? name : undefined) : findName(name, names)
      return column === undefined ? [] : [[name, column] as const]
    }),
  )
  await load(
    database,
    rows,
    [...new Set(used.values())].map((column) => [column, fieldOf(fields, column)]),
    signal,
  )
  const columns = new Map([...used].map(([name, column]) => [column, uses.get(name)!]))
  const relation = await jsonRelation(database, 'figsift_rows', columns)
  return {
    ...relation,
    names,
    columns: new Map(
      [...used].flatMap(([name, column]) => {
        // A field that is undefined in every row is there, and NULL.
        const found = relation.columns.get(column)
        return found === undefined ? [] : [[name, found] as const]
      }),
    ),
  }
}

/** Which fields give each column: the name table's for names of ours, else the field's own name. */
async function columnFields(
  rows: readonly object[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Set<string>>> {
  const fields = new Map<string, Set<string>>()
  const seen = new Set<string>()
  const breather = new Breather()
  for (const [i, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null) throw argumentError(`rows[${i}]`, 'an object', row)
    for (const field of Object.keys(row)) {
      if (seen.has(field)) continue
      seen.add(field)
      const column = columnByName(field)?.snake ?? field
      fields.set(column, (fields.get(column) ?? new Set()).add(field))
    }
    if (breather.isDue) {
      throwIfAborted(signal)
      await breather.breathe()
    }
  }
  return fields
}

function fieldOf(fields: Map<string, Set<string>>, column: string): string {
  const names = [...fields.get(column)!]
  if (names.length === 1) return names[0]!
  throw new ArgumentError(
    `Expected one field for the column \`${column}\` but received rows with ${names.map(describe).join(' and ')}. Leave one out.`,
  )
}

async function load(
  database: LockedDatabase,
  rows: readonly object[],
  fields: readonly (readonly [column: string, field: string])[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { connection } = database
  await connection.run('CREATE TABLE figsift_rows (json JSON)')
  const appender = await connection.createAppender('figsift_rows')
  const breather = new Breather()
  let lines: string[] = []
  const flush = () => {
    if (lines.length === 0) return
    const chunk = DuckDBDataChunk.create([VARCHAR], lines.length)
    chunk.setColumnValues(0, lines)
    appender.appendDataChunk(chunk)
    lines = []
  }
  for (const [i, row] of rows.entries()) {
    lines.push(toJson(row as Record<string, unknown>, fields, i))
    if (lines.length === CHUNK) flush()
    if (breather.isDue) {
      throwIfAborted(signal)
      flush()
      await breather.breathe()
    }
  }
  flush()
  appender.closeSync()
}

function toJson(row: Record<string, unknown>, fields: readonly (readonly [string, string])[], index: number): string {
  const members = fields.map(([column, field]) => {
    try {
      return `${JSON.stringify(column)}:${encode(row[field])}`
    } catch (error) {
      throw new ArgumentError(
        `Expected a value that has a JSON form for \`${field}\` of row ${index} but received ${describe(row[field])}.`,
        { row: index, cause: error },
      )
    }
  })
  return `{${members.join(',')}}`
}

function encode(value: unknown): string {
  if (typeof value === 'bigint') return value.toString()
  return JSON.stringify(value, replaceValue) ?? 'null'
}

/** Bytes are only there or not there; of a bigint inside a value every digit is kept as text. */
function replaceValue(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `<${value.byteLength} bytes>`
  return typeof value === 'bigint' ? value.toString() : value
}
