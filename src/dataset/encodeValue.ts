import { csvCell } from './csvRecords.js'
import type { Column } from './names.js'

/** A value of ours as JSON text. A number that JSON has no text for is null. */
export function encodeJson(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

/** Our columns as members of a JSON object, without braces: `"score":0.5,"phash":null`. */
export function encodeMembers(columns: readonly Column[], values: readonly unknown[]): string {
  return columns.map((column, i) => `${JSON.stringify(column.snake)}:${encodeJson(values[i])}`).join(',')
}

/** Our columns as CSV cells without a leading comma: null is the empty cell, lists and structs are JSON text. */
export function encodeCells(values: readonly unknown[]): string {
  return values
    .map((value) => {
      if (value === null || value === undefined) return ''
      return csvCell(typeof value === 'string' ? value : encodeJson(value))
    })
    .join(',')
}
