import { LIMITS } from './limits.js'
import type { Token } from './token.js'

/** Tokens of an argument that is still read when the budget is spent: names of environments and files. */
const SHORT_ARGUMENT = 100

/** A file or an expansion that tokens come from. */
interface Frame {
  next(): Token | null
  /** Called once, when the frame is empty and left. */
  done?(): void
  readonly isFile: boolean
}

/**
 * Tokens of a file with others pushed in front: macros and included files. Reading back and forth is charged to one
 * budget, so that no nest of macros costs more than `LIMITS.expandedTokens`.
 */
export class TokenStream {
  readonly #frames: Frame[] = []
  #budget: number = LIMITS.expandedTokens

  /** True when the budget is spent: macros are no longer expanded. */
  get exhausted(): boolean {
    return this.#budget <= 0
  }

  /** How many tokens macros may still produce. */
  get room(): number {
    return this.#budget
  }

  get depth(): number {
    return this.#frames.length
  }

  /** Puts a file in front of what is being read. */
  pushFile(source: { next(): Token | null }, done: () => void): void {
    this.#frames.push({ next: () => source.next(), done, isFile: true })
  }

  /** Puts tokens in front of what is being read. */
  push(tokens: readonly Token[]): void {
    if (tokens.length === 0) return
    this.#budget -= tokens.length
    let at = 0
    this.#frames.push({ next: () => tokens[at++] ?? null, isFile: false })
  }

  next(): Token | null {
    for (;;) {
      const frame = this.#frames.at(-1)
      if (frame === undefined) return null
      const token = frame.next()
      if (token !== null) return token
      this.#frames.pop()
      frame.done?.()
    }
  }

  peek(): Token | null {
    const token = this.next()
    if (token !== null) this.#unread(token)
    return token
  }

  skipSpaces(): void {
    while (this.peek()?.kind === 'space') this.next()
  }

  /** True, and read, when the next token is a star. */
  star(): boolean {
    this.skipSpaces()
    if (this.peek()?.text !== '*') return false
    this.next()
    return true
  }

  /** The content of the next group; null, with nothing read, when there is none that ends. */
  group(): Token[] | null {
    this.skipSpaces()
    if (this.peek()?.kind !== 'open') return null
    return this.#until((token, depth) => depth === 0 && token.kind === 'close')
  }

  /** The content of `[…]`; null, with nothing read, when there is none that ends. */
  optional(): Token[] | null {
    this.skipSpaces()
    if (this.peek()?.text !== '[') return null
    return this.#until((token, depth) => depth === 0 && token.text === ']')
  }

  /** An argument as TeX takes it: a group, or one token. Null at the end of a paragraph or of the text. */
  argument(): Token[] | null {
    const group = this.group()
    if (group !== null) return group
    const token = this.peek()
    if (token === null || token.kind === 'paragraph' || token.kind === 'open' || token.kind === 'close') return null
    this.next()
    if (token.kind !== 'text' || token.text.length === 1) return [token]
    const [first, rest] = splitText(token)
    this.#unread(rest)
    return [first]
  }

  /** Tokens up to the first that `isEnd` accepts, without the opening one and the end. */
  #until(isEnd: (token: Token, depth: number) => boolean): Token[] | null {
    const read: Token[] = []
    let depth = 0
    const opening = this.next() as Token
    const most = this.exhausted ? SHORT_ARGUMENT : LIMITS.argumentTokens
    for (;;) {
      const token = this.next()
      if (token !== null && isEnd(token, depth)) {
        this.#budget -= read.length
        return read
      }
      if (token !== null) read.push(token)
      if (token === null || read.length > most) {
        this.push([opening, ...read])
        return null
      }
      if (token.kind === 'open') depth++
      if (token.kind === 'close' && depth-- === 0) {
        this.push([opening, ...read])
        return null
      }
    }
  }

  #unread(token: Token): void {
    let given = false
    this.#frames.push({
      next: () => {
        if (given) return null
        given = true
        return token
      },
      isFile: false,
    })
  }
}

/** The first character of a text token, and the rest. */
function splitText(token: Token): [Token, Token] {
  const length = String.fromCodePoint(token.text.codePointAt(0) as number).length
  const middle = token.start + Math.min(length, token.end - token.start)
  return [
    { ...token, text: token.text.slice(0, length), end: middle },
    { ...token, text: token.text.slice(length), start: middle },
  ]
}
