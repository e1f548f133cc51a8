import { FormatError } from '../../errors.js'
import { describe } from '../../validate.js'
import type { JsonValue } from './fullRecord.js'

/** One kind of value: how it is checked when it is read, and how it is written. */
export interface Shape<T> {
  /** @throws FormatError BAD_ROW naming `path`, what was expected and what is there */
  read(value: unknown, path: string): T
  write(value: T): JsonValue
}

export function badValue(path: string, expected: string, received: unknown): FormatError {
  return new FormatError(`Expected ${expected} for \`${path}\` but received ${describe(received)}.`, {}, 'BAD_ROW')
}

const simple = <T extends JsonValue>(expected: string, isRight: (value: unknown) => boolean): Shape<T> => ({
  read(value, path) {
    if (!isRight(value)) throw badValue(path, expected, value)
    return value as T
  },
  write: (value) => value,
})

const LONE_SURROGATE = /\p{Surrogate}/u

/** Text that every format keeps: not empty (unknown is null), no half of a surrogate pair. */
export const text: Shape<string> = {
  read(value, path) {
    if (typeof value !== 'string') throw badValue(path, 'text', value)
    if (value === '') throw badValue(path, 'text, or null where it is not known,', value)
    if (LONE_SURROGATE.test(value)) throw badValue(path, 'text without half surrogate pairs', value)
    return value
  },
  write: (value) => value,
}

/** Text that may be empty: the raw form of something that is there. */
export const anyText: Shape<string> = {
  ...text,
  read: (value, path) => (value === '' ? value : text.read(value, path)),
}

export const boolean: Shape<boolean> = simple('true or false', (value) => typeof value === 'boolean')
export const finite: Shape<number> = simple('a finite number', Number.isFinite)
export const share: Shape<number> = simple(
  'a number from 0 to 1',
  (value) => typeof value === 'number' && value >= 0 && value <= 1,
)
/** 0 or more. */
export const count: Shape<number> = simple(
  'a whole number of at least 0',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
)

export const oneOf = <T extends string>(...allowed: readonly T[]): Shape<T> =>
  simple(`one of ${allowed.join(', ')}`, (value) => allowed.includes(value as T))

/** What is absent is null. */
export const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  read: (value, path) => (value === null || value === undefined ? null : shape.read(value, path)),
  write: (value) => (value === null ? null : shape.write(value)),
})

/** What is absent is the empty list. */
export const listOf = <T>(shape: Shape<T>): Shape<readonly T[]> => ({
  read(value, path) {
    if (value === null || value === undefined) return []
    if (!Array.isArray(value)) throw badValue(path, 'a list', value)
    return value.map((one, i) => shape.read(one, `${path}[${i}]`))
  },
  write: (value) => value.map((one) => shape.write(one)),
})

/** One value, or several of the same kind. */
export const oneOrMore = <T>(shape: Shape<T>): Shape<T | readonly T[]> => ({
  read(value, path) {
    if (!Array.isArray(value)) return shape.read(value, path)
    if (value.length === 0) throw badValue(path, 'at least one', value)
    return value.map((one, i) => shape.read(one, `${path}[${i}]`))
  },
  write: (value) => (Array.isArray(value) ? value.map((one: T) => shape.write(one)) : shape.write(value as T)),
})

/** The name of a field in files: `paperId` is `paper_id`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** An object with exactly these fields, in snake_case in files. A field that is not known is an error, not a loss. */
export function objectOf<T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  const entries = Object.entries(fields) as [keyof T & string, Shape<unknown>][]
  const named = entries.map(([name, shape]) => ({ name, snake: snakeCase(name), shape }))
  const known = new Set(named.map(({ snake }) => snake))
  return {
    read(value, path) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badValue(path, 'an object', value)
      const stranger = Object.keys(value).find((key) => !known.has(key))
      if (stranger !== undefined) throw badValue(path, `only ${[...known].join(', ')}`, stranger)
      const own = value as Record<string, unknown>
      const read = named.map(({ name, snake, shape }) => [
        name,
        shape.read(Object.hasOwn(own, snake) ? own[snake] : undefined, `${path}.${snake}`),
      ])
      return Object.fromEntries(read) as T
    },
    write: (value) => Object.fromEntries(named.map(({ name, snake, shape }) => [snake, shape.write(value[name])])),
  }
}
