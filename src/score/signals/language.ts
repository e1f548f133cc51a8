import { eld } from 'eld/small'
import { stripNumbering } from '../../caption/stripNumbering.js'

export interface Language {
  /** ISO 639-1. */
  readonly code: string
  /** How far its score leads that of the next language, from 0.01 to 1; typically 0.15. */
  readonly confidence: number
}

/** A smaller lead tells nothing. The library asks for it too, but (2.1.0) compares another number. */
const LEAST_LEAD = 0.01

/**
 * The language of a text, by its letter groups; undefined where it cannot be told: too short, or no language leads.
 *
 * The first 1 000 characters behind a figure's number are read. 60 languages are known.
 *
 * @see eld (Efficient language detector, Apache-2.0), its `small` data; compared with others in docs/signals.md
 */
export function language(text: string): Language | undefined {
  const result = eld.detect(text.slice(stripNumbering({ text, bold: [], breaks: [] }).start))
  if (result.language === '' || !result.isReliable()) return undefined
  const [first = 0, second = 0] = Object.values(result.getScores())
  const confidence = first - second
  return confidence < LEAST_LEAD ? undefined : { code: result.language, confidence }
}
