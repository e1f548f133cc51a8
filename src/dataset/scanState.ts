import { FormatError } from '../errors.js'
import { COLUMNS } from './names.js'

/** A hostile file can have a new key in every row; past these the union is given up and said to be incomplete. */
const MAX_KEYS = 10_000
const MAX_KEY_CHARS = 16 * 2 ** 20
const LISTED = 5

const OUR_NAMES: ReadonlySet<string> = new Set(COLUMNS.map((c) => c.snake))

/** Collects the union of keys, in order of first appearance; names of ours are found even past the bounds. */
export class KeyUnion {
  readonly #keys = new Set<string>()
  #chars = 0
  isComplete = true

  add(fields: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(fields)) {
      if (this.#keys.has(key)) continue
      if ((this.#keys.size >= MAX_KEYS || this.#chars + key.length > MAX_KEY_CHARS) && !OUR_NAMES.has(key)) {
        this.isComplete = false
        continue
      }
      this.#keys.add(key)
      this.#chars += key.length
    }
  }

  toArray(): string[] {
    return [...this.#keys]
  }
}

export interface BadLine {
  file: string
  line: number
  problem: string
}

/** The error for lines that are no rows: up to five, each with its file and line, and the remedy. */
export function badLinesError(bad: readonly BadLine[]): FormatError {
  const shown = bad.slice(0, LISTED).map((b) => `${b.file}:${b.line}: ${b.problem}`)
  const count = bad.length > LISTED ? `${LISTED} or more lines` : bad.length === 1 ? 'a line' : `${bad.length} lines`
  return new FormatError(
    `Expected one row per line but found ${count} that cannot be read:\n  ${shown.join('\n  ')}\n` +
      'Repair them, or pass --skip-bad-rows (`skipBadRows: true`) to set such lines aside.',
    { file: bad[0]!.file, line: bad[0]!.line },
    'BAD_ROW',
  )
}

/** The error for ids that occur more than once: up to five, each with up to five of its rows. */
export function duplicateIdsError(rowsById: ReadonlyMap<string, readonly number[]>, file: string): FormatError {
  const shown = [...rowsById].slice(0, LISTED).map(([id, rows]) => {
    const name = id.length > 80 ? `${id.slice(0, 77)}…` : id
    const list = rows.slice(0, LISTED).join(', ')
    return `${JSON.stringify(name)} in rows ${list}${rows.length > LISTED ? ', …' : ''}`
  })
  const first = [...rowsById.values()][0]![1]
  return new FormatError(
    `Expected unique ids but ${rowsById.size > LISTED ? 'at least ' : ''}${shown.length} occur more than once:\n  ` +
      `${shown.join('\n  ')}\nGive every row its own \`id\`, or remove the column: rows without one are numbered.`,
    { file, ...(first === undefined ? {} : { row: first }) },
    'DUPLICATE_ID',
  )
}
