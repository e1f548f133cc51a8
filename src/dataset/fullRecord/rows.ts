import { FormatError } from '../../errors.js'
import type { FullRecord, JsonValue } from './fullRecord.js'
import { badValue, type Shape, snakeCase } from './shape.js'
import { FLAT_SHAPES, NESTED_SHAPES } from './shapes.js'

interface Field {
  readonly name: keyof FullRecord
  readonly column: string
  readonly shape: Shape<unknown>
  readonly isNested: boolean
}

const fieldsOf = (shapes: object, isNested: boolean): Field[] =>
  Object.entries(shapes).map(([name, shape]) => ({
    name: name as keyof FullRecord,
    column: snakeCase(name),
    shape: shape as Shape<unknown>,
    isNested,
  }))

const FIELDS: readonly Field[] = [...fieldsOf(FLAT_SHAPES, false), ...fieldsOf(NESTED_SHAPES, true)]

/** The columns of a full record in files, in their order. */
export const FULL_RECORD_COLUMNS: readonly string[] = FIELDS.map(({ column }) => column)
export const NESTED_COLUMNS: readonly string[] = FIELDS.filter((field) => field.isNested).map(({ column }) => column)

/** A record as one JSON object: flat columns first, nested ones behind. Every column is there, unknown is null. */
export function toRow(record: FullRecord): Record<string, JsonValue> {
  return Object.fromEntries(FIELDS.map(({ name, column, shape }) => [column, shape.write(record[name])]))
}

/** A record as cells of text in the order of the columns: what is nested, and every list, is JSON text. */
export function toCells(record: FullRecord): (string | null)[] {
  return FIELDS.map(({ name, shape, isNested }) => {
    const value = shape.write(record[name])
    if (value === null || (typeof value === 'string' && !isNested)) return value
    return JSON.stringify(value)
  })
}

/**
 * Reads a record from a row of any format: nested columns as objects or as JSON text. What other tools have added (scores,
 * say) goes to `extra` under its own name.
 *
 * @throws FormatError BAD_ROW naming the field, what was expected and what is there
 */
export function fromRow(row: Readonly<Record<string, unknown>>): FullRecord {
  const known = new Map<string, unknown>()
  const others: [string, unknown][] = []
  for (const [column, value] of Object.entries(row)) {
    if (FULL_RECORD_COLUMNS.includes(column)) known.set(column, value)
    else others.push([column, plain(value)])
  }
  const record = Object.fromEntries(
    FIELDS.map(({ name, column, shape, isNested }) => {
      const value = known.get(column)
      return [name, shape.read(isText(value, column, isNested) ? parse(value, column) : value, column)]
    }),
  ) as unknown as FullRecord
  if (others.length === 0) return checkRecord(record)
  const extra = NESTED_SHAPES.extra.read({ ...Object.fromEntries(others), ...record.extra }, 'extra')
  return checkRecord({ ...record, extra })
}

/**
 * Holds what its types cannot say: spans lie inside their text.
 *
 * @throws FormatError BAD_ROW
 */
export function checkRecord(record: FullRecord): FullRecord {
  const rawLength = record.captionParts?.raw.length ?? 0
  for (const [i, { start, end }] of record.panels.entries()) {
    if ((start === null) !== (end === null)) throw badValue(`panels[${i}]`, 'both of start and end, or none', start)
    if (start !== null) checkSpan(`panels[${i}]`, start, end!, rawLength)
  }
  for (const [i, { start, end }] of (record.captionParts?.math ?? []).entries()) {
    checkSpan(`caption_parts.math[${i}]`, start, end, rawLength)
  }
  for (const [i, { start, end, text }] of record.mentions.entries()) {
    checkSpan(`mentions[${i}]`, start, end, text.length)
  }
  return record
}

/** Checks a record made in memory as strictly as one from a file. */
export const validateRecord = (record: FullRecord): FullRecord => fromRow(toRow(record))

function checkSpan(path: string, start: number, end: number, length: number): void {
  if (start > end || end > length)
    throw badValue(path, `a span inside the ${length} characters of its text`, `${start}–${end}`)
}

/** Lists are JSON text where a file has only text; a path or passage that only looks like it stays what it is. */
function isText(value: unknown, column: string, isNested: boolean): value is string {
  if (typeof value !== 'string') return false
  return isNested || ((column === 'image' || column === 'context') && value.startsWith('["'))
}

function parse(value: string, column: string): unknown {
  try {
    return JSON.parse(value)
  } catch (cause) {
    throw new FormatError(
      `Expected JSON text for \`${column}\` but it does not parse: ${(cause as Error).message.slice(0, 120)}.`,
      { cause },
      'BAD_ROW',
    )
  }
}

/** Parquet has whole numbers and bytes that JSON has not. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
  }
  return value ?? null
}
