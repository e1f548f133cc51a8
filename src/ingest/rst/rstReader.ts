import { HtmlReader } from '../markdown/html/htmlReader.js'
import type { Block } from '../markup/block.js'
import type { Paragraph } from '../paper.js'
import { type DirectiveHost, DirectiveReader, type RstContext } from './directives.js'
import { readExplicit } from './explicitMarkup.js'
import { block, dedent, endOfIndented, type Line } from './lines.js'
import { RstContent } from './rstContent.js'
import { readTitle } from './title.js'

/** Lists, quotations and directives inside one another beyond this are left out. */
const MAX_DEPTH = 48
const BULLET = /^([*+\-•‣⁃]|\(?(?:\d{1,4}|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,8}|#)[.)]) +(?=\S)/
const FIELD = /^:([^:\s][^:]*):(?: |$)/
const GRID_TABLE = /^\+[-=+]+\+$/
const SIMPLE_TABLE = /^=+(?: +=+)+$/

/** Reads reStructuredText into a stream of blocks. What is malformed is text. */
export class RstReader implements DirectiveHost {
  readonly blocks: Block[] = []
  readonly context: RstContext
  readonly #directives: DirectiveReader
  readonly #styles: string[] = []

  constructor(context: RstContext) {
    this.context = context
    this.#directives = new DirectiveReader(this)
  }

  contentOf(lines: readonly Line[]): RstContent {
    return new RstContent(lines.map(({ text }) => text.trim()).join('\n'), this.context.substitutions)
  }

  /** @param depth blocks around these lines; titles are only looked for outside of all */
  readAll(lines: readonly Line[], kind: Paragraph['kind'], depth: number): void {
    if (depth > MAX_DEPTH) return
    let at = 0
    while (at < lines.length) at = this.#readOne(lines, at, kind, depth)
  }

  #readOne(lines: readonly Line[], at: number, kind: Paragraph['kind'], depth: number): number {
    const line = lines[at]!
    if (line.text === '') return at + 1
    if (line.indent > 0) {
      const end = endOfIndented(lines, at, 0)
      this.readAll(block(lines.slice(at, end)), kind, depth + 1)
      return Math.max(end, at + 1)
    }
    const title = depth === 0 ? readTitle(lines, at) : null
    if (title !== null) {
      this.#addTitle(title.text, title.style)
      return title.end
    }
    const explicit = readExplicit(lines, at)
    if (explicit !== null) {
      this.#directives.read(explicit.explicit, line.number, depth)
      return explicit.end
    }
    if (line.text.startsWith('__ ') || /^([!-/:-@[-`{-~])\1{3,}$/.test(line.text)) return at + 1
    if (GRID_TABLE.test(line.text) || SIMPLE_TABLE.test(line.text)) return afterBlank(lines, at)
    if (line.text.startsWith('>>> ')) return afterBlank(lines, at)
    if (FIELD.test(line.text)) return this.#readField(lines, at, depth)
    const bullet = BULLET.exec(line.text)
    if (bullet !== null) return this.#readItem(lines, at, bullet[0].length, depth)
    if (line.text === '|' || line.text.startsWith('| ')) return this.#readLineBlock(lines, at)
    return this.#readParagraph(lines, at, kind, depth)
  }

  #addTitle(text: string, style: string): void {
    let depth = this.#styles.indexOf(style)
    if (depth === -1) depth = this.#styles.push(style) - 1
    this.blocks.push({ type: 'heading', depth: depth + 1, content: new RstContent(text, this.context.substitutions) })
  }

  #readField(lines: readonly Line[], at: number, depth: number): number {
    const line = lines[at]!
    const match = FIELD.exec(line.text)!
    const end = endOfIndented(lines, at + 1, 0)
    const more = lines.slice(at + 1, end).map(({ text }) => text.trim())
    const value = [line.text.slice(match[0].length), ...more].join(' ').trim()
    const name = match[1]!.toLowerCase()
    if (depth === 0 && !this.context.fields.has(name)) this.context.fields.set(name, value)
    return end
  }

  #readItem(lines: readonly Line[], at: number, columns: number, depth: number): number {
    const first = lines[at]!
    const end = endOfIndented(lines, at + 1, 0)
    const head: Line = { ...first, text: first.text.slice(columns), indent: 0 }
    const below = lines.slice(at + 1, end)
    const indent = below.reduce((least, line) => Math.min(least, line.indent), Number.POSITIVE_INFINITY)
    const body = Number.isFinite(indent) ? dedent(below, Math.min(indent, columns)) : below
    this.readAll([head, ...body], 'list', depth + 1)
    return end
  }

  #readLineBlock(lines: readonly Line[], at: number): number {
    let end = at
    while (end < lines.length && lines[end]!.text !== '') end++
    const rows = lines.slice(at, end).map((line) => ({ ...line, text: line.text.replace(/^\|/, '') }))
    this.#addText(rows, 'text')
    return end
  }

  #readParagraph(lines: readonly Line[], at: number, kind: Paragraph['kind'], depth: number): number {
    let end = at + 1
    while (end < lines.length && lines[end]!.text !== '' && lines[end]!.indent === 0) end++
    const next = lines[end]
    const rows = lines.slice(at, end)
    if (next !== undefined && next.text !== '') {
      // A term and its definition.
      this.#addText(rows, kind)
      const after = endOfIndented(lines, end, 0)
      this.readAll(block(lines.slice(end, after)), kind, depth + 1)
      return after
    }
    const last = rows.at(-1)!
    if (!last.text.endsWith('::')) {
      this.#addText(rows, kind)
      return end
    }
    // What follows indented is literal.
    const text = last.text === '::' ? '' : last.text.replace(/ ?::$/, ':')
    this.#addText([...rows.slice(0, -1), { ...last, text }], kind)
    return Math.max(endOfIndented(lines, end, 0), end)
  }

  #addText(lines: readonly Line[], kind: Paragraph['kind']): void {
    const content = this.contentOf(lines)
    const line = lines[0]?.number ?? null
    const images = content.onlySubstitutions?.map((name) => this.context.imageSubstitutions.get(name.toLowerCase()))
    if (images?.every((href) => href !== undefined)) {
      const raw = images.map((href) => ({ href: href!, caption: null, keys: [], line }))
      this.blocks.push({ type: 'images', images: raw, caption: null, isFigure: true, line })
    } else if (content.plain !== '') {
      // Only captions have a label of the SciPy proceedings: this one lost its indent.
      const isImageText = content.labels.length > 0
      this.blocks.push({ type: 'text', kind: this.#directives.kindOf(kind), content, isImageText, line })
    }
  }

  readHtml(lines: readonly Line[]): void {
    const reader = new HtmlReader((one) => this.blocks.push(one), { readMarkdown: () => [] })
    reader.read(lines.map(({ text }) => text).join('\n'), lines[0]?.number ?? 1)
    reader.finish()
  }
}

function afterBlank(lines: readonly Line[], at: number): number {
  let end = at
  while (end < lines.length && lines[end]!.text !== '') end++
  return end
}
