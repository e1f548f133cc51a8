/** Characters of one text that are read for words; more is cut off, and the row says so in `textTruncated`. */
export const MAX_WORD_CHARS = 65_536

/** What a text is for the words signal: its distinct words, and whether it was too long to be read whole. */
export interface TextWords {
  /** In order of first appearance. */
  words: ReadonlySet<string>
  truncated: boolean
}

/**
 * Distinct words of the lower-cased text: runs of two or more of a to z and 0 to 9.
 *
 * Single letters and signs say nothing and are what OCR makes of drawings. Reading stops after MAX_WORD_CHARS
 * characters, so that a text of a megabyte costs no more than one of 64 kB (about 2 ms).
 */
export function wordsOf(text: string): TextWords {
  const truncated = text.length > MAX_WORD_CHARS
  const seen = truncated ? text.slice(0, MAX_WORD_CHARS) : text
  return { words: new Set(seen.toLowerCase().match(/[a-z0-9]{2,}/g)), truncated }
}
