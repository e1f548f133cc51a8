import type { Image, PhrasingContent, Root } from 'mdast'
import { type CompileContext, fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import type { Extension, Token } from 'micromark-util-types'

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

/**
 * Tables, footnotes and deletions; one tilde is a tie or a subscript in papers. Bare addresses stay text: at every letter
 * of a caption their rule looks back over the whole caption (64 s for 100 kB).
 */
function papersSyntax(): Extension {
  const syntax = gfm({ singleTilde: false })
  const text = Object.entries(syntax.text ?? {}).map(([code, constructs]) => [
    code,
    [constructs].flat().filter((construct) => !/Autolink$/.test(construct?.name ?? '')),
  ])
  return { ...syntax, text: Object.fromEntries(text) }
}

const SYNTAX = [papersSyntax(), math()]
/** The one transform among them looks for bare addresses in the finished tree, recursively. */
const TREES = [...gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })), mathFromMarkdown()]

/** The syntax tree of CommonMark with tables, footnotes and mathematics. Images keep the nodes of their description. */
export function markdownTree(text: string): Root {
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
