import type { Block } from '../markup/block.js'
import { parseAttributes } from './attributes.js'
import { MarkdownContent } from './content.js'
import { readOptions } from './directiveOptions.js'

/** Directives whose body is text of the paper. */
const CONTAINERS = new Set(
  (
    'div note warning tip hint important caution attention danger error admonition seealso aside sidebar margin topic ' +
    'dropdown card grid grid-item grid-item-card tab-set tab-item abstract blockquote epigraph pull-quote prf:proof ' +
    'prf:theorem prf:lemma prf:definition exercise solution only'
  ).split(' '),
)
const INFO = /^\{([a-zA-Z][\w:+-]*)\}\s*(.*)$/s
const FIGURE_KEY = /^(?:fig|sfig|subfig)[-:_]/i

/**
 * The blocks of a directive: MyST figures and images, pandoc's and Quarto's divs with a figure's key, and boxes of text.
 * Null for fences that hold something else.
 *
 * @param line of the opening fence
 * @param read reads the body as Markdown, which begins so many lines after the fence's
 */
export function readDirective(
  info: string,
  value: string,
  line: number,
  read: (body: string, skipped: number) => Block[],
): Block[] | null {
  const match = INFO.exec(info)
  if (match === null) return null
  const name = match[1]!.toLowerCase()
  const argument = match[2]!.trim()
  if (name === 'div') return readDiv(argument, read(value, 0), line)
  if (name === 'figure' || name === 'image' || name === 'figure-md' || name === 'subfigure') {
    return readFigure(name, argument, value, line, read)
  }
  if (!CONTAINERS.has(name)) return null
  const { body, skipped } = readOptions(value)
  return read(body, skipped)
}

function readFigure(
  name: string,
  argument: string,
  value: string,
  line: number,
  read: (body: string, skipped: number) => Block[],
): Block[] {
  const { options, body, skipped } = readOptions(value)
  const isKeyed = name === 'figure-md'
  const keys = [options.get('name'), options.get('label'), isKeyed ? argument : undefined].filter(
    (key) => key !== undefined && key !== '',
  ) as string[]
  const inner = read(body, skipped)
  const image: Block[] =
    isKeyed || argument === ''
      ? []
      : [
          {
            type: 'images',
            images: [{ href: argument, caption: null, keys: [], line }],
            caption: null,
            isFigure: true,
            line,
          },
        ]
  // An image directive without a key prints neither caption nor number.
  if (name === 'image' && keys.length === 0) return [...image, ...inner]
  return [
    { type: 'open', keys, isCounted: name !== 'image', line },
    ...image,
    ...inner.map(asCaption),
    { type: 'close' },
  ]
}

/** The first paragraph is the caption and the others its legend: all of it is printed under the figure. */
const asCaption = (block: Block): Block => (block.type === 'text' ? { type: 'caption', content: block.content } : block)

function readDiv(argument: string, inner: readonly Block[], line: number): Block[] {
  const attributes = parseAttributes(argument.startsWith('{') ? argument : `{.${argument}}`, 0)
  const id = attributes?.id ?? null
  const isFigure =
    (id !== null && FIGURE_KEY.test(id)) || (attributes?.classes.some((name) => /^figure/i.test(name)) ?? false)
  if (!isFigure) return [...inner]
  const caption = attributes?.values.get('fig-cap')
  const words: Block[] =
    caption === undefined
      ? []
      : [{ type: 'caption', content: new MarkdownContent([{ type: 'text', value: caption }], caption) }]
  const keys = id === null ? [] : [id]
  return [{ type: 'open', keys, isCounted: true, line }, ...inner, ...words, { type: 'close' }]
}
