import type { Block, RawImage } from '../markup/block.js'
import { parseAttributes } from './attributes.js'
import { MarkdownContent } from './content.js'

const ENGINE = /^\{(?:r|python|julia|ojs|bash|code-cell|mermaid|dot)\b[\s,]*/i
const COMMENT_OPTION = /^\s*(?:#|%%|\/\/)\|\s*([\w.-]+):\s*(.*)$/
const INCLUDED = /(?:include_graphics|Image|imread|image_read)\(\s*(?:file(?:name)?\s*=\s*)?["']([^"'\n]{1,500})["']/g

/**
 * A figure that a cell of Quarto or R Markdown computes: label and caption from its options, and the picture where the
 * cell only shows a file. Null for cells without a caption for a figure.
 */
export function readCodeCell(info: string, value: string, line: number): Block[] | null {
  const engine = ENGINE.exec(info)
  if (engine === null) return null
  const options = new Map<string, string>()
  const head = `{${info.slice(engine[0].length).replace(/\}\s*$/, '')}}`
  const attributes = parseAttributes(head, 0)
  for (const [key, words] of attributes?.values ?? []) options.set(key.replaceAll('.', '-'), words)
  const label = attributes?.classes.find((word) => !word.startsWith('.'))
  for (const row of value.split('\n')) {
    const option = COMMENT_OPTION.exec(row)
    if (option !== null) options.set(option[1]!.replaceAll('.', '-'), option[2]!.trim().replace(/^(["'])(.*)\1$/, '$2'))
  }
  const words = options.get('fig-cap')
  if (words === undefined || words === '') return null
  const key = options.get('label') ?? label
  // bookdown refers to the cell `x` as fig:x, Quarto to `fig-x` as it stands.
  const keys = key === undefined ? [] : [key, `fig:${key}`]
  const images = [...value.matchAll(INCLUDED)].map(
    ([, href]): RawImage => ({ href: href!, caption: null, keys: [], line }),
  )
  return [
    { type: 'open', keys, isCounted: true, line },
    ...(images.length === 0 ? [] : [{ type: 'images', images, caption: null, isFigure: true, line } as const]),
    { type: 'caption', content: new MarkdownContent([{ type: 'text', value: words }], words) },
    { type: 'close' },
  ]
}
