const LONE = /\p{Surrogate}/gu
/** What nearly no text has, and is found faster than what is replaced. */
const SUSPECT = /[\0\ud800-\udfff]/

/** Text that every format keeps, of the same length, so that spans stay: half surrogate pairs and zeros become U+FFFD. */
export const cleanSpan = (text: string): string =>
  SUSPECT.test(text) ? text.replaceAll('\0', '\ufffd').replace(LONE, '\ufffd') : text

/** The same without white space around it; null when nothing is left. */
export function clean(text: string | null | undefined): string | null {
  const trimmed = cleanSpan(text ?? '').trim()
  return trimmed === '' ? null : trimmed
}

export const cleanAll = (texts: readonly string[]): string[] => texts.map(clean).filter((text) => text !== null)
