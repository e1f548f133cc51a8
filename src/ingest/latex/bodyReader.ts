import type { Paragraph } from '../paper.js'
import { type Cursor, plainName } from './cursor.js'
import { Draft } from './draft.js'
import { environmentArguments, isList } from './environments.js'
import { countEquations } from './equations.js'
import { type FigureContext, FigureMaker } from './figureMaker.js'
import { type FloatItem, flatten, readFloatItems } from './floatItems.js'
import { type Float, floatOf, floatOfType } from './floats.js'
import { readGraphics } from './graphics.js'
import { groupFigures } from './groupFigures.js'
import { type InlineHost, InlineReader } from './inline.js'
import type { LabelTarget } from './labelTable.js'
import { applyNumbering } from './numberingCommands.js'
import { headingLevel, SectionPath } from './sections.js'
import type { TexNode } from './syntaxTree.js'

/** A paragraph whose references are not yet filled in. */
export interface DraftParagraph {
  readonly section: readonly string[]
  readonly kind: Paragraph['kind']
  readonly draft: Draft
}

/** Floats that are no figures, and what \cref calls them. */
const OTHER_FLOATS: Readonly<Record<string, string>> = {
  algorithm: 'Algorithm',
  listing: 'Listing',
  lstlisting: 'Listing',
}

/** Reads the body of a document piece by piece: paragraphs under their headings, and figures. */
export class BodyReader implements InlineHost {
  readonly citations = 'keep'
  readonly paragraphs: DraftParagraph[] = []
  readonly figures: FigureMaker
  title: Draft | null = null
  date: string | null = null
  readonly #context: FigureContext
  readonly #sections = new SectionPath()
  readonly #inline: InlineReader
  #kind: Paragraph['kind'] = 'text'
  #footnotes: Draft[] = []
  /** What a \label in running text stands for. */
  #current: LabelTarget | null = null
  /** A figure that has just ended: a label right behind it is meant for it. */
  #justEnded: string | null = null
  /** Images outside of floats, for a \captionof that follows. */
  #loose: FloatItem[] = []

  constructor(context: FigureContext) {
    this.#context = context
    this.figures = new FigureMaker(context)
    this.#inline = new InlineReader(new Draft(), this)
  }

  /** Reads the next piece of the body. */
  read(nodes: readonly TexNode[]): void {
    this.#inline.read(nodes)
  }

  finish(): void {
    this.#flush()
  }

  block(node: TexNode, cursor: Cursor): boolean {
    if (node.kind === 'space') return false
    if (node.kind === 'paragraph') return this.#flush()
    const ended = this.#justEnded
    this.#justEnded = null
    if (node.kind === 'math') return this.#equation(node)
    if (node.kind === 'environment') return this.#environment(node.name, node.children, node)
    if (node.kind === 'group') {
      const captioned = captionedType(node.children)
      return captioned !== null && this.#float(node.children, captioned, node.start)
    }
    if (node.kind !== 'macro') return false
    if (node.name === 'label') this.#justEnded = ended
    return this.#macro(node.name, cursor, node)
  }

  footnote(content: readonly TexNode[]): void {
    const note = new Draft()
    new InlineReader(note, { citations: 'keep' }).read(content)
    this.#footnotes.push(note)
  }

  label(label: string): void {
    const figure = this.#justEnded
    if (figure !== null && /^fig/i.test(label)) {
      const made = this.figures.figures.at(-1)
      const number = made?.implicitNumber ?? null
      this.#context.labels.set(label, {
        key: figure,
        number: number === null ? null : String(number),
        name: 'Figure',
        panel: null,
      })
    } else if (this.#current !== null) this.#context.labels.set(label, this.#current)
  }

  #flush(kind?: Paragraph['kind']): true {
    const { draft } = this.#inline
    const section = this.#sections.titles()
    if (!draft.empty) this.paragraphs.push({ section, kind: this.#kind, draft })
    for (const note of this.#footnotes)
      if (!note.empty) this.paragraphs.push({ section, kind: 'footnote', draft: note })
    this.#footnotes = []
    this.#inline.draft = new Draft()
    if (kind !== undefined) this.#kind = kind
    return true
  }

  #equation(node: TexNode & { kind: 'math' }): boolean {
    const { counters, labels } = this.#context
    if (node.name !== null) countEquations(node.name, node.source, counters, labels)
    return false
  }

  #environment(name: string, children: readonly TexNode[], node: TexNode): boolean {
    const float = floatOf(name)
    if (float !== undefined) return this.#float(children, float, node.start, name)
    const other = OTHER_FLOATS[name.replace(/\*$/, '')]
    if (other !== undefined) return this.#otherFloat(children, other)
    const captioned = captionedType(children)
    if (captioned !== null) return this.#float(children, captioned, node.start)
    if (name === 'abstract') return this.#scoped('abstract', () => this.#inline.read(children))
    if (isList(name)) return this.#scoped('list', () => this.#inline.list(children))
    // What is set apart begins a paragraph of its own; its content is read like that around it.
    if (environmentArguments(name) === 0) this.#flush()
    return false
  }

  #scoped(kind: Paragraph['kind'], read: () => void): true {
    const before = this.#kind
    this.#flush(before === 'abstract' ? 'abstract' : kind)
    read()
    return this.#flush(before)
  }

  /**
   * A float or code between two sentences parts paragraphs, as authors mean it who leave no line empty; inside a sentence
   * it does not.
   */
  #part(): void {
    if (/[.!?:]$/.test(this.#inline.draft.lastPrinted)) this.#flush()
  }

  #float(children: readonly TexNode[], float: Float, offset: number, environment?: string): true {
    this.#part()
    const nodes = environment === undefined ? children : withoutArguments(children, environment)
    const items = readFloatItems(nodes, this.#context.text)
    for (const item of flatten(items)) if (item.type === 'listing') this.#listing(item.label)
    for (const group of groupFigures(items)) {
      if (group.caption === null && group.images.length + group.panels.length === 0) continue
      this.#justEnded = this.figures.add(group, float, offset)?.key ?? null
    }
    return true
  }

  /** Code with a label among its options. */
  #listing(label: string): true {
    this.#part()
    const { counters, labels } = this.#context
    if (label !== '') labels.set(label, { key: null, number: counters.step('listing'), name: 'Listing', panel: null })
    return true
  }

  #otherFloat(children: readonly TexNode[], name: string): true {
    this.#part()
    for (const group of groupFigures(readFloatItems(children, this.#context.text))) {
      const number = group.numbered ? this.#context.counters.step(name) : null
      for (const label of group.labels) this.#context.labels.set(label, { key: null, number, name, panel: null })
    }
    return true
  }

  #macro(name: string, cursor: Cursor, node: TexNode): boolean {
    const level = headingLevel(name)
    const { counters, graphics } = this.#context
    if (level !== undefined) return this.#heading(name, level, cursor)
    if (name === 'par') return this.#flush()
    if (name === 'item') return this.#item(cursor)
    if (name === 'title') {
      cursor.optional()
      this.title = this.#aside(cursor.argument())
      return true
    }
    if (name === 'date') {
      this.date = plainName(cursor.argument()).trim()
      return true
    }
    if (name === 'abstract' && cursor.peek()?.kind === 'group') {
      const content = cursor.argument()
      return this.#scoped('abstract', () => this.#inline.read(content))
    }
    if (name === 'graphicspath') {
      const folders = cursor.argument().map((folder) => plainName(folder.kind === 'group' ? folder.children : [folder]))
      graphics.searchIn(folders.map((folder) => folder.trim()))
      return true
    }
    if (name === 'appendix') {
      counters.beginAppendix()
      return true
    }
    if (name === 'figsiftverbatim') return this.#listing(plainName(cursor.argument()).trim())
    const numbering = applyNumbering(name, cursor, counters)
    if (numbering !== null) {
      if (numbering.figureName !== undefined) this.figures.figureName = numbering.figureName
      return true
    }
    const loose = readGraphics(name, cursor)
    if (loose !== null) {
      this.#loose = [...this.#loose.slice(-20), ...loose.map((href) => ({ type: 'image' as const, href }))]
      return true
    }
    return name === 'captionof' && this.#captionOf(cursor, node)
  }

  /** \captionof in running text: its images stand before it. */
  #captionOf(cursor: Cursor, node: TexNode): true {
    const starred = cursor.star()
    const float = floatOfType(plainName(cursor.argument()).trim())
    cursor.optional()
    const items: FloatItem[] = [
      ...this.#loose,
      { type: 'caption', caption: { nodes: cursor.argument() }, float, starred },
    ]
    this.#loose = []
    for (const group of groupFigures(items)) this.#justEnded = this.figures.add(group, float, node.start)?.key ?? null
    return true
  }

  #heading(name: string, level: number, cursor: Cursor): true {
    const starred = cursor.star()
    cursor.optional()
    const title = this.#aside(cursor.argument()).finish(this.#context.labels.resolve)?.text ?? ''
    // A run-in heading inside a list or an abstract is a word of it, and headings there are no parts of the paper.
    if (this.#kind === 'abstract') return this.#flush()
    this.#flush('text')
    this.#sections.enter(level, title)
    this.#loose = []
    if (!starred && level < 5) {
      const number = this.#context.counters.step(name)
      this.#current = { key: null, number, name: level === 1 ? 'Chapter' : 'Section', panel: null }
    }
    return true
  }

  #item(cursor: Cursor): true {
    this.#flush()
    this.#inline.item(cursor)
    return true
  }

  /** Text that is no paragraph. */
  #aside(nodes: readonly TexNode[]): Draft {
    const draft = new Draft()
    const label = (each: string): void => this.label(each)
    new InlineReader(draft, { citations: 'drop', label }).read(nodes)
    return draft
  }
}

/** The content of a float without options and width. */
function withoutArguments(children: readonly TexNode[], environment: string): readonly TexNode[] {
  const groups = environmentArguments(environment) ?? 0
  if (groups === 0) return children
  let left = groups
  return children.filter((child) => child.kind !== 'group' || left-- <= 0)
}

/** The float that \captionof or \captionsetup{type=…} makes of something that is none; null where it stays none. */
function captionedType(nodes: readonly TexNode[], depth = 0): Float | null {
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'macro' && node.name === 'captionof') {
      const type = plainName(nodes.slice(index + 1, index + 2)).trim()
      return floatOfType(type)
    }
    if (node.kind === 'environment' && floatOf(node.name) !== undefined) return null
    if ((node.kind === 'group' || node.kind === 'environment') && depth < 8) {
      const inside = captionedType(node.children, depth + 1)
      if (inside !== null) return inside
    }
  }
  return null
}
