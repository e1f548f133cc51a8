/**
 * - `word`: a control word, `\alpha`; spaces behind it are gone, as TeX drops them
 * - `symbol`: a control symbol, `\%`
 * - `parameter`: `#1` or `##`
 * - `raw`: TeX that was made here, of what is read word for word (\verb, \url)
 */
export type TokenKind = 'word' | 'symbol' | 'text' | 'space' | 'paragraph' | 'open' | 'close' | 'parameter' | 'raw'

/** A piece of a TeX file. `start` and `end` say where it was written: what a macro makes stands where it is called. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Index of the file among those of the document. */
  readonly source: number
  readonly start: number
  readonly end: number
}

/** The text of tokens as TeX would read it again. */
export function spell(tokens: readonly Token[]): string {
  let text = ''
  let afterWord = false
  for (const token of tokens) {
    if (afterWord && /^[A-Za-z@]/.test(token.text)) text += ' '
    text += token.text
    afterWord = token.kind === 'word'
  }
  return text
}
