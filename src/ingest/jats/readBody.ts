import type { Paragraph } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import { isAddressLine } from './articleFacts.js'
import { labelOf } from './findFigures.js'
import { lineOf, type Targets, writeInline } from './inline.js'
import { fillRanges } from './ranges.js'
import { atPath, childElements, descendants, firstChild, type XmlElement } from './xmlTree.js'

/** Parts of the back matter that are text of the paper; thanks, references and biographies are not. */
const TEXT_OF_BACK: ReadonlySet<string> = new Set(['app-group', 'app', 'sec', 'fn-group', 'notes'])
const SECTIONS: ReadonlySet<string> = new Set(['sec', 'app', 'boxed-text', 'notes', 'abstract'])
/** Captions belong to their figures; labels and titles are headings; the rest has no sentences. */
const NOT_TEXT: ReadonlySet<string> = new Set([
  'fig',
  'fig-group',
  'title',
  'label',
  'subtitle',
  'caption',
  'ref-list',
  'object-id',
  'sec-meta',
  'permissions',
  'graphic',
  'alternatives',
  'code',
  'preformat',
  'attrib',
  'table',
  'supplementary-material',
  'media',
  'disp-formula',
  'disp-formula-group',
])

/**
 * The paragraphs of an article in reading order: abstracts, body, appendices and notes.
 *
 * @param captions   paragraphs that are captions of figures
 */
export function readParagraphs(article: XmlElement, targets: Targets, captions: ReadonlySet<XmlElement>): Paragraph[] {
  const reader = new ParagraphReader(targets, captions)
  const meta = atPath(article, 'front', 'article-meta')
  for (const abstract of meta === undefined ? [] : childElements(meta, 'abstract')) {
    if (/graphical|toc|video/i.test(abstract.attributes.get('abstract-type') ?? '')) continue
    reader.read(abstract, [], 'abstract')
  }
  for (const part of childElements(article, 'body', 'floats-group')) reader.read(part, [], 'text')
  for (const part of childElements(article, 'back').flatMap((back) => childElements(back))) {
    if (TEXT_OF_BACK.has(part.name)) reader.read(part, [], 'text')
  }
  return reader.paragraphs
}

class ParagraphReader {
  readonly paragraphs: Paragraph[] = []
  readonly #targets: Targets
  readonly #captions: ReadonlySet<XmlElement>

  constructor(targets: Targets, captions: ReadonlySet<XmlElement>) {
    this.#targets = targets
    this.#captions = captions
  }

  read(element: XmlElement, around: readonly string[], kind: Paragraph['kind']): void {
    const heading = SECTIONS.has(element.name) ? headingOf(element) : ''
    const section = heading === '' ? around : [...around, heading]
    for (const child of childElements(element)) this.#readChild(child, section, kind)
  }

  #readChild(child: XmlElement, section: readonly string[], kind: Paragraph['kind']): void {
    const { name } = child
    if (this.#captions.has(child)) return
    if (name === 'p' || name === 'verse-line') this.#paragraph(child, section, kind)
    else if (name === 'table-wrap' || name === 'table-wrap-group') this.#table(child, section)
    else if (name === 'fn' || name === 'fn-group') this.read(child, section, 'footnote')
    else if (name === 'list' || name === 'def-list') this.read(child, section, kind === 'text' ? 'list' : kind)
    else if (!NOT_TEXT.has(name)) this.read(child, section, kind)
  }

  #paragraph(element: XmlElement, section: readonly string[], kind: Paragraph['kind']): void {
    const builder = new RichTextBuilder()
    const blocks: XmlElement[] = []
    writeInline(element, builder, { targets: this.#targets, onBlock: (block) => blocks.push(block), keepLists: false })
    const content = builder.build()
    if (content !== undefined && !isAddressLine(content.text)) {
      this.paragraphs.push({ section, content: fillRanges(content, this.#targets), kind })
    }
    // What stands inside a paragraph is read after it, so that its sentences stay whole.
    for (const block of blocks) this.#readChild(block, section, kind)
  }

  /** The caption and the notes; cells are not sentences. */
  #table(table: XmlElement, section: readonly string[]): void {
    for (const part of descendants(table, ({ name }) => name !== 'fig' && name !== 'p')) {
      if (part.name === 'p') this.#paragraph(part, section, 'footnote')
    }
  }
}

function headingOf(element: XmlElement): string {
  const caption = firstChild(element, 'caption')
  const title = lineOf(firstChild(element, 'title') ?? firstChild(caption, 'title'), true)
  return title || (labelOf(element) ?? '')
}
