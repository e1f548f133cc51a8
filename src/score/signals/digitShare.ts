import { countVisible } from './visibleChars.js'

/** Share of decimal digits of any script in the characters that are no spaces, from 0 to 1; undefined of an empty text. */
export function digitShare(text: string): number | undefined {
  const visible = countVisible(text)
  if (visible === 0) return undefined
  let digits = 0
  for (const _ of text.matchAll(/\p{Nd}/gu)) digits++
  return digits / visible
}
