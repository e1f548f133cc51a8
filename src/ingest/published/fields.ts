import type { JsonValue } from '../../dataset/fullRecord/fullRecord.js'

export type Fields = Readonly<Record<string, unknown>>

/** The first of these that is a text and not empty. */
export function textField(fields: Fields, ...names: string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}

/** The first of these that is a list, with its texts; a text alone is a list of one. */
export function listField(fields: Fields, ...names: string[]): string[] {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
    if (typeof value === 'string' && value.trim() !== '') return [value]
  }
  return []
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectField = (fields: Fields, name: string): Fields | null => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return isObject(value) ? value : null
}

export const objectsField = (fields: Fields, name: string): Fields[] => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** What a row holds beyond the names given, under its own names. It came from JSON, so it is JSON. */
export function extraFields(fields: Fields, ...known: string[]): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !known.includes(name))) as Record<
    string,
    JsonValue
  >
}
