import type { TexNode } from './syntaxTree.js'

/** How many nodes an optional argument may have: a bracket that is never closed opens none. */
const OPTIONAL_NODES = 400

/** Walks along nodes and reads the arguments of macros as TeX does. */
export class Cursor {
  readonly #nodes: readonly TexNode[]
  #at = 0
  /** What is left of a text of which an argument took the beginning. */
  #rest: TexNode | null = null

  constructor(nodes: readonly TexNode[]) {
    this.#nodes = nodes
  }

  next(): TexNode | null {
    const rest = this.#rest
    this.#rest = null
    if (rest !== null) return rest
    return this.#nodes[this.#at++] ?? null
  }

  peek(): TexNode | null {
    return this.#rest ?? this.#nodes[this.#at] ?? null
  }

  skipSpaces(): void {
    while (this.peek()?.kind === 'space') this.next()
  }

  /** True, and read, when a star comes next. */
  star(): boolean {
    const node = this.peek()
    if (node?.kind !== 'text' || node.text !== '*') return false
    this.next()
    return true
  }

  /** What stands in the brackets that come next; null, with nothing read, without any. */
  optional(): TexNode[] | null {
    if (this.#rest !== null) return null
    let at = this.#at
    while (this.#nodes[at]?.kind === 'space') at++
    if (!isText(this.#nodes[at], '[')) return null
    const first = at + 1
    let depth = 1
    for (at = first; at < Math.min(this.#nodes.length, first + OPTIONAL_NODES); at++) {
      const node = this.#nodes[at]
      if (node?.kind === 'paragraph') return null
      if (isText(node, '[')) depth++
      if (isText(node, ']') && --depth === 0) {
        this.#at = at + 1
        return this.#nodes.slice(first, at)
      }
    }
    return null
  }

  /** The content of the group that comes next; null, with nothing read, when another thing comes. */
  group(): readonly TexNode[] | null {
    if (this.#rest !== null) return null
    let at = this.#at
    while (this.#nodes[at]?.kind === 'space') at++
    const node = this.#nodes[at]
    if (node?.kind !== 'group') return null
    this.#at = at + 1
    return node.children
  }

  /** Everything that is left. */
  rest(): TexNode[] {
    const left: TexNode[] = []
    for (let node = this.next(); node !== null; node = this.next()) left.push(node)
    return left
  }

  /** An argument: the content of a group, or the one sign or macro that comes next. Empty at the end. */
  argument(): readonly TexNode[] {
    const group = this.group()
    if (group !== null) return group
    this.skipSpaces()
    const node = this.peek()
    if (node === null || node.kind === 'paragraph') return []
    this.next()
    if (node.kind !== 'text') return [node]
    const length = String.fromCodePoint(node.text.codePointAt(0) as number).length
    if (length < node.text.length) {
      this.#rest = { ...node, text: node.text.slice(length), start: node.start + length }
    }
    return [{ ...node, text: node.text.slice(0, length), end: node.start + length }]
  }
}

const isText = (node: TexNode | undefined, text: string): boolean => node?.kind === 'text' && node.text === text

/** The letters of nodes without any markup: names of files, labels, keys. */
export function plainName(nodes: readonly TexNode[]): string {
  let name = ''
  for (const node of nodes) {
    if (node.kind === 'text') name += node.text
    else if (node.kind === 'space') name += ' '
    else if (node.kind === 'group') name += plainName(node.children)
    else if (node.kind === 'macro') name += NAME_MACROS[node.name] ?? ''
  }
  return name
}

/** Escaped signs that names of files and labels may hold. */
const NAME_MACROS: Readonly<Record<string, string>> = {
  _: '_',
  '#': '#',
  '%': '%',
  '&': '&',
  ' ': ' ',
  '-': '-',
  textunderscore: '_',
  textasciitilde: '~',
  string: '',
  space: ' ',
}
