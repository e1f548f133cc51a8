import type { Image, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { type CompileContext, fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import type { Token } from 'micromark-util-types'
import { definedLabels, definitionLines } from './definedLabels.js'
import { cutPieces, type Piece } from './pieces.js'
import { SYNTAX } from './syntax.js'

declare module 'mdast' {
  interface ImageData {
    /** What stands between the brackets; `alt` holds it without its markup. */
    caption?: PhrasingContent[]
    captionSource?: string
  }
  interface ImageReferenceData {
    caption?: PhrasingContent[]
    captionSource?: string
  }
}

/** The one transform among them looks for bare addresses in the finished tree, recursively. */
const TREES = [...gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })), mathFromMarkdown()]

/**
 * The syntax tree of CommonMark with tables, footnotes and mathematics. Images keep the nodes of their description. A long
 * text is parsed in pieces, for the parser takes the square of the number of quotations, of underlined headings and more.
 */
export function markdownTree(text: string, minCharacters?: number): Root {
  const pieces = cutPieces(text, minCharacters)
  if (pieces.length === 1) return parse(text)
  const first = new Map<Piece, Root>()
  for (const piece of pieces) if (piece.text.includes(']:')) first.set(piece, parse(piece.text))
  const labels = definedLabels(first.values())
  const children = pieces.flatMap((piece) => {
    const added = definitionLines(piece.text, labels)
    const tree = added === '' ? (first.get(piece) ?? parse(piece.text)) : parse(added + piece.text)
    return placed(tree, piece, added)
  })
  return { type: 'root', children }
}

/** The blocks of a piece with their places in the whole text, without those of the lines put before it. */
function placed(tree: Root, piece: Piece, added: string): RootContent[] {
  const blocks = tree.children.filter(({ position }) => position!.start.offset! >= added.length)
  const lines = piece.line - (added.split('\n').length - 1)
  const characters = piece.offset - added.length
  const open: Nodes[] = [...blocks]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const point of node.position === undefined ? [] : [node.position.start, node.position.end]) {
      point.line += lines
      point.offset! += characters
    }
    if ('children' in node) for (const child of node.children) open.push(child)
    else if (node.type === 'image' || node.type === 'imageReference') open.push(...(node.data?.caption ?? []))
  }
  return blocks
}

function parse(text: string): Root {
  return fromMarkdown(text, {
    extensions: SYNTAX,
    mdastExtensions: [...TREES, { exit: { label: exitLabel } }],
  })
}

/** In place of the library's own handler, which keeps the nodes of a link's text and drops those of an image's. */
function exitLabel(this: CompileContext, token: Token): undefined {
  const { children } = this.stack.at(-1) as unknown as { children: PhrasingContent[] }
  const value = this.resume()
  const node = this.stack.at(-1) as unknown as PhrasingContent
  this.data.inReference = true
  if (node.type === 'link') node.children = children as typeof node.children
  else {
    const image = node as Image
    image.alt = value
    const source = this.sliceSerialize(token)
    image.data = { caption: children, captionSource: source.slice(2, -1) }
  }
}
