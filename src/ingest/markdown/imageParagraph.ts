import type { Image, ImageReference, PhrasingContent } from 'mdast'
import type { Block, RawImage } from '../markup/block.js'
import { captionLikeness, leadingLabel } from '../markup/figureLabel.js'
import { parseAttributes } from './attributes.js'
import { MarkdownContent } from './content.js'
import { htmlImage } from './html/htmlImage.js'
import { withLooseEmphasis } from './looseEmphasis.js'

/** What a paragraph's nodes come from. */
export interface ParagraphContext {
  /** Addresses of `[key]: address` by their identifier. */
  readonly definitions: ReadonlyMap<string, string>
  /** 1-based line of the file. */
  lineOf(node: PhrasingContent): number | null
  sourceOf(nodes: readonly PhrasingContent[]): string
}

type Token =
  | { readonly type: 'image'; readonly image: RawImage }
  | { readonly type: 'break' }
  | { readonly type: 'other'; readonly node: PhrasingContent }

/** A text of one panel between the images: `(a)`. */
const PANEL_ONLY = /^\s*\(?[a-zA-Z]\)?[.:]?\s*$/

/**
 * A paragraph of nothing but images, with the attributes of pandoc, or of images and their caption on a line of its own.
 * Null for a paragraph of text: an image inside it is no figure.
 */
export function readImageParagraph(
  nodes: readonly PhrasingContent[],
  context: ParagraphContext,
): (Block & { type: 'images' }) | null {
  if (!nodes.some(mayHoldImage)) return null
  const { tokens, isFigure } = tokenise(nodes, context)
  const images = tokens.flatMap((token) => (token.type === 'image' ? [token.image] : []))
  if (images.length === 0) return null
  const block = (caption: MarkdownContent | null): Block & { type: 'images' } => ({
    type: 'images',
    images,
    caption,
    isFigure,
    line: images[0]!.line,
  })
  const first = tokens.findIndex(({ type }) => type === 'image')
  const last = tokens.findLastIndex(({ type }) => type === 'image')
  const between = tokens.slice(first, last).filter(({ type }) => type === 'other')
  if (!between.every((token) => token.type === 'other' && isPanelOnly(token.node))) return null
  const before = tokens.slice(0, first)
  const after = tokens.slice(last + 1)
  const hasText = (side: readonly Token[]): boolean =>
    side.some((token) => token.type === 'other' && !isPanelOnly(token.node))
  if (!hasText(before) && !hasText(after)) return block(null)
  if (hasText(before) && hasText(after)) return null
  const side = hasText(before) ? before : after
  // A line break stands between the image and its caption; otherwise the image is part of the sentence.
  if ((side === after ? side[0] : side.at(-1))?.type !== 'break') return null
  const words = side.map((token): PhrasingContent => (token.type === 'other' ? token.node : { type: 'break' }))
  const isText = ({ type }: PhrasingContent): boolean => type !== 'break'
  const inner = words.slice(words.findIndex(isText), words.findLastIndex(isText) + 1)
  const content = new MarkdownContent(withLooseEmphasis(inner), context.sourceOf(words))
  const isLabelled = leadingLabel(content.plain) !== null && captionLikeness(content) > 0
  const isBare = images.every(({ caption }) => caption === null || caption.plain === '')
  return isLabelled || (isBare && content.isEmphasised) ? block(content) : null
}

const mayHoldImage = (node: PhrasingContent): boolean =>
  node.type === 'image' || node.type === 'imageReference' || node.type === 'link' || node.type === 'html'

const isPanelOnly = (node: PhrasingContent): boolean => node.type === 'text' && PANEL_ONLY.test(node.value)

function tokenise(
  nodes: readonly PhrasingContent[],
  context: ParagraphContext,
): { tokens: Token[]; isFigure: boolean } {
  const tokens: Token[] = []
  let isFigure = true
  const addText = (value: string): void => {
    // A newline is a break here, though it prints as a space.
    value.split('\n').forEach((line, index) => {
      if (index > 0) tokens.push({ type: 'break' })
      if (line.trim() !== '') tokens.push({ type: 'other', node: { type: 'text', value: line } })
    })
  }
  for (const node of nodes) {
    const images = imagesOf(node, context)
    if (images !== null) {
      for (const image of images) tokens.push({ type: 'image', image })
    } else if (node.type === 'text') {
      const previous = tokens.at(-1)
      let value = node.value
      if (previous?.type === 'image') {
        const { image, rest } = withAttributes(previous.image, value)
        tokens[tokens.length - 1] = { type: 'image', image }
        value = rest
        if (value.trim() === '\\') {
          isFigure = false
          continue
        }
      }
      addText(value)
    } else if (node.type === 'break' || isLineBreak(node)) tokens.push({ type: 'break' })
    else if (node.type !== 'html') tokens.push({ type: 'other', node })
  }
  return { tokens, isFigure }
}

const isLineBreak = (node: PhrasingContent): boolean => node.type === 'html' && /^<br\s*\/?>$/i.test(node.value)

/** Images that a node is; null when it is something else. A link around an image only is the image. */
function imagesOf(node: PhrasingContent, context: ParagraphContext): readonly RawImage[] | null {
  if (node.type === 'image') return [imageOf(node, node.url, context)]
  if (node.type === 'imageReference') {
    const url = context.definitions.get(node.identifier.toLowerCase())
    return url === undefined ? null : [imageOf(node, url, context)]
  }
  if (node.type === 'html') {
    const image = htmlImage(node.value, context.lineOf(node))
    return image === null ? null : [image]
  }
  if (node.type !== 'link' && node.type !== 'emphasis' && node.type !== 'strong') return null
  const inside = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  if (inside.length === 0 || !inside.every((child) => child.type === 'image')) return null
  return inside.map((child) => imageOf(child as Image, (child as Image).url, context))
}

function imageOf(node: Image | ImageReference, href: string, context: ParagraphContext): RawImage {
  const nodes = node.data?.caption ?? []
  const caption = new MarkdownContent(nodes, node.data?.captionSource ?? '')
  return { href, caption, keys: [...caption.labels], line: context.lineOf(node) }
}

/** Pandoc's attributes directly behind the image, or after one space. */
function withAttributes(image: RawImage, text: string): { image: RawImage; rest: string } {
  const at = /^\s?/.exec(text)![0].length
  const attributes = parseAttributes(text, at)
  if (attributes === null) return { image, rest: text }
  const keys = attributes.id === null ? image.keys : [...new Set([attributes.id, ...image.keys])]
  const words = attributes.values.get('fig-cap')
  const caption = words === undefined ? image.caption : new MarkdownContent([{ type: 'text', value: words }], words)
  return { image: { ...image, keys, caption }, rest: text.slice(attributes.end) }
}
