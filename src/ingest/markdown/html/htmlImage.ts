import type { RawImage } from '../../markup/block.js'
import { type HtmlToken, htmlTokens } from './htmlTokens.js'

/** The image of an `<img>` tag. Its `alt` stands in for the image and is no caption. */
export function imageOfTag(token: HtmlToken & { type: 'open' }, line: number | null): RawImage | null {
  const href = token.attributes.get('src') ?? token.attributes.get('data-src') ?? ''
  if (href === '') return null
  const id = token.attributes.get('id')
  return { href, caption: null, keys: id === undefined || id === '' ? [] : [id], line }
}

/** The image that a piece of inline HTML is; null for every other tag. */
export function htmlImage(html: string, line: number | null): RawImage | null {
  if (!/^<img\b/i.test(html)) return null
  for (const token of htmlTokens(html)) {
    return token.type === 'open' && token.name === 'img' ? imageOfTag(token, line) : null
  }
  return null
}
