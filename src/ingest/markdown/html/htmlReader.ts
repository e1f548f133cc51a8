import type { PhrasingContent } from 'mdast'
import type { Block, RawImage } from '../../markup/block.js'
import { leadingLabel } from '../../markup/figureLabel.js'
import { MarkdownContent } from '../content.js'
import { imageOfTag } from './htmlImage.js'
import { type HtmlToken, htmlTokens } from './htmlTokens.js'

/** Tags that end a paragraph of HTML. */
const BLOCKS = new Set(
  'p div center figure figcaption table tr td th tbody thead caption ul ol li h1 h2 h3 h4 h5 h6 section article details summary blockquote hr'.split(
    ' ',
  ),
)
const MARKS: Readonly<Record<string, 'strong' | 'emphasis' | 'link'>> = {
  b: 'strong',
  strong: 'strong',
  em: 'emphasis',
  i: 'emphasis',
  a: 'link',
}
/** Figures inside one another; deeper ones are read as part of the innermost. */
const MAX_OPEN = 8
/** Tags that may hold a figure. */
type BoxName = 'figure' | 'div'
const isBox = (name: string): name is BoxName => name === 'figure' || name === 'div'
const FIGURE_KEY = /^(?:fig|sfig|subfig)[-:_]/i

export interface HtmlReaderOptions {
  /** Reads Markdown that stands inside HTML without a blank line, as pandoc does. */
  readMarkdown(text: string): Block[]
}

/**
 * Reads the HTML blocks of a document one after another. They may begin and end anywhere: a `<figure>` in one, Markdown
 * between, `</figure>` in another.
 */
export class HtmlReader {
  readonly #put: (block: Block) => void
  readonly #options: HtmlReaderOptions
  /** Open `<figure>` and `<div>`: true where a figure was opened. */
  readonly #open: { readonly name: BoxName; readonly isFigure: boolean }[] = []
  /** How many of them there are of each name, and how many figures. */
  readonly #opened = { figure: 0, div: 0 }
  #figures = 0
  #isInCaption = false
  #tables = 0
  #nodes: PhrasingContent[] = []
  #marks: { readonly name: string; readonly href: string; readonly before: PhrasingContent[] }[] = []
  #images: RawImage[] = []
  #line = 1

  constructor(put: (block: Block) => void, options: HtmlReaderOptions) {
    this.#put = put
    this.#options = options
  }

  /** True between `<figcaption>` and `</figcaption>`. */
  get isInCaption(): boolean {
    return this.#isInCaption
  }

  /** @param line 1-based line of the file where `html` begins */
  read(html: string, line: number): void {
    this.#line = line
    for (const token of htmlTokens(html)) {
      if (token.type === 'text') this.#addText(token.text)
      else if (token.type === 'open') this.#openTag(token)
      else this.#closeTag(token.name)
    }
    this.#flush()
  }

  /** Closes what the document left open. */
  finish(): void {
    this.#flush()
    while (this.#open.length > 0) this.#closeBox()
    this.#isInCaption = false
  }

  #addText(text: string): void {
    if (text.includes('![')) {
      this.#flush()
      for (const block of this.#options.readMarkdown(text)) this.#put(block)
    } else this.#nodes.push({ type: 'text', value: text })
  }

  #openTag(token: HtmlToken & { type: 'open' }): void {
    const { name, attributes } = token
    if (name === 'img') {
      const image = imageOfTag(token, this.#line)
      if (image !== null) this.#images.push(image)
      return
    }
    if (name === 'br') this.#nodes.push({ type: 'break' })
    else if (MARKS[name] !== undefined && this.#marks.length < 32) {
      this.#marks.push({ name, href: attributes.get('href') ?? '', before: this.#nodes })
      this.#nodes = []
    }
    if (!BLOCKS.has(name)) return
    this.#flush()
    if (name === 'table') this.#tables++
    if (name === 'figcaption') this.#isInCaption = true
    if (!isBox(name)) return
    const id = attributes.get('id') ?? ''
    const isFigure = (name === 'figure' || FIGURE_KEY.test(id)) && this.#figures < MAX_OPEN
    this.#open.push({ name, isFigure })
    this.#opened[name]++
    if (isFigure) {
      this.#figures++
      // pandoc-crossref counts its divs; HTML counts nothing.
      this.#put({ type: 'open', keys: id === '' ? [] : [id], isCounted: name === 'div', line: this.#line })
    }
  }

  #closeTag(name: string): void {
    if (MARKS[name] !== undefined && this.#marks.some((mark) => mark.name === name)) {
      while (this.#marks.at(-1)!.name !== name) this.#closeMark()
      this.#closeMark()
    }
    if (!BLOCKS.has(name)) return
    this.#flush()
    if (name === 'table' && this.#tables > 0) this.#tables--
    if (name === 'figcaption') this.#isInCaption = false
    if (isBox(name) && this.#opened[name] > 0) {
      while (this.#closeBox() !== name);
      if (name === 'figure') this.#isInCaption = false
    }
  }

  /** Closes the innermost box and says which it was. */
  #closeBox(): BoxName {
    const { name, isFigure } = this.#open.pop()!
    this.#opened[name]--
    if (isFigure) {
      this.#figures--
      this.#put({ type: 'close' })
    }
    return name
  }

  #closeMark(): void {
    const { name, href, before } = this.#marks.pop()!
    const type = MARKS[name]!
    const node = type === 'link' ? { type, url: href, children: this.#nodes } : { type, children: this.#nodes }
    before.push(node as PhrasingContent)
    this.#nodes = before
  }

  /** The paragraph so far: its images, then its text. Text of a table is no paragraph unless it is a caption. */
  #flush(): void {
    while (this.#marks.length > 0) this.#closeMark()
    const content = new MarkdownContent(this.#nodes, '')
    this.#nodes = []
    const images = this.#images
    this.#images = []
    if (images.length > 0) {
      this.#put({ type: 'images', images, caption: null, isFigure: true, line: images[0]!.line })
    }
    if (content.plain === '') return
    const isCaption = this.#isInCaption || leadingLabel(content.plain) !== null
    if (this.#tables > 0 && !isCaption) return
    const named = new MarkdownContent(content.nodes, content.plain)
    if (this.#isInCaption) this.#put({ type: 'caption', content: named })
    else this.#put({ type: 'text', kind: 'text', content: named, line: this.#line })
  }
}
