import type { PhrasingContent } from 'mdast'
import { mathToText } from '../../caption/mathText.js'
import type { ReferenceTable } from '../markup/content.js'
import { plainRichText, type RichText, type Span } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import { fragmentKey } from './fragmentKey.js'
import { pairHtmlTags } from './html/pairHtmlTags.js'
import { type Role, roleReference, splitRole } from './role.js'

/** Deeper emphasis and links are left out: no writer nests them so, and each level is a call. */
const MAX_DEPTH = 64
const RAW_FORMAT = /^\{=(\w+)\}/

/** Text with the spans that the text rules must leave as they are: code, mathematics, what is printed already. */
export interface DraftText extends RichText {
  readonly verbatim: readonly Span[]
}

/** Inline nodes as text. TeX commands, citations and `@fig:x` still stand in it: they are the text rules' work. */
export function renderInline(nodes: readonly PhrasingContent[], references: ReferenceTable): DraftText {
  const renderer = new InlineRenderer(references)
  renderer.addAll(nodes, 0)
  return renderer.finish()
}

class InlineRenderer {
  readonly builder: RichTextBuilder = new RichTextBuilder()
  readonly #verbatim: Span[] = []
  readonly #references: ReferenceTable

  constructor(references: ReferenceTable) {
    this.#references = references
  }

  finish(): DraftText {
    return { ...(this.builder.build() ?? plainRichText('')), verbatim: this.#verbatim }
  }

  addAll(given: readonly PhrasingContent[], depth: number): void {
    if (depth > MAX_DEPTH) return
    const nodes = pairHtmlTags(given)
    let cut = 0
    nodes.forEach((node, index) => {
      if (node.type === 'text') {
        const value = node.value.slice(cut)
        cut = 0
        const next = nodes[index + 1]
        const split = next?.type === 'inlineCode' ? splitRole(value) : null
        this.builder.append(split === null ? value : split.before)
        return
      }
      cut = 0
      if (node.type === 'inlineCode') {
        const before = nodes[index - 1]
        const after = nodes[index + 1]
        const role = before?.type === 'text' ? (splitRole(before.value)?.role ?? null) : null
        const raw = after?.type === 'text' ? RAW_FORMAT.exec(after.value) : null
        if (raw !== null) cut = raw[0].length
        this.#addCode(node.value, role, raw?.[1] ?? null)
      } else this.#add(node, nodes[index + 1], depth)
    })
  }

  #add(node: PhrasingContent, next: PhrasingContent | undefined, depth: number): void {
    if (node.type === 'strong') this.builder.bold(() => this.addAll(node.children, depth + 1))
    else if (node.type === 'break') this.builder.break()
    else if (node.type === 'inlineMath') this.#addMath(node.value, next)
    else if (node.type === 'link') this.#addLink(node.url, node.children, depth)
    else if (node.type === 'emphasis' || node.type === 'delete' || node.type === 'linkReference') {
      this.addAll(node.children, depth + 1)
    }
  }

  /** Pandoc's rule: no space inside the dollars, no digit after them. Otherwise they are prices. */
  #addMath(value: string, next: PhrasingContent | undefined): void {
    const isPrice = /^\s|\s$/.test(value) || (next?.type === 'text' && /^\d/.test(next.value))
    if (isPrice) this.builder.append(`$${value}$`)
    else this.#protect(() => this.builder.math(mathToText(value), value))
  }

  #addCode(value: string, role: Role | null, format: string | null): void {
    if (format !== null) {
      // Raw LaTeX, where labels hide, is for the text rules; other formats are not printed.
      if (format === 'tex' || format === 'latex') this.builder.append(value)
      return
    }
    const reference = role === null ? null : roleReference(role, value)
    if (reference !== null) {
      const targets = this.#references.targets(reference.keys)
      const printed = this.#references.print(reference, this.builder.text)
      this.builder.reference(targets, targets.length > 0 ? 'figure' : 'other', () =>
        this.#protect(() => this.builder.append(printed)),
      )
    } else if (role === 'math') this.#protect(() => this.builder.math(mathToText(value), value))
    else if (role === null || !/^cite|^footnote|^index/.test(role)) this.#protect(() => this.builder.append(value))
  }

  #addLink(url: string, children: readonly PhrasingContent[], depth: number): void {
    const key = fragmentKey(url)
    if (key === null) {
      this.addAll(children, depth + 1)
      return
    }
    const targets = this.#references.targets([key])
    this.builder.reference(targets, targets.length > 0 ? 'figure' : 'other', () => {
      const words = renderInline(children, this.#references).text
      const style = words === '' ? 'named' : { text: words }
      if (words === '' || /%s|\{number\}/.test(words)) {
        const printed = this.#references.print({ keys: [key], style }, this.builder.text)
        this.#protect(() => this.builder.append(printed))
      } else this.addAll(children, depth + 1)
    })
  }

  #protect(write: () => void): void {
    // A formula of nothing but blanks prints nothing, yet keys end before it: `@fig:x$\,$B`.
    const here = this.builder.text.length
    this.#verbatim.push(this.builder.within(write) ?? { start: here, end: here })
  }
}
