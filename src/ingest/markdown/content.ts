import type { PhrasingContent } from 'mdast'
import type { Content, ReferenceTable } from '../markup/content.js'
import { editRichText } from '../markup/editRichText.js'
import type { RichText } from '../paper.js'
import { renderInline } from './inline.js'
import { applyTextRules } from './textRules.js'

/** For looking at a text before the figures are counted. */
const UNRESOLVED: ReferenceTable = { print: () => '??', targets: () => [] }

/** Inline Markdown, rendered when it is asked for. */
export class MarkdownContent implements Content {
  readonly source: string
  readonly nodes: readonly PhrasingContent[]
  #look: { text: string; labels: readonly string[] } | null = null

  constructor(nodes: readonly PhrasingContent[], source: string) {
    this.nodes = nodes
    this.source = source
  }

  get plain(): string {
    return this.#looked().text
  }

  get labels(): readonly string[] {
    return this.#looked().labels
  }

  get isEmphasised(): boolean {
    const marked = this.nodes.filter((node) => !isBlank(node))
    return marked.length > 0 && marked.every((node) => node.type === 'strong' || node.type === 'emphasis')
  }

  get leadingRun(): number {
    const first = this.nodes.find((node) => !isBlank(node))
    if (first?.type !== 'strong' && first?.type !== 'emphasis') return 0
    return new MarkdownContent([first], '').plain.length
  }

  render(references: ReferenceTable, place: 'caption' | 'body'): RichText {
    return this.#render(references, place).rich
  }

  #looked(): { text: string; labels: readonly string[] } {
    if (this.#look === null) {
      const { rich, labels } = this.#render(UNRESOLVED, 'caption')
      this.#look = { text: rich.text, labels }
    }
    return this.#look
  }

  #render(references: ReferenceTable, place: 'caption' | 'body'): { rich: RichText; labels: readonly string[] } {
    const draft = renderInline(this.nodes, references)
    const { edits, bold, labels } = applyTextRules(draft, references, place)
    const { text, math, breaks } = draft
    const rich = { text, bold: draft.bold, math, breaks, references: draft.references }
    return { rich: editRichText(rich, edits, bold), labels }
  }
}

const isBlank = (node: PhrasingContent): boolean =>
  node.type === 'break' || (node.type === 'text' && node.value.trim() === '')
