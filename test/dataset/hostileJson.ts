import type { Rng } from '../support/random.js'

/** A random JSON object as bytes, with what it is made of. */
export interface HostileObject {
  bytes: Buffer
  /** Decoded keys and raw values of the top level, in order, repeated ones included. */
  members: { key: string; value: string }[]
}

const KEYS = [
  'a',
  'score',
  'phash',
  'error',
  '__proto__',
  'constructor',
  '',
  'é',
  'x"y',
  'id',
  '😀',
  'words_score',
  '}',
  ',',
]
const NUMBERS = ['0', '-0', '2101.00010', '12345678901234567890123', '1E+400', '-1.5e-7', '1e5', '0.1000']
const SPACES = ['', '', '', ' ', '  ', '\t', ' \r', '\r ']

/** White space, escapes, numbers, nesting and repeated keys as no sane writer would choose them; all of it valid. */
export function hostileObject(rng: Rng): HostileObject {
  const pick = <T>(list: readonly T[]): T => list[rng.integer(0, list.length - 1)]!
  const space = () => pick(SPACES)
  const string = (text: string): string => {
    const units = [...text].map((letter) => {
      if (letter === '"' || letter === '\\') return `\\${letter}`
      if (letter.length === 1 && rng.uniform() < 0.3) return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
      return letter
    })
    return `"${units.join('')}"`
  }
  const text = () => Array.from({ length: rng.integer(0, 6) }, () => pick([...'abé"\\{}[],:😀', ' ', '/'])).join('')
  const value = (depth: number): string => {
    const kind = rng.integer(0, depth > 3 ? 3 : 5)
    if (kind === 0) return pick(NUMBERS)
    if (kind === 1) return pick(['null', 'true', 'false'])
    if (kind < 4) return string(rng.uniform() < 0.1 ? 'score' : text())
    const items = Array.from({ length: rng.integer(0, 3) }, () => {
      const item = space() + value(depth + 1) + space()
      return kind === 4 ? item : `${space()}${string(pick(KEYS))}${space()}:${item}`
    })
    return kind === 4 ? `[${items.join(',') || space()}]` : `{${items.join(',') || space()}}`
  }
  const members = Array.from({ length: rng.integer(0, 6) }, () => ({ key: pick(KEYS), value: value(0) }))
  const body = members.map((m) => `${space()}${string(m.key)}${space()}:${space()}${m.value}${space()}`)
  const line = `${space()}{${body.join(',') || space()}}${space()}`
  return { bytes: Buffer.from(line), members }
}
