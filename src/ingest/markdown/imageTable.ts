import type { PhrasingContent, Table } from 'mdast'
import type { Block, RawImage } from '../markup/block.js'
import { captionLikeness } from '../markup/figureLabel.js'
import { MarkdownContent } from './content.js'
import { type ParagraphContext, readImageParagraph } from './imageParagraph.js'

/**
 * Images laid out in a table: each with the text of its cell or of the cell below, and the caption if a cell begins with
 * one. Null for a table without images.
 */
export function readImageTable(table: Table, context: ParagraphContext): (Block & { type: 'images' }) | null {
  const cells = table.children.map((row) => row.children.map((cell) => readCell(cell.children, context)))
  if (!cells.some((row) => row.some(({ images }) => images.length > 0))) return null
  let caption: MarkdownContent | null = null
  const images: RawImage[] = []
  cells.forEach((row, rowIndex) => {
    row.forEach((cell, column) => {
      if (cell.text !== null && caption === null && captionLikeness(cell.text) >= 0.95) caption = cell.text
      const below = cells[rowIndex + 1]?.[column]
      const words = cell.text ?? (below !== undefined && below.images.length === 0 ? below.text : null)
      for (const image of cell.images) {
        const isSilent = image.caption === null || image.caption.plain === ''
        images.push(isSilent && words !== null && words !== caption ? { ...image, caption: words } : image)
      }
    })
  })
  return { type: 'images', images, caption, isFigure: true, line: images[0]!.line }
}

function readCell(
  nodes: readonly PhrasingContent[],
  context: ParagraphContext,
): { images: readonly RawImage[]; text: MarkdownContent | null } {
  const block = readImageParagraph(nodes, context)
  if (block !== null) return { images: block.images, text: block.caption as MarkdownContent | null }
  const images = nodes.flatMap((node) => readImageParagraph([node], context)?.images ?? [])
  const words = nodes.filter((node) => readImageParagraph([node], context) === null)
  const content = new MarkdownContent(words, context.sourceOf(words))
  return { images, text: content.plain === '' ? null : content }
}
