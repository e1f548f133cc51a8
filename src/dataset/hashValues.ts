import { createHash, type Hash } from 'node:crypto'

/** SHA-256 over plain values, each with its kind and length, so that different values cannot read the same. */
export function hashValues(values: readonly unknown[]): string {
  const hash = createHash('sha256')
  feed(hash, values)
  return hash.digest('hex')
}

function feed(hash: Hash, value: unknown): void {
  if (value instanceof Uint8Array) hash.update(`b${value.length}:`).update(value)
  else if (Array.isArray(value)) {
    hash.update(`a${value.length}:`)
    for (const item of value) feed(hash, item)
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    hash.update(`o${entries.length}:`)
    for (const entry of entries) feed(hash, entry)
  } else {
    const text = Object.is(value, -0) ? '-0' : String(value)
    hash.update(`${typeof value === 'object' ? 'null' : typeof value}${text.length}:${text}`)
  }
}
