import { asText, isObject, type JsonObject } from '../layout/jsonFields.js'
import { writeFormula, writeWithMath } from '../layout/textWithMath.js'
import type { RichText } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import type { DoclingTree } from './doclingTree.js'

const NESTING = 8
const MOST_PIECES = 10_000

/** The words of a text node, or of the pieces in which an inline group keeps them. */
export function doclingText(node: JsonObject, tree: DoclingTree): RichText | undefined {
  const builder = new RichTextBuilder()
  let pieces = 0
  // A group that refers to itself is read once, not to the deepest level.
  const chain = new Set<JsonObject>()
  const write = (piece: JsonObject, depth: number): void => {
    const text = asText(piece.text) ?? ''
    if (++pieces > MOST_PIECES || chain.has(piece)) return
    if (text.trim() !== '') {
      separate(builder, text)
      if (piece.label === 'formula') writeFormula(builder, text)
      else if (isBold(piece)) builder.bold(() => writeWithMath(builder, text))
      else writeWithMath(builder, text)
    }
    // A text with words of its own has other paragraphs below it, not pieces.
    if (depth >= NESTING || (depth === 0 && text.trim() !== '')) return
    chain.add(piece)
    for (const { node: child } of tree.resolveAll(piece.children)) write(child, depth + 1)
    chain.delete(piece)
  }
  write(node, 0)
  return builder.build()
}

/** Pieces come without the space between them. */
function separate(builder: RichTextBuilder, text: string): void {
  if (!/^\s*[,.;:!?)\]}%’”]/.test(text.slice(0, 20)) && !/[([{“‘/]$/.test(builder.tail)) builder.space()
}

const isBold = ({ formatting }: JsonObject): boolean => isObject(formatting) && formatting.bold === true
