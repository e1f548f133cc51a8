import { escapeTex } from './escapeTex.js'
import type { Token, TokenKind } from './token.js'

/** What the lexers of one document share. */
export interface LexerState {
  /** Environments whose content is read word for word. */
  readonly verbatim: Set<string>
  /** Between \makeatletter and \makeatother. */
  atLetter: boolean
}

/** Stands in the flat text where code was: nothing of it reaches a text, but it may have a caption and a label. */
export const verbatimMark = (label: string): string => `\\figsiftverbatim{${label}}`

/** Macros whose argument is read word for word: `%`, `#` and `_` are plain signs in an address. */
const RAW_ARGUMENT = new Set(['url', 'path', 'nolinkurl', 'href'])
const SPACE = /[ \t\f\v\n]+/y
const isSpace = (sign: string): boolean =>
  sign === ' ' || sign === '\n' || sign === '\t' || sign === '\f' || sign === '\v'
const TEXT = /[^\\{}%#[\]*$ \t\f\v\n]+/y
const WORD = /[A-Za-z]+/y
const WORD_WITH_AT = /[A-Za-z@]+/y
const ENVIRONMENT = /[ \t]*\{([^{}\n\\%]{1,64})\}/y
/** The label among the options of a listing. */
const LISTING_LABEL = /^\\begin[ \t]*\{[^{}]*\}[ \t]*\[[^\]]*?\blabel[ \t]*=[ \t]*\{?([^,{}\]\n]{1,200})/

/** Cuts a TeX file into tokens, one at a time. Comments and the content of verbatim environments are left out. */
export class Lexer {
  readonly #text: string
  readonly #source: number
  readonly #state: LexerState
  /** Verbatim environments that have no further end in this file: it is not looked for again. */
  readonly #endless = new Set<string>()
  #at = 0
  #lineStart = false

  constructor(text: string, source: number, state: LexerState, start = 0, end: number = text.length) {
    this.#text = end === text.length ? text : text.slice(0, end)
    this.#at = start
    this.#source = source
    this.#state = state
  }

  /** The next token; null at the end. */
  next(): Token | null {
    const text = this.#text
    while (this.#at < text.length) {
      const sign = text[this.#at] as string
      if (sign === '%') {
        this.#skipComment()
        continue
      }
      const lineStart = this.#lineStart
      this.#lineStart = false
      if (sign === '\\') {
        const token = this.#control()
        if (token !== null) return token
        continue
      }
      if (sign === '{') return this.#token('open', 1)
      if (sign === '}') return this.#token('close', 1)
      if (sign === '#') return this.#parameter()
      if (isSpace(sign)) {
        const space = this.#match(SPACE) as string
        const ends = space.split('\n', 3).length - 1
        return this.#token(ends + (lineStart ? 1 : 0) >= 2 ? 'paragraph' : 'space', space.length)
      }
      return this.#token('text', this.#match(TEXT)?.length ?? 1)
    }
    return null
  }

  /** Nothing more comes out of this file. */
  end(): void {
    this.#at = this.#text.length
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.test(this.#text) ? this.#text.slice(this.#at, pattern.lastIndex) : undefined
  }

  #token(kind: TokenKind, length: number, text = this.#text.slice(this.#at, this.#at + length)): Token {
    const start = this.#at
    this.#at += length
    // Two spaces of which each ends a line are no empty line when what stood between them is gone.
    const shown = kind === 'paragraph' ? '\n\n' : kind === 'space' ? text.replaceAll('\n', ' ') : text
    return { kind, text: shown, source: this.#source, start, end: start + length }
  }

  /** A comment takes its line end and the spaces that begin the next line with it. */
  #skipComment(): void {
    const end = this.#text.indexOf('\n', this.#at)
    this.#at = end < 0 ? this.#text.length : end + 1
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++
    this.#lineStart = true
  }

  #parameter(): Token {
    const next = this.#text[this.#at + 1] ?? ''
    return /^[1-9#]$/.test(next) ? this.#token('parameter', 2) : this.#token('text', 1, '\\#')
  }

  #control(): Token | null {
    this.#at++
    const name = this.#match(this.#state.atLetter ? WORD_WITH_AT : WORD)
    this.#at--
    if (name === undefined) return this.#symbol()
    if (name === 'verb') return this.#verb(name.length + 1)
    if (name === 'lstinline' || name === 'mintinline' || name === 'mint') return this.#inlineCode(name)
    if (RAW_ARGUMENT.has(name)) return this.#address(name)
    if (name === 'begin') return this.#begin()
    const token = this.#token('word', name.length + 1)
    this.#skipSpaces()
    return token
  }

  #symbol(): Token {
    const next = this.#text.codePointAt(this.#at + 1)
    if (next === undefined) return this.#token('symbol', 1, '\\ ')
    const sign = String.fromCodePoint(next)
    return this.#token('symbol', 1 + sign.length, /\s/.test(sign) ? '\\ ' : `\\${sign}`)
  }

  /** Spaces and one line end; an empty line stays, for it ends a paragraph. */
  #skipSpaces(): void {
    const space = this.#match(SPACE)
    if (space !== undefined && space.split('\n', 3).length < 3) this.#at += space.length
  }

  /** `\verb|x|`, within its line. */
  #verb(length: number): Token {
    const start = this.#at + length + (this.#text[this.#at + length] === '*' ? 1 : 0)
    return this.#delimited(start) ?? this.#token('raw', length, '\\relax ')
  }

  #delimited(start: number): Token | null {
    const fence = this.#text[start]
    if (fence === undefined || /\s/.test(fence)) return null
    const close = fence === '{' ? this.#groupEnd(start) : this.#text.indexOf(fence, start + 1)
    const line = this.#text.indexOf('\n', start + 1)
    if (close < 0 || (fence !== '{' && line >= 0 && close > line)) return null
    const code = escapeTex(this.#text.slice(start + 1, close))
    return this.#token('raw', close + 1 - this.#at, `\\texttt{${code}}`)
  }

  #inlineCode(name: string): Token {
    let start = this.#at + name.length + 1
    if (this.#text[start] === '[') start = this.#text.indexOf(']', start) + 1 || start
    if (name !== 'lstinline' && this.#text[start] === '{') start = this.#groupEnd(start) + 1 || start
    return this.#delimited(start) ?? this.#token('raw', name.length + 1, '\\relax ')
  }

  /** The argument of \url: `#1` in it belongs to the definition of a macro and stays a parameter. */
  #address(name: string): Token {
    const start = this.#at + name.length + 1
    const close = this.#text[start] === '{' ? this.#groupEnd(start) : -1
    const address = close < 0 ? '' : this.#text.slice(start + 1, close)
    if (close < 0 || address.includes('#1') || address.includes('#2')) return this.#token('word', name.length + 1)
    const plain = escapeTex(address.replace(/\\([%#&_~])/g, '$1'))
    return this.#token('raw', close + 1 - this.#at, `\\${name}{${plain}}`)
  }

  /** Index of the brace that closes the group at `start`, within 4 000 characters; -1 without one. */
  #groupEnd(start: number): number {
    const limit = Math.min(this.#text.length, start + 4000)
    let depth = 0
    for (let at = start; at < limit; at++) {
      const sign = this.#text[at]
      if (sign === '\\') at++
      else if (sign === '{') depth++
      else if (sign === '}' && --depth === 0) return at
    }
    return -1
  }

  /** \begin of a verbatim environment swallows all of it; of another one, it is a word like others. */
  #begin(): Token | null {
    ENVIRONMENT.lastIndex = this.#at + '\\begin'.length
    const name = ENVIRONMENT.exec(this.#text)?.[1]
    if (name === undefined || !this.#state.verbatim.has(name) || this.#endless.has(name)) {
      return this.#token('word', '\\begin'.length)
    }
    const closing = `\\end{${name}}`
    const end = this.#text.indexOf(closing, this.#at)
    if (end < 0) {
      this.#endless.add(name)
      return this.#token('word', '\\begin'.length)
    }
    const length = end + closing.length - this.#at
    if (name !== 'comment') {
      const label = LISTING_LABEL.exec(this.#text.slice(this.#at, Math.min(this.#at + 2000, end)))?.[1]
      return this.#token('raw', length, verbatimMark(escapeTex(label?.trim() ?? '')))
    }
    this.#at += length
    return null
  }
}
