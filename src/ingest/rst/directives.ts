import type { Block } from '../markup/block.js'
import type { Paragraph } from '../paper.js'
import type { Explicit } from './explicitMarkup.js'
import { keysOf } from './inlineNodes.js'
import type { Line } from './lines.js'
import type { Substitutions } from './rstContent.js'

/** What is known of a document before its blocks are read, and the fields that it is found to have. */
export interface RstContext {
  readonly substitutions: Substitutions
  /** Addresses of `|name|` that stand for images. */
  readonly imageSubstitutions: ReadonlyMap<string, string>
  /** Fields at the head: `:date: 2014`. */
  readonly fields: Map<string, string>
}

/** The document around directives: what they put into it, and how their bodies are read. */
export interface DirectiveHost {
  readonly blocks: Block[]
  readonly context: RstContext
  readAll(lines: readonly Line[], kind: Paragraph['kind'], depth: number): void
  readHtml(lines: readonly Line[]): void
}

type Directive = Explicit & { type: 'directive' }

/** Directives whose body is text of the paper; their argument is its beginning or its title. */
const CONTAINERS = new Set(
  (
    'note warning tip hint important caution attention danger error admonition seealso topic sidebar container compound ' +
    'epigraph highlights pull-quote only centered rst-class ifconfig'
  ).split(' '),
)

/** What docutils makes of the role `:label:` of the SciPy proceedings. */
const LABEL_ROLE = /\\DUrole\{label\}\{([^{}]{1,200})\}/g

/** Reads what directives say of figures, abstracts and text. Others are left out. */
export class DirectiveReader {
  readonly #reader: DirectiveHost
  /** A class that waits for the block it applies to. */
  #pending: string | null = null

  constructor(reader: DirectiveHost) {
    this.#reader = reader
  }

  /** `abstract` for the block after `.. class:: abstract`. */
  kindOf(kind: Paragraph['kind']): Paragraph['kind'] {
    const isAbstract = this.#pending === 'abstract'
    this.#pending = null
    return isAbstract ? 'abstract' : kind
  }

  read(explicit: Explicit, line: number, depth: number): void {
    const { blocks, context } = this.#reader
    if (explicit.type === 'target') {
      if (explicit.isInternal) blocks.push({ type: 'target', keys: keysOf(explicit.key) })
    } else if (explicit.type === 'footnote') {
      // [1] and [#] are notes, [Knuth84] is an entry of the bibliography.
      if (/^[\d#*]/.test(explicit.label)) this.#reader.readAll(explicit.body, 'footnote', depth + 1)
    } else if (explicit.type === 'directive' && explicit.substitution === null) {
      const { name } = explicit
      if (name === 'figure') this.#readFigure(explicit, line, depth)
      else if (name === 'image') this.#readImage(explicit, line)
      else if (name === 'raw') this.#readRaw(explicit, line)
      else if (name === 'latex') this.#readLatex(explicit, line)
      else if (name === 'class' || name === 'rst-class') this.#readClass(explicit, depth)
      else if (name === 'abstract') this.#reader.readAll(explicit.body, 'abstract', depth + 1)
      else if (name === 'keywords') context.fields.set('keywords', wordsOf(explicit))
      else if (CONTAINERS.has(name)) this.#readContainer(explicit, depth)
    }
  }

  #readFigure({ argument, options, body }: Directive, line: number, depth: number): void {
    const { blocks } = this.#reader
    const begin = blocks.length
    this.#reader.readAll(body, 'text', depth + 1)
    const inner = blocks.splice(begin)
    blocks.push({ type: 'open', keys: namesOf(options), isCounted: true, line })
    if (argument !== '') blocks.push(imagesBlock(argument, line))
    // The first paragraph is the caption, the others its legend: all of it stands under the figure.
    for (const block of inner) {
      blocks.push(block.type === 'text' ? { type: 'caption', content: block.content } : block)
    }
    blocks.push({ type: 'close' })
  }

  #readImage({ argument, options }: Directive, line: number): void {
    const keys = namesOf(options)
    this.#reader.blocks.push(imagesBlock(argument, line, keys))
  }

  #readRaw({ argument, body }: Directive, line: number): void {
    if (/\bhtml\b/i.test(argument)) this.#reader.readHtml(body)
    if (/\blatex\b/i.test(argument)) this.#addLatex('', body, line)
  }

  /** The SciPy proceedings' own directive takes no argument: what stands on its line or right below begins the LaTeX. */
  #readLatex({ argument, body }: Directive, line: number): void {
    this.#addLatex(argument === '' ? '' : `${argument}\n`, body, line)
  }

  #addLatex(head: string, body: readonly Line[], line: number): void {
    const written = `${head}${body.map(({ text }) => text).join('\n')}`
    const source = written.replace(LABEL_ROLE, '\\label{$1}')
    const first = head === '' ? (body[0]?.number ?? line) : line
    this.#reader.blocks.push({ type: 'latex', source, line: first })
  }

  #readClass(directive: Directive, depth: number): void {
    const name = directive.argument.toLowerCase()
    if (directive.body.length === 0) {
      this.#pending = name
    } else if (name === 'keywords') this.#reader.context.fields.set('keywords', wordsOf({ ...directive, argument: '' }))
    else this.#reader.readAll(directive.body, name === 'abstract' ? 'abstract' : 'text', depth + 1)
  }

  #readContainer({ name, argument, body }: Directive, depth: number): void {
    const isTitled = /^(?:admonition|topic|sidebar|container|only|ifconfig|rst-class)$/.test(name)
    const head: Line[] =
      isTitled || argument === '' ? [] : [{ text: argument, indent: 0, number: body[0]?.number ?? 1 }]
    const kind = name === 'topic' && /^abstract$/i.test(argument) ? 'abstract' : 'text'
    this.#reader.readAll([...head, ...body], kind, depth + 1)
  }
}

const namesOf = (options: ReadonlyMap<string, string>): string[] =>
  [options.get('name'), options.get('label')].flatMap((name) => (name === undefined || name === '' ? [] : keysOf(name)))

const imagesBlock = (href: string, line: number, keys: readonly string[] = []) =>
  ({ type: 'images', images: [{ href, caption: null, keys, line }], caption: null, isFigure: true, line }) as const

const wordsOf = ({ argument, body }: Directive): string => [argument, ...body.map(({ text }) => text)].join(' ').trim()
