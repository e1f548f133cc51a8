import type { ParsedFigure } from '../paper.js'
import { isBadge } from './badge.js'
import type { Block, RawImage } from './block.js'
import type { Content } from './content.js'
import { declaredFigure } from './declaredFigure.js'
import type { CollectedBlocks, FigureDraft, ParagraphDraft } from './figureDraft.js'
import { captionLikeness, leadingLabel } from './figureLabel.js'
import { arePanels } from './panelSequence.js'
import { SectionPath } from './sectionPath.js'

/** Targets before one figure. */
const MAX_KEYS = 16

type ImagesBlock = Block & { type: 'images' }

/**
 * Finds the figures in a stream of blocks and gives each its caption.
 *
 * A figure is what the markup declares as one, or a paragraph of nothing but images that has a caption: the text of the
 * image where the format prints it, else the paragraph after or before that begins with `Figure 3.` or is emphasised
 * throughout. An image in running text is no figure, nor is one without caption and label.
 */
export function collectFigures(blocks: readonly Block[]): CollectedBlocks {
  return new Collector(blocks).run()
}

class Collector {
  readonly #blocks: readonly Block[]
  readonly #figures: (FigureDraft | ParsedFigure)[] = []
  readonly #paragraphs: ParagraphDraft[] = []
  readonly #leftOut: RawImage[] = []
  readonly #sections = new SectionPath()
  #keys: readonly string[] = []
  /** Index of the block that is the newest paragraph, while it may still become a caption. */
  #captionAbove = -1
  #at = 0

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks
  }

  run(): CollectedBlocks {
    while (this.#at < this.#blocks.length) {
      const block = this.#blocks[this.#at++]!
      const keys = this.#keys
      this.#keys = []
      if (block.type === 'target') this.#keys = [...keys, ...block.keys].slice(-MAX_KEYS)
      else if (block.type === 'heading') this.#sections.enter(block.depth, block.content.plain)
      else if (block.type === 'text') this.#addParagraph(block)
      else if (block.type === 'figures') this.#figures.push(...block.figures)
      else if (block.type === 'images') this.#addImages(block, keys)
      else if (block.type === 'open') this.#addDeclared(block, keys)
    }
    return { figures: this.#figures, paragraphs: this.#paragraphs, leftOut: this.#leftOut }
  }

  #addParagraph(block: Block & { type: 'text' }): void {
    this.#captionAbove = this.#at - 1
    this.#paragraphs.push({ section: this.#sections.path, kind: block.kind, content: block.content })
  }

  #addDeclared(open: Block & { type: 'open' }, keys: readonly string[]): void {
    const begin = this.#at
    let depth = 1
    while (this.#at < this.#blocks.length && depth > 0) {
      const { type } = this.#blocks[this.#at++]!
      if (type === 'open') depth++
      else if (type === 'close') depth--
    }
    const inside = this.#blocks.slice(begin, depth === 0 ? this.#at - 1 : this.#at)
    const { figure, texts } = declaredFigure({ ...open, keys: [...open.keys, ...keys] }, inside)
    for (const { kind, content } of texts) this.#paragraphs.push({ section: this.#sections.path, kind, content })
    if (figure === null) return
    const below = figure.caption.length === 0 && figure.images.length > 0 ? this.#captionBelow() : null
    if (below === null) this.#figures.push(figure)
    else {
      const labels = below.caption.flatMap((content) => content.labels)
      this.#figures.push({ ...figure, ...below, keys: [...figure.keys, ...labels], isCounted: open.isCounted })
    }
  }

  #addImages(first: ImagesBlock, keys: readonly string[]): void {
    const images = first.images.filter((image) => !isBadge(image.href))
    if (images.length === 0) return
    const block = { ...first, images }
    if (block.caption !== null) {
      this.#push(keys, images, [block.caption], block.line, 0.95)
      return
    }
    const own = images.length === 1 && block.isFigure ? images[0]!.caption : null
    if (own !== null && own.plain !== '') {
      this.#addCaptioned(block, keys, own)
      return
    }
    // Several images, or one that says nothing itself: they share the caption that stands beside them.
    const shared = [...images]
    const resume = this.#at
    while (this.#isBareImages(this.#blocks[this.#at])) shared.push(...(this.#blocks[this.#at++] as ImagesBlock).images)
    const beside = this.#captionBelow() ?? this.#takeCaptionAbove()
    if (beside !== null) {
      this.#push(keys, shared, beside.caption, block.line, beside.confidence, beside.note)
      return
    }
    this.#at = resume
    this.#addUncaptioned(block, keys)
  }

  /** One image with words of its own, which are the caption unless a labelled one follows. */
  #addCaptioned(block: ImagesBlock, keys: readonly string[], own: Content): void {
    const next = this.#blocks[this.#at]
    const isLabelledBelow =
      leadingLabel(own.plain) === null &&
      own.labels.length === 0 &&
      next?.type === 'text' &&
      leadingLabel(next.content.plain) !== null
    const below = isLabelledBelow ? this.#captionBelow() : null
    if (below !== null) {
      this.#push(keys, block.images, below.caption, block.line, below.confidence, below.note)
      return
    }
    this.#figures.push({ ...draft(keys, block.images, [own], block.line), isCounted: true, confidence: null })
  }

  #addUncaptioned(block: ImagesBlock, keys: readonly string[]): void {
    const { images } = block
    const captions = images.flatMap(({ caption }) => (caption === null || caption.plain === '' ? [] : [caption]))
    if (images.length > 1 && captions.length === images.length && !arePanels(captions.map(({ plain }) => plain))) {
      for (const image of images) this.#push([...keys, ...image.keys], [image], [image.caption!], image.line, 0.8)
      return
    }
    const isLabelled = keys.length > 0 || images.some((image) => image.keys.length > 0)
    if (images.length > 1 && captions.length > 0) {
      this.#push(keys, images, captions, block.line, 0.8, 'the texts of its images together are the caption')
      return
    }
    if (isLabelled) {
      this.#push(keys, images, block.isFigure ? captions : [], block.line, null)
      return
    }
    this.#leftOut.push(...images)
  }

  #isBareImages(block: Block | undefined): boolean {
    if (block?.type !== 'images' || block.caption !== null) return false
    return block.images.every(({ caption, keys }) => (caption === null || caption.plain === '') && keys.length === 0)
  }

  #captionBelow(): Beside | null {
    const next = this.#blocks[this.#at]
    if (next?.type !== 'text') return null
    const confidence = next.isImageText === true ? 0.8 : captionLikeness(next.content)
    if (confidence === 0) return null
    this.#at++
    return { caption: [next.content], confidence, note: 'the paragraph after the image is the caption' }
  }

  #takeCaptionAbove(): Beside | null {
    // Only directly above, and only with a label: an emphasised sentence before an image is no caption.
    const above = this.#blocks[this.#captionAbove]
    if (above?.type !== 'text' || this.#paragraphs.at(-1)?.content !== above.content) return null
    for (let between = this.#captionAbove + 1; between < this.#at; between++) {
      if (this.#blocks[between]!.type !== 'images' && this.#blocks[between]!.type !== 'target') return null
    }
    if (leadingLabel(above.content.plain) === null || captionLikeness(above.content) === 0) return null
    this.#paragraphs.pop()
    this.#captionAbove = -1
    return { caption: [above.content], confidence: 0.9, note: 'the paragraph before the image is the caption' }
  }

  #push(
    keys: readonly string[],
    images: readonly RawImage[],
    caption: readonly Content[],
    line: number | null,
    confidence: number | null,
    note: string | null = null,
  ): void {
    this.#figures.push({ ...draft(keys, images, caption, line), confidence, note })
  }
}

interface Beside {
  readonly caption: readonly Content[]
  readonly confidence: number
  readonly note: string
}

function draft(
  keys: readonly string[],
  images: readonly RawImage[],
  caption: readonly Content[],
  line: number | null,
): FigureDraft {
  const single = images.length === 1
  return {
    keys: [...keys, ...(single ? images[0]!.keys : []), ...caption.flatMap(({ labels }) => labels)],
    caption,
    images,
    panels: single ? [] : images.map((image) => ({ keys: image.keys, caption: image.caption, images: [image] })),
    isCounted: false,
    confidence: null,
    note: null,
    line,
  }
}
