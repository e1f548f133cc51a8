import { mathToText } from '../../caption/mathText.js'
import type { Content, ReferenceTable } from '../markup/content.js'
import { plainRichText, type RichText } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import { parseInline, type RstInline } from './inlineNodes.js'

const UNRESOLVED: ReferenceTable = {
  print: ({ style }) => (typeof style === 'object' ? style.text : '??'),
  targets: () => [],
}
const NEEDS_NAME = /\b(?:in|of|from|by|after|see|and|to|with|following|original|per)\s*$/i

/** Texts of substitutions by name; names are compared in lower case. */
export type Substitutions = ReadonlyMap<string, string>

/** A paragraph of reStructuredText, rendered when it is asked for. */
export class RstContent implements Content {
  readonly source: string
  readonly #nodes: readonly RstInline[]
  readonly #substitutions: Substitutions
  #plain: string | null = null

  constructor(source: string, substitutions: Substitutions) {
    this.source = source
    this.#nodes = parseInline(source)
    this.#substitutions = substitutions
  }

  get plain(): string {
    this.#plain ??= this.render(UNRESOLVED, 'caption').text
    return this.#plain
  }

  get labels(): readonly string[] {
    return this.#nodes.flatMap((node) => (node.type === 'label' ? [node.key] : []))
  }

  get isEmphasised(): boolean {
    const shown = this.#nodes.filter((node) => node.type !== 'text' || node.text.trim() !== '')
    return shown.length > 0 && shown.every(({ type }) => type === 'strong' || type === 'emphasis')
  }

  get leadingRun(): number {
    const first = this.#nodes[0]
    return first?.type === 'strong' || first?.type === 'emphasis' ? first.text.length : 0
  }

  /** Names of substitutions when the paragraph holds nothing else. */
  get onlySubstitutions(): readonly string[] | null {
    const shown = this.#nodes.filter((node) => node.type !== 'text' || node.text.trim() !== '')
    const names = shown.flatMap((node) => (node.type === 'substitution' ? [node.name] : []))
    return names.length > 0 && names.length === shown.length ? names : null
  }

  render(references: ReferenceTable, place: 'caption' | 'body'): RichText {
    const builder = new RichTextBuilder()
    this.#nodes.forEach((node, index) => {
      const isLast = node.type === 'text' && this.#isGone(index + 1, place)
      this.#add(isLast ? { ...node, text: node.text.trimEnd() } : node, builder, references, place)
    })
    return builder.build() ?? plainRichText('')
  }

  /** True where nothing is printed and closing punctuation or nothing follows: the space before it goes too. */
  #isGone(index: number, place: 'caption' | 'body'): boolean {
    const node = this.#nodes[index]
    const before = this.#nodes[index - 1]
    const isName = before?.type === 'text' && NEEDS_NAME.test(before.text)
    const isCitation = node?.type === 'citation' && place === 'caption' && !isName
    if (node?.type !== 'note' && node?.type !== 'label' && !isCitation) return false
    const next = this.#nodes[index + 1]
    return next === undefined || (next.type === 'text' && /^[.,;:)]/.test(next.text))
  }

  #add(node: RstInline, builder: RichTextBuilder, references: ReferenceTable, place: 'caption' | 'body'): void {
    if (node.type === 'text' || node.type === 'emphasis' || node.type === 'literal') builder.append(node.text)
    else if (node.type === 'strong') builder.bold(() => builder.append(node.text))
    else if (node.type === 'math') builder.math(mathToText(node.text), node.text)
    else if (node.type === 'substitution') {
      builder.append(this.#substitutions.get(node.name.toLowerCase().replace(/\s+/g, ' ')) ?? node.name)
    } else if (node.type === 'citation') {
      if (place === 'body') builder.append(`[${node.text}]`)
      else if (NEEDS_NAME.test(builder.text)) builder.append(node.text)
    } else if (node.type === 'reference') {
      const targets = references.targets(node.reference.keys)
      const printed = references.print(node.reference, builder.text)
      // A link to a page or section is text like any other.
      if (targets.length === 0 && typeof node.reference.style === 'object') builder.append(printed)
      else builder.reference(targets, targets.length > 0 ? 'figure' : 'other', () => builder.append(printed))
    }
  }
}
