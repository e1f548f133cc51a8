import type { List, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast'
import type { Block } from '../markup/block.js'
import type { Paragraph, Problem } from '../paper.js'
import { readCodeCell } from './codeCell.js'
import { MarkdownContent } from './content.js'
import { readDirective } from './directive.js'
import type { MarkdownGuard } from './guard.js'
import { HtmlReader } from './html/htmlReader.js'
import type { ParagraphContext } from './imageParagraph.js'
import { readImageParagraph } from './imageParagraph.js'
import { readImageTable } from './imageTable.js'
import { withLooseEmphasis } from './looseEmphasis.js'
import { prepareText } from './rawBlocks.js'
import { markdownTree } from './tree.js'

/** Lists and quotations inside one another beyond this are left out; directives are parsed again at each level. */
const MAX_DEPTH = 96
const MAX_DIRECTIVES = 16
const MYST_TARGET = /^\(([^()\s]{1,200})\)=$/

/** What a piece of Markdown is read with. */
export interface BlockContext {
  readonly problems: Problem[]
  /** Directives around this piece. */
  readonly depth: number
  /** Line of the file for each line of the piece. */
  readonly lines: readonly number[]
  /** What bodies of directives may still hold together: each level of nesting is parsed again. */
  readonly budget: { characters: number }
  /** Looks at every text before the parser does. */
  readonly guard: MarkdownGuard
}

/**
 * Reads Markdown without front matter into a stream of blocks.
 *
 * @throws FormatError LIMIT_EXCEEDED for what the parser takes too long for
 */
export function readBlocks(text: string, context: BlockContext): Block[] {
  context.guard.check(text, (line) => context.lines[line - 1] ?? 1)
  const root = markdownTree(text)
  return new BlockReader(root, text, context).blocks
}

/**
 * The same for the body of a directive, which may hold colon fences and raw LaTeX of its own.
 *
 * @param firstLine line of the piece around it where the body begins
 */
export function readBody(body: string, firstLine: number, context: BlockContext): Block[] {
  context.budget.characters -= body.length
  if (context.depth >= MAX_DIRECTIVES || context.budget.characters < 0) {
    context.problems.push({
      code: 'LIMIT_EXCEEDED',
      message: `Expected at most ${MAX_DIRECTIVES} directives inside one another but received more: the innermost were left out.`,
      figure: null,
      line: context.lines[firstLine - 1] ?? null,
    })
    return []
  }
  const { text, lines } = prepareText(`\n${body}`)
  const inner = lines.map((line) => context.lines[firstLine - 2 + line - 1] ?? 1)
  return readBlocks(text, { ...context, depth: context.depth + 1, lines: inner })
}

class BlockReader {
  readonly blocks: Block[] = []
  readonly #text: string
  readonly #context: BlockContext
  readonly #html: HtmlReader
  readonly #paragraphs: ParagraphContext
  /** Line of the piece where the HTML begins that is read now. */
  #htmlLine = 1

  constructor(root: Root, text: string, context: BlockContext) {
    this.#text = text
    this.#context = context
    this.#paragraphs = {
      definitions: definitionsOf(root),
      lineOf: (node) => this.#lineOf(node),
      sourceOf: (nodes) => this.#sourceOf(nodes),
    }
    this.#html = new HtmlReader((block) => this.#put(block), {
      readMarkdown: (inner) => readBody(inner, this.#htmlLine, context),
    })
    this.#readAll(root.children, 'text', 0)
    this.#html.finish()
  }

  #readAll(nodes: readonly RootContent[], kind: Paragraph['kind'], depth: number): void {
    if (depth > MAX_DEPTH) return
    for (const node of nodes) this.#read(node, kind, depth)
  }

  #read(node: RootContent, kind: Paragraph['kind'], depth: number): void {
    if (node.type === 'heading') {
      this.#put({ type: 'heading', depth: node.depth, content: this.#contentOf(node.children) })
    } else if (node.type === 'paragraph') this.#readParagraph(node.children, kind)
    else if (node.type === 'blockquote') this.#readAll(node.children, kind, depth + 1)
    else if (node.type === 'footnoteDefinition') this.#readAll(node.children, 'footnote', depth + 1)
    else if (node.type === 'list') this.#readList(node, depth)
    else if (node.type === 'table') this.#readTable(node)
    else if (node.type === 'html') {
      this.#htmlLine = node.position?.start.line ?? 1
      this.#html.read(node.value, this.#lineOf(node) ?? 1)
    } else if (node.type === 'code' && node.lang?.startsWith('{')) {
      this.#readFence(`${node.lang} ${node.meta ?? ''}`.trim(), node.value, node.position?.start.line ?? 1)
    }
  }

  #readList(list: List, depth: number): void {
    for (const item of list.children) this.#readAll(item.children, 'list', depth + 1)
  }

  #readParagraph(nodes: readonly PhrasingContent[], kind: Paragraph['kind']): void {
    const images = readImageParagraph(nodes, this.#paragraphs)
    if (images !== null) {
      this.#put(images)
      return
    }
    const content = this.#contentOf(withLooseEmphasis(nodes))
    const target = MYST_TARGET.exec(content.source.trim())
    if (target !== null) {
      this.#put({ type: 'target', keys: [target[1]!] })
      return
    }
    const line = nodes[0] === undefined ? null : this.#lineOf(nodes[0])
    const forgotten = withoutImageBrackets(nodes)
    if (forgotten === null) this.#put({ type: 'text', kind, content, line })
    else this.#put({ type: 'text', kind, content: this.#contentOf(forgotten), isImageText: true, line })
  }

  #readTable(table: Table): void {
    const images = readImageTable(table, this.#paragraphs)
    if (images !== null) this.#put(images)
  }

  /** @param at line of the fence in this piece */
  #readFence(info: string, value: string, at: number): void {
    const { lines } = this.#context
    const line = lines[at - 1] ?? 1
    if (/^\{=(?:la)?tex\}/.test(info)) {
      this.#put({ type: 'latex', source: value, line: lines[at] ?? line })
      return
    }
    const read = (body: string, skipped: number): Block[] => readBody(body, at + 1 + skipped, this.#context)
    for (const block of readDirective(info, value, line, read) ?? readCodeCell(info, value, line) ?? [])
      this.#put(block)
  }

  /** Between `<figcaption>` and its end, text is caption. */
  #put(block: Block): void {
    if (block.type === 'text' && this.#html.isInCaption) this.blocks.push({ type: 'caption', content: block.content })
    else this.blocks.push(block)
  }

  #contentOf(nodes: readonly PhrasingContent[]): MarkdownContent {
    return new MarkdownContent(nodes, this.#sourceOf(nodes))
  }

  #sourceOf(nodes: readonly PhrasingContent[]): string {
    const placed = nodes.filter((node) => node.position !== undefined)
    const begin = placed[0]?.position?.start.offset
    const end = placed.at(-1)?.position?.end.offset
    return begin === undefined || end === undefined ? '' : this.#text.slice(begin, end)
  }

  #lineOf(node: Nodes): number | null {
    const line = node.position?.start.line
    return line === undefined ? null : (this.#context.lines[line - 1] ?? null)
  }
}

/** What stands between the brackets of a paragraph `![…]` without an address; null for every other paragraph. */
function withoutImageBrackets(nodes: readonly PhrasingContent[]): PhrasingContent[] | null {
  const first = nodes[0]
  const last = nodes.at(-1)
  if (first?.type !== 'text' || last?.type !== 'text') return null
  if (!first.value.startsWith('![') || !last.value.trimEnd().endsWith(']')) return null
  const trimmed = nodes.map((node) => (node.type === 'text' ? { ...node } : node))
  const begin = trimmed[0] as typeof first
  begin.value = begin.value.slice(2)
  const end = trimmed.at(-1) as typeof last
  end.value = end.value.trimEnd().slice(0, -1)
  return trimmed
}

/** Addresses of reference definitions; the first of a name counts, as CommonMark says. */
function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>()
  const add = (nodes: readonly RootContent[], depth: number): void => {
    for (const node of nodes) {
      if (node.type === 'definition') {
        if (!definitions.has(node.identifier.toLowerCase())) definitions.set(node.identifier.toLowerCase(), node.url)
      } else if (
        (node.type === 'blockquote' || node.type === 'listItem' || node.type === 'list') &&
        depth < MAX_DEPTH
      ) {
        add(node.children as RootContent[], depth + 1)
      }
    }
  }
  add(root.children, 0)
  return definitions
}
