import { DuckDBDataChunk, VARCHAR } from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import { ArgumentError } from '../errors.js'
import { describe } from '../validate.js'
import type { LockedDatabase } from './lockedDatabase.js'

/** The table that `loadRows` makes, with one column `json`. */
export const ROWS_TABLE = 'figsift_rows'

/** What is handed over at a time: the appender writes on the event loop, and left alone saves up 204 800 rows for it. */
const CHUNK_ROWS = 1024
const CHUNK_LENGTH = 1 << 19

type Row = Readonly<Record<string, unknown>>

/** A column to load. */
export interface LoadedField {
  column: string
  /** The field of a row that it comes from. */
  field: string
  /** No rule asks for it: anything but plain values counts as absent. */
  isOptional?: boolean
}

/** Puts some fields of each row into the database, as JSON objects in row order. */
export async function loadRows(
  database: LockedDatabase,
  rows: Iterable<Row> | AsyncIterable<Row>,
  fields: readonly LoadedField[],
): Promise<void> {
  const { connection } = database
  await connection.run(`CREATE TABLE ${ROWS_TABLE} (json JSON)`)
  const appender = await connection.createAppender(ROWS_TABLE)
  const breather = new Breather()
  let lines: string[] = []
  let length = 0
  const flush = () => {
    if (lines.length === 0) return
    const chunk = DuckDBDataChunk.create([VARCHAR], lines.length)
    chunk.setColumnValues(0, lines)
    appender.appendDataChunk(chunk)
    appender.flushSync()
    lines = []
    length = 0
  }
  let index = 0
  const add = (row: Row) => {
    const line = toJson(row, fields, index++)
    lines.push(line)
    length += line.length
    if (lines.length === CHUNK_ROWS || length > CHUNK_LENGTH) flush()
    return breather.isDue
  }
  const rest = async () => {
    database.throwIfOver()
    flush()
    await breather.breathe()
  }
  // `for await` over an array would cost a turn per row.
  if (Symbol.iterator in rows) {
    for (const row of rows) if (add(row)) await rest()
  } else {
    for await (const row of rows) if (add(row)) await rest()
  }
  flush()
  appender.closeSync()
}

function toJson(row: Row, fields: readonly LoadedField[], index: number): string {
  const members = fields.map(({ column, field, isOptional = false }) => {
    try {
      return `${JSON.stringify(column)}:${isOptional && !isPlain(row[field]) ? 'null' : encode(row[field])}`
    } catch (error) {
      throw new ArgumentError(
        `Expected a value that has a JSON form for \`${field}\` of row ${index} but received ${describe(row[field])}.`,
        { row: index, cause: error },
      )
    }
  })
  return wellFormed(`{${members.join(',')}}`)
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
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

/** Half a surrogate pair, which DuckDB refuses, becomes U+FFFD. `JSON.stringify` leaves only halves escaped. */
function wellFormed(json: string): string {
  if (!json.includes('\\ud')) return json
  return json.replace(/\\(?:\\|(ud[89a-f][0-9a-f]{2}))/g, (match, half) => (half === undefined ? match : '\ufffd'))
}
