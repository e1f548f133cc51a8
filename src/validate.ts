import { ArgumentError, CancelledError } from './errors.js'

/** Shows a value in a message without letting a stranger's text fill the terminal. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}…` : value)
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'undefined':
      return String(value)
    case 'object':
      return `an object (${(value as object).constructor?.name ?? 'no prototype'})`
    default:
      return `a ${typeof value}`
  }
}

/** The one shape of every argument message. */
export function argumentError(name: string, expected: string, received: unknown): ArgumentError {
  return new ArgumentError(`Expected ${expected} for \`${name}\` but received ${describe(received)}.`)
}

export function checkInteger(name: string, value: unknown, min: number, max: number): asserts value is number {
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw argumentError(name, `an integer from ${min} to ${max}`, value)
  }
}

export function checkNumber(name: string, value: unknown, min: number, max: number): asserts value is number {
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw argumentError(name, `a number from ${min} to ${max}`, value)
  }
}

export function checkString(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string' || value.length === 0) throw argumentError(name, 'a non-empty string', value)
}

export function checkBoolean(name: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw argumentError(name, 'true or false', value)
}

export function checkOneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): asserts value is T {
  if (!allowed.includes(value as T)) {
    throw argumentError(name, `one of ${allowed.map((a) => JSON.stringify(a)).join(', ')}`, value)
  }
}

export function checkSignal(signal: unknown): asserts signal is AbortSignal | undefined {
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw argumentError('signal', 'an AbortSignal', signal)
}

export function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw argumentError(name, 'a function', value)
}

/** Refuses option names that do not exist, naming the nearest one: a misspelled option is never silently ignored. */
export function checkKeys(name: string, value: unknown, allowed: readonly string[]): asserts value is object {
  if (typeof value !== 'object' || value === null) throw argumentError(name, 'an object', value)
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue
    const near = nearestName(key, allowed)
    throw new ArgumentError(
      `Expected a known option in \`${name}\` but received ${describe(key)}. ` +
        (near === undefined ? `Known: ${allowed.join(', ')}.` : `Did you mean \`${near}\`?`),
    )
  }
}

/** The allowed name within two edits of `name`, if there is one. */
export function nearestName(name: string, allowed: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = 3
  for (const candidate of allowed) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** Levenshtein distance, or `limit` as soon as it cannot be smaller. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(substitution, previous[j]! + 1, row[j - 1]! + 1)
    }
    previous = row
  }
  return previous[b.length]!
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError(signal.reason)
}
