/** One member of a JSON object, by the offsets of its bytes. */
export interface JsonMember {
  /** The decoded key: `"sc\u006fre"` is score. */
  key: string
  /** Offset of the key's opening quote. */
  begin: number
  valueBegin: number
  /** Offset after the value's last byte. */
  end: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * The top-level members of the object in `bytes`, repeated keys included, in order. Nested members are passed over.
 *
 * `bytes` must hold one valid JSON object (JSON.parse took it), with white space around it at most.
 */
export function jsonMembers(bytes: Buffer): JsonMember[] {
  const members: JsonMember[] = []
  let at = skipSpace(bytes, skipSpace(bytes, 0) + 1)
  while (bytes[at] === QUOTE) {
    const begin = at
    const keyEnd = stringEnd(bytes, at)
    const valueBegin = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1)
    const end = valueEnd(bytes, valueBegin)
    members.push({ key: JSON.parse(bytes.toString('utf8', begin, keyEnd)), begin, valueBegin, end })
    at = skipSpace(bytes, end)
    if (bytes[at] === 0x2c) at = skipSpace(bytes, at + 1)
  }
  return members
}

function skipSpace(bytes: Buffer, at: number): number {
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d || bytes[at] === 0x0a) at++
  return at
}

/** Offset after the closing quote of the string that opens at `at`. */
function stringEnd(bytes: Buffer, at: number): number {
  let quote = at
  while (true) {
    quote = bytes.indexOf(QUOTE, quote + 1)
    if (quote === -1) return bytes.length
    let backslashes = 0
    while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return quote + 1
  }
}

function valueEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === QUOTE) return stringEnd(bytes, at)
  if (bytes[at] !== 0x7b && bytes[at] !== 0x5b) {
    // A number or a word: up to a comma, a bracket or white space.
    while (at < bytes.length && bytes[at] !== 0x2c && bytes[at] !== 0x7d && bytes[at]! > 0x20) at++
    return at
  }
  let depth = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      at = stringEnd(bytes, at)
      continue
    }
    at++
    if (byte === 0x7b || byte === 0x5b) depth++
    else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at
  }
  return at
}
