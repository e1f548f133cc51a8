import type { Line } from './lines.js'

/** A section's title with the style of its adornment, and the index after it. */
export interface Title {
  readonly text: string
  /** The character, twice for a line above as well. */
  readonly style: string
  readonly end: number
}

const ADORNMENT = /^([!-/:-@[-`{-~])\1*$/

/** The title at `at`: text with a line of punctuation under it, or also over it. Null for everything else. */
export function readTitle(lines: readonly Line[], at: number): Title | null {
  const first = lines[at]!
  const second = lines[at + 1]
  const third = lines[at + 2]
  if (second === undefined || second.text === '') return null
  const over = adornment(first)
  if (over !== null) {
    const under = third === undefined ? null : adornment(third)
    if (under === null || under !== over || adornment(second) !== null) return null
    return { text: second.text.trim(), style: over + over, end: at + 3 }
  }
  const under = adornment(second)
  if (under === null || first.indent > 0) return null
  // A short line of punctuation under a long text is text, as docutils decides.
  if (second.text.length < first.text.length && second.text.length < 4) return null
  return { text: first.text.trim(), style: under, end: at + 2 }
}

const adornment = (line: Line): string | null =>
  line.indent === 0 && line.text.length >= 2 ? (ADORNMENT.exec(line.text)?.[1] ?? null) : null
