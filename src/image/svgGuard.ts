import { Breather } from '../concurrency.js'
import { FigsiftError } from '../errors.js'
import { endOfMarkup, SNIFF_BYTES, startsWithSvgElement, textHead } from './imageFormat.js'

/** Encodings in which markup has its ASCII bytes, so that what is checked here is what the renderer reads. */
const ASCII_SUPERSETS = /^(?:utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d)$/i
/** No drawing asks for so many pixels; librsvg draws such a size as a single one. */
const MAX_SIDE = 100_000
const WINDOW_CHARS = 1 << 18
const OVERLAP_CHARS = 1 << 13
// Two steps, each of which reads a character once or twice: a single expression would start again at every element.
const REFERRING = /<(?:[\w.-]+:)?(?:image|feImage|use|tref|include)(?=\s)([^<>]{0,8192})/gi
const OUTSIDE = /\s(?:[\w-]+:)?href\s*=\s*["']\s*(?!#|data:)([^"']{0,80})/i

/**
 * Refuses what an SVG drawing of a stranger may not do: declare entities, hide its markup in another encoding, draw on
 * other files (they are never read, so that the picture would have holes).
 *
 * @throws FigsiftError   UNSUPPORTED_FORMAT or IMAGE_TOO_LARGE; `name` is the subject of the sentence
 */
export async function checkSvg(bytes: Uint8Array, name: string, file: string | undefined): Promise<void> {
  const refuse = (what: string, remedy: string): never => {
    throw new FigsiftError('UNSUPPORTED_FORMAT', `Expected a plain SVG drawing but ${name} ${what}. ${remedy}`, {
      ...(file !== undefined && { file }),
    })
  }
  let rest = textHead(bytes, SNIFF_BYTES)
  const encoding = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(rest)?.[1]
  if (encoding !== undefined && !ASCII_SUPERSETS.test(encoding)) {
    refuse(`is encoded as ${JSON.stringify(encoding.slice(0, 40))}`, 'Save it as UTF-8.')
  }
  for (let end = endOfMarkup(rest); end !== undefined; end = endOfMarkup(rest)) {
    if (/^<!doctype/i.test(rest) && rest.slice(0, end).includes('[')) {
      refuse('declares XML entities in its document type', 'Save it without them, or render it to PNG.')
    }
    rest = rest.slice(end).trimStart()
  }
  // Nothing may stand between what was looked at and the drawing, such as the rest of a cleverly quoted document type.
  if (!startsWithSvgElement(rest))
    refuse('has no svg element where its prolog ends', 'Save it again, or render it to PNG.')
  const root = rest.slice(0, rest.indexOf('>') + 1)
  for (const [, side, value] of root.matchAll(/\s(width|height)\s*=\s*["']\s*\+?([\d.]+(?:e\+?\d+)?)/gi)) {
    if (!(Number(value) <= MAX_SIDE)) {
      throw new FigsiftError(
        'IMAGE_TOO_LARGE',
        `Expected a ${side} of at most ${MAX_SIDE} but ${name} asks for ${value}. Render it to PNG at the size that is to be scored.`,
        { ...(file !== undefined && { file }) },
      )
    }
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const breather = new Breather()
  for (let at = 0; at < text.length; at += WINDOW_CHARS - OVERLAP_CHARS) {
    if (breather.isDue) await breather.breathe()
    for (const [, attributes] of text.toString('latin1', at, at + WINDOW_CHARS).matchAll(REFERRING)) {
      if (breather.isDue) await breather.breathe()
      const outside = OUTSIDE.exec(attributes!)?.[1]
      if (outside === undefined) continue
      refuse(
        `draws on ${JSON.stringify(outside)}, and nothing outside the file is ever read`,
        'Embed it as a data: URI, or render the drawing to PNG.',
      )
    }
  }
}
