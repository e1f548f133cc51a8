import { isBadge } from './badge.js'
import type { Block } from './block.js'
import type { Content } from './content.js'
import type { FigureDraft, PanelDraft } from './figureDraft.js'

type TextBlock = Block & { type: 'text' }

/** A figure that the markup declares, and the paragraphs inside that are not its caption. */
export interface Declared {
  /** Null when nothing in it is a figure: neither image nor caption. */
  readonly figure: FigureDraft | null
  readonly texts: readonly TextBlock[]
}

/**
 * The figure between an `open` and its `close`. Its caption is what the markup marks as such, else its last paragraph,
 * else the text of its only image. Inner figures, and images with keys or texts of their own, are panels.
 */
export function declaredFigure(open: Block & { type: 'open' }, inside: readonly Block[]): Declared {
  const captions: Content[] = []
  const texts: TextBlock[] = []
  const panels: PanelDraft[] = []
  const keys = [...open.keys]
  for (let at = 0; at < inside.length; at++) {
    const block = inside[at]!
    if (block.type === 'caption') captions.push(block.content)
    else if (block.type === 'text') texts.push(block)
    else if (block.type === 'target') keys.push(...block.keys)
    else if (block.type === 'images') {
      for (const image of block.images) {
        if (!isBadge(image.href)) panels.push({ keys: image.keys, caption: image.caption, images: [image] })
      }
      if (block.caption !== null) captions.push(block.caption)
    } else if (block.type === 'open') {
      const end = closeOf(inside, at)
      const inner = declaredFigure(block, inside.slice(at + 1, end))
      at = end
      texts.push(...inner.texts)
      if (inner.figure !== null) {
        const { caption, images } = inner.figure
        panels.push({ keys: inner.figure.keys, caption: caption[0] ?? null, images })
      }
    }
  }
  if (captions.length === 0 && texts.length > 0) captions.push(texts.pop()!.content)
  const single = panels.length === 1 ? panels[0]! : null
  if (captions.length === 0 && single?.caption != null && single.caption.plain !== '') captions.push(single.caption)
  if (panels.length === 0 && captions.length === 0) return { figure: null, texts }
  const figure: FigureDraft = {
    keys: [...keys, ...(single?.keys ?? []), ...captions.flatMap(({ labels }) => labels)],
    caption: captions,
    images: panels.flatMap(({ images }) => images),
    panels: single === null ? panels : [],
    isCounted: open.isCounted && captions.length > 0,
    confidence: null,
    note: null,
    line: open.line,
  }
  return { figure, texts }
}

/** Index of the `close` that belongs to the `open` at `at`, or the end. */
function closeOf(blocks: readonly Block[], at: number): number {
  let depth = 0
  for (let index = at; index < blocks.length; index++) {
    const { type } = blocks[index]!
    if (type === 'open') depth++
    else if (type === 'close' && --depth === 0) return index
  }
  return blocks.length
}
