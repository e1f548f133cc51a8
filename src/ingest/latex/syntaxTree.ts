import { LIMITS } from './limits.js'

interface Position {
  /** Offsets into the flat text, delimiters included. */
  readonly start: number
  readonly end: number
}

export type TexNode = Position &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'space' }
    | { readonly kind: 'paragraph' }
    | { readonly kind: 'macro'; readonly name: string }
    | { readonly kind: 'group'; readonly children: readonly TexNode[] }
    | { readonly kind: 'environment'; readonly name: string; readonly children: readonly TexNode[] }
    /** `source` is what stands between the delimiters; `name` is that of its environment. */
    | { readonly kind: 'math'; readonly source: string; readonly display: boolean; readonly name: string | null }
  )

/** Environments that hold mathematics. */
const MATH_ENVIRONMENTS = new Set(
  `equation align alignat gather multline flalign eqnarray math displaymath dmath dgroup IEEEeqnarray subeqnarray split
  aligned gathered xalignat`
    .split(/\s+/)
    .flatMap((name) => [name, `${name}*`]),
)

const CLOSING: Readonly<Record<string, string>> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' }
const TEXT = /[^\\{}$[\]* \t\n]+/y
const SPACE = /[ \t\n]+/y
const WORD = /[A-Za-z]+/y
const NAME = /\{([^{}\\]{1,64})\}/y

/** A construct that is open: what is read goes into `children`, which hidden ones share with the one around. */
interface Open {
  readonly environment: string | null
  readonly start: number
  readonly children: TexNode[]
  readonly hidden: boolean
}

/**
 * Builds the tree of groups, environments and mathematics of a flat text (see `FlatText`), and gives it out in pieces:
 * each ends with a paragraph that stands in no group. Linear in the text. What is not closed counts as not opened, what
 * was never opened is passed over; below `LIMITS.nesting` levels, groups and environments count as not there.
 *
 * @param onHidden told of each environment that counts as not there: a figure may have been one
 */
export function* readTree(text: string, start: number, end: number, onHidden?: () => void): Generator<TexNode[]> {
  const builder = new TreeBuilder(text, start, end, onHidden)
  while (builder.step()) {
    if (builder.atParagraph) yield builder.take()
  }
  yield builder.finish()
}

class TreeBuilder {
  readonly #text: string
  readonly #onHidden: (() => void) | undefined
  readonly #end: number
  #at: number
  #stack: Open[] = []
  #nodes: TexNode[] = []
  readonly #openNames = new Map<string, number>()
  readonly #endless = new Set<string>()
  /** Characters that may still be read in search of the end of mathematics that has none. */
  #searches: number
  atParagraph = false

  constructor(text: string, start: number, end: number, onHidden: (() => void) | undefined) {
    this.#text = text
    this.#onHidden = onHidden
    this.#at = start
    this.#end = end
    this.#searches = 4 * (end - start) + 100_000
  }

  take(): TexNode[] {
    const nodes = this.#nodes
    this.#nodes = []
    return nodes
  }

  finish(): TexNode[] {
    while (this.#stack.length > 0) this.#abandon()
    return this.take()
  }

  /** Reads one node or delimiter; false at the end. */
  step(): boolean {
    const at = this.#at
    if (at >= this.#end) return false
    this.atParagraph = false
    const sign = this.#text[at] as string
    if (sign === '\\') this.#control()
    else if (sign === '{') this.#open(null, 1)
    else if (sign === '}') this.#closeGroup()
    else if (sign === '$') this.#math(this.#text[at + 1] === '$' ? '$$' : '$')
    else this.#plain()
    return true
  }

  get #siblings(): TexNode[] {
    return this.#stack.at(-1)?.children ?? this.#nodes
  }

  #match(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at
    return pattern.exec(this.#text)
  }

  #plain(): void {
    const start = this.#at
    const first = this.#text[start] as string
    if (first !== ' ' && first !== '\t' && first !== '\n') {
      TEXT.lastIndex = start
      const text = TEXT.test(this.#text) ? this.#text.slice(start, TEXT.lastIndex) : first
      this.#at = Math.min(start + text.length, this.#end)
      this.#siblings.push({ kind: 'text', text, start, end: this.#at })
      return
    }
    const space = this.#match(SPACE, start)?.[0] as string
    this.#at = start + space.length
    const kind = space.split('\n', 3).length === 3 ? 'paragraph' : 'space'
    this.#siblings.push({ kind, start, end: this.#at })
    this.atParagraph = kind === 'paragraph' && this.#stack.length === 0
  }

  #control(): void {
    const start = this.#at
    const word = this.#match(WORD, start + 1)?.[0]
    if (word === undefined) {
      const sign = String.fromCodePoint(this.#text.codePointAt(start + 1) ?? 32)
      if (sign === '(' || sign === '[') this.#math(`\\${sign}`)
      else {
        this.#at = start + 1 + sign.length
        this.#siblings.push({ kind: 'macro', name: sign, start, end: this.#at })
      }
      return
    }
    this.#at = start + 1 + word.length
    const name = word === 'begin' || word === 'end' ? this.#match(NAME, this.#at)?.[1] : undefined
    if (name !== undefined) {
      this.#at += name.length + 2
      if (word === 'end') this.#closeEnvironment(name)
      else if (!MATH_ENVIRONMENTS.has(name)) this.#open(name, 0, start)
      else this.#mathEnvironment(name, start)
      return
    }
    this.#siblings.push({ kind: 'macro', name: word, start, end: this.#at })
    // TeX drops the space behind a control word.
    const space = this.#match(SPACE, this.#at)?.[0]
    if (space !== undefined && space.split('\n', 3).length < 3) this.#at += space.length
  }

  #open(environment: string | null, length: number, start = this.#at): void {
    this.#at += length
    const hidden = this.#stack.length >= LIMITS.nesting
    if (environment !== null) {
      this.#openNames.set(environment, (this.#openNames.get(environment) ?? 0) + 1)
      if (hidden) this.#onHidden?.()
    }
    this.#stack.push({ environment, start, children: hidden ? this.#siblings : [], hidden })
  }

  /** Takes the innermost construct off the stack. */
  #pop(): Open {
    const open = this.#stack.pop() as Open
    if (open.environment !== null) {
      this.#openNames.set(open.environment, (this.#openNames.get(open.environment) ?? 1) - 1)
    }
    return open
  }

  /** What was never closed counts as not opened: its content belongs to what is around it. */
  #abandon(): void {
    const open = this.#pop()
    if (open.hidden) return
    const siblings = this.#siblings
    for (const child of open.children) siblings.push(child)
  }

  #closeGroup(): void {
    this.#at++
    const open = this.#stack.at(-1)
    if (open === undefined || open.environment !== null) return
    this.#pop()
    if (open.hidden) return
    this.#siblings.push({ kind: 'group', children: open.children, start: open.start, end: this.#at })
  }

  /** Closes the environment and, with it, groups that were left open inside. */
  #closeEnvironment(name: string): void {
    if ((this.#openNames.get(name) ?? 0) === 0) return
    while (this.#stack.at(-1)?.environment !== name) this.#abandon()
    const open = this.#pop()
    if (open.hidden) return
    this.#siblings.push({ kind: 'environment', name, children: open.children, start: open.start, end: this.#at })
  }

  #mathEnvironment(name: string, start: number): void {
    const closing = `\\end{${name}}`
    const end = this.#endless.has(name) ? -1 : this.#text.indexOf(closing, this.#at)
    if (end < 0 || end >= this.#end) {
      this.#endless.add(name)
      return
    }
    const source = this.#text.slice(this.#at, end)
    this.#at = end + closing.length
    this.#siblings.push({ kind: 'math', source, display: name !== 'math', name, start, end: this.#at })
  }

  #math(opening: string): void {
    const start = this.#at
    const from = start + opening.length
    const closing = CLOSING[opening] as string
    const end = this.#mathEnd(from, closing)
    if (end < 0) {
      this.#at = from
      return
    }
    this.#at = end + closing.length
    const display = opening === '$$' || opening === '\\['
    const source = this.#text.slice(from, end)
    if (source !== '') this.#siblings.push({ kind: 'math', source, display, name: null, start, end: this.#at })
  }

  /** Where mathematics ends: not inside a group, not behind the paragraph. -1 where it does not. */
  #mathEnd(from: number, closing: string): number {
    let depth = 0
    let at = from
    const limit = Math.min(this.#end, from + this.#searches)
    for (; at < limit; at++) {
      const sign = this.#text[at]
      if (depth === 0 && sign === closing[0] && this.#text.startsWith(closing, at)) return at
      if (sign === '\\') at++
      else if (sign === '{') depth++
      else if (sign === '}' && depth-- === 0) break
      else if (sign === '\n' && this.#text[at + 1] === '\n') break
    }
    this.#searches -= Math.min(at, limit) - from
    return -1
  }
}
