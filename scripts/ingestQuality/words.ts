/** How labels and rows are made comparable; test/ingest/labels/README.md says it in words. */

const CITATION_NUMBERS = /\[\s*\d{1,4}(?:\s*[,;–—-]\s*\d{1,4}){0,40}\s*\]/gu

/** Maximal runs of letters and digits, lower-cased; accents and bracketed citation numbers are dropped. */
export function wordsOf(text: string): string[] {
  const plain = text.replace(CITATION_NUMBERS, ' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words without blanks between them: whether a subscript makes a word of its own must not matter. */
export const squash = (words: readonly string[]): string => words.join('')

/** `text` with the given spans made blank. */
export function blankOut(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let result = text
  for (const { start, end } of spans) {
    result = result.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + result.slice(Math.max(start, end))
  }
  return result
}

/** Whether `start`, a few words, stands among the first `reach` words of `text`. */
export const beginsNear = (text: string, start: string, reach: number): boolean =>
  squash(wordsOf(text).slice(0, reach)).includes(squash(wordsOf(start)))
