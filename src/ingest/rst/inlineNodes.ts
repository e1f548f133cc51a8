import type { PrintedReference } from '../markup/content.js'

/** Inline markup of reStructuredText, which knows no nesting. */
export type RstInline =
  | { readonly type: 'text' | 'strong' | 'emphasis' | 'literal' | 'math'; readonly text: string }
  /** A figure, section or equation by its label. */
  | { readonly type: 'reference'; readonly reference: PrintedReference }
  /** `:label:` of the SciPy proceedings. */
  | { readonly type: 'label'; readonly key: string }
  /** `[Knuth84]_`: the words between the brackets. */
  | { readonly type: 'citation'; readonly text: string }
  /** `[#]_`: the mark of a note, which is not printed. */
  | { readonly type: 'note' }
  | { readonly type: 'substitution'; readonly name: string }

type Scan = { readonly node: RstInline | null; readonly end: number }

const ROLE_BEFORE = /:([a-zA-Z][\w+.-]*(?::[a-zA-Z][\w+.-]*)?):$/
const ROLE_AFTER = /:([a-zA-Z][\w+.-]*(?::[a-zA-Z][\w+.-]*)?):/y
const MAY_PRECEDE = /[\s'"([{<\-/:‘“«–—]/
const MAY_FOLLOW = /[\s'")\]}>\-/:.,;!?\\’”»–—]/
const TRIGGER = /[\\*`|[_]/g

/** Splits a paragraph into its inline nodes. Linear: a delimiter without an end is looked for once. */
export function parseInline(source: string): RstInline[] {
  return new InlineParser(source).run()
}

class InlineParser {
  readonly #source: string
  readonly #nodes: RstInline[] = []
  /** Delimiters that have no valid end any more. */
  readonly #unclosed = new Set<string>()
  #plain = ''

  constructor(source: string) {
    this.#source = source
  }

  run(): RstInline[] {
    const source = this.#source
    let from = 0
    TRIGGER.lastIndex = 0
    for (let match = TRIGGER.exec(source); match !== null; match = TRIGGER.exec(source)) {
      const at = match.index
      if (at < from) {
        TRIGGER.lastIndex = from
        continue
      }
      this.#plain += source.slice(from, at)
      from = at
      const scan = this.#scan(match[0], at)
      if (scan === null) {
        this.#plain += match[0]
        from = at + 1
      } else {
        if (scan.node !== null) this.#push(scan.node)
        from = scan.end
      }
      TRIGGER.lastIndex = from
    }
    this.#plain += source.slice(from)
    this.#flush()
    return this.#nodes
  }

  #scan(character: string, at: number): Scan | null {
    const source = this.#source
    if (character === '\\') {
      // An escaped space joins what stands around it.
      const next = source[at + 1] ?? ''
      if (!/\s/.test(next)) this.#plain += next
      return { node: null, end: at + 1 + next.length }
    }
    if (character === '_') return this.#namedLink(at)
    if (character === '[') return this.#citation(at)
    if (at > 0 && !MAY_PRECEDE.test(source[at - 1]!)) return null
    if (source.startsWith('``', at)) return this.#between('``', at, (text) => ({ type: 'literal', text }))
    if (source.startsWith('**', at)) return this.#between('**', at, (text) => ({ type: 'strong', text }))
    if (character === '*') return this.#between('*', at, (text) => ({ type: 'emphasis', text }))
    if (character === '|') return this.#substitution(at)
    return this.#interpreted(at)
  }

  /** Offset of the closing delimiter that belongs to the text beginning at `begin`, or -1. */
  #closing(delimiter: string, begin: number): number {
    const source = this.#source
    if (this.#unclosed.has(delimiter) || /\s/.test(source[begin] ?? ' ')) return -1
    for (let end = source.indexOf(delimiter, begin + 1); end !== -1; end = source.indexOf(delimiter, end + 1)) {
      const after = source[end + delimiter.length]
      const isEscaped = delimiter !== '``' && source[end - 1] === '\\'
      const mayFollow =
        after === undefined || MAY_FOLLOW.test(after) || ((delimiter === '`' || delimiter === '|') && after === '_')
      if (!/\s/.test(source[end - 1]!) && !isEscaped && mayFollow) return end
    }
    this.#unclosed.add(delimiter)
    return -1
  }

  #between(delimiter: string, at: number, make: (text: string) => RstInline): Scan | null {
    const begin = at + delimiter.length
    const end = this.#closing(delimiter, begin)
    if (end === -1) return null
    const text = this.#source.slice(begin, end)
    return { node: make(delimiter === '``' ? text : unescaped(text)), end: end + delimiter.length }
  }

  #substitution(at: number): Scan | null {
    const end = this.#closing('|', at + 1)
    if (end === -1 || end - at > 200) return null
    const after = /^_{1,2}/.exec(this.#source.slice(end + 1, end + 3))?.[0].length ?? 0
    return { node: { type: 'substitution', name: this.#source.slice(at + 1, end) }, end: end + 1 + after }
  }

  /** `text` with a role before or behind it, or a link. */
  #interpreted(at: number): Scan | null {
    const source = this.#source
    const close = this.#closing('`', at + 1)
    if (close === -1) return null
    const text = source.slice(at + 1, close)
    const before = ROLE_BEFORE.exec(this.#plain.slice(-64))
    if (before !== null) {
      this.#plain = this.#plain.slice(0, -before[0].length)
      return { node: roleNode(before[1]!, text), end: close + 1 }
    }
    ROLE_AFTER.lastIndex = close + 1
    const after = ROLE_AFTER.exec(source)
    if (after !== null) return { node: roleNode(after[1]!, text), end: ROLE_AFTER.lastIndex }
    const underscores = /^_{1,2}/.exec(source.slice(close + 1, close + 3))?.[0].length ?? 0
    if (underscores > 0) return { node: linkNode(text), end: close + 1 + underscores }
    return { node: { type: 'emphasis', text: unescaped(text) }, end: close + 1 }
  }

  /** name_: the word before the underscore is a link. */
  #namedLink(at: number): Scan | null {
    const next = this.#source[at + 1]
    const end = next === '_' ? at + 2 : at + 1
    const after = this.#source[end]
    const word = /[\p{L}\p{N}](?:[\p{L}\p{N}.+:-]*[\p{L}\p{N}])?$/u.exec(this.#plain.slice(-100))?.[0]
    if (word === undefined || (after !== undefined && !MAY_FOLLOW.test(after))) return null
    const before = this.#plain.at(-word.length - 1)
    if (before !== undefined && !MAY_PRECEDE.test(before)) return null
    this.#plain = this.#plain.slice(0, -word.length)
    return { node: linkNode(word), end }
  }

  #citation(at: number): Scan | null {
    const match = /^\[([^[\]\s]{1,80})\]_(?![\p{L}\p{N}])/u.exec(this.#source.slice(at, at + 90))
    if (match === null) return null
    const text = match[1]!
    // [#]_ and [*]_ are notes.
    return { node: /^[#*]/.test(text) ? { type: 'note' } : { type: 'citation', text }, end: at + match[0].length }
  }

  #push(node: RstInline): void {
    this.#flush()
    this.#nodes.push(node)
  }

  #flush(): void {
    if (this.#plain !== '') this.#nodes.push({ type: 'text', text: this.#plain })
    this.#plain = ''
  }
}

const unescaped = (text: string): string =>
  text.replace(/\\(\s|.)/gs, (_, next: string) => (/\s/.test(next) ? '' : next))

/** Sphinx compares labels in lower case, the SciPy proceedings as they are written. */
export const keysOf = (label: string): string[] => [...new Set([label, label.toLowerCase()])]

const TITLED = /^([^<]*)<([^<>]+)>$/s

function roleNode(role: string, raw: string): RstInline | null {
  const name = role.replace(/^\w+:/, '').toLowerCase()
  const text = raw.replace(/\s+/g, ' ').trim()
  if (name === 'math') return { type: 'math', text: raw }
  if (name === 'label') return { type: 'label', key: text }
  if (name === 'ref' || name === 'numref' || name === 'eq' || name === 'eqref') {
    const titled = TITLED.exec(text)
    const key = (titled?.[2] ?? text).trim()
    const words = titled?.[1]?.trim() ?? ''
    const style = words !== '' ? { text: words } : name.startsWith('eq') ? ('number' as const) : ('named' as const)
    return { type: 'reference', reference: { keys: keysOf(key), style } }
  }
  if (/^(?:foot)?cite/.test(name)) return { type: 'citation', text }
  if (/^(?:index|raw|latex|html)$/.test(name)) return null
  const shown = unescaped(TITLED.exec(text)?.[1]?.trim() || text)
  if (name === 'strong') return { type: 'strong', text: shown }
  return { type: /^(?:sub|sup|emphasis|title)/.test(name) ? 'text' : 'literal', text: shown }
}

/** A link by name may lead to a figure: `Figure 1 <fig-x_>`_, `my figure`_. */
function linkNode(raw: string): RstInline {
  const text = raw.replace(/\s+/g, ' ').trim()
  const titled = TITLED.exec(text)
  const words = titled?.[1]?.trim() || text
  const target = titled === null ? text : titled[2]!.trim().replace(/_$/, '')
  if (/^\w+:\/\//.test(target)) return { type: 'text', text: unescaped(words) }
  return { type: 'reference', reference: { keys: keysOf(target), style: { text: unescaped(words) } } }
}
