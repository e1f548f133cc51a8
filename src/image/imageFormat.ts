/** The formats that are decoded. Everything else is refused by its first bytes, whatever its name says. */
export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'tiff' | 'gif' | 'avif' | 'svg'

/** How many bytes of a file are enough to name its format. */
export const SNIFF_BYTES = 16_384

/**
 * Names the format of an image by its first bytes.
 *
 * @param head   the first `SNIFF_BYTES` bytes of the file, or all of it
 * @returns      undefined when it is none of the formats that are decoded
 * @see PNG 3rd edition 5.2; ITU-T T.81 B.1.1.3; RFC 9649 2.4; TIFF 6.0 section 2 (43: BigTIFF); GIF89a 17; ISO 14496-12 4.3
 */
export function imageFormat(head: Uint8Array): ImageFormat | undefined {
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(head, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return 'webp'
  if (TIFF_MAGICS.some((magic) => startsWith(head, magic))) return 'tiff'
  if (startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')) return 'gif'
  if (isAvif(head)) return 'avif'
  if (isSvg(head)) return 'svg'
  return undefined
}

const TIFF_MAGICS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']

/** True when `text`, one byte per character, stands in `bytes` at `offset`. */
export function startsWith(bytes: Uint8Array, text: string, offset = 0): boolean {
  if (bytes.length < offset + text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false
  return true
}

/** The first bytes as text, one character per byte, without a UTF-8 byte order mark and white space before it. */
export function textHead(head: Uint8Array, length: number = SNIFF_BYTES): string {
  const from = startsWith(head, '\xef\xbb\xbf') ? 3 : 0
  const text = Buffer.from(head.buffer, head.byteOffset + from, Math.min(head.length - from, length)).toString('latin1')
  return text.trimStart()
}

/** An ISO base media file whose brands, the major one or a compatible one, name AVIF. */
function isAvif(head: Uint8Array): boolean {
  return brands(head).some((brand) => brand === 'avif' || brand === 'avis')
}

/** The four-letter brands of a leading `ftyp` box: the major one first. */
export function brands(head: Uint8Array): string[] {
  if (head.length < 16 || !startsWith(head, 'ftyp', 4)) return []
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 1024)
  const found = [bytes.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) found.push(bytes.toString('latin1', at, at + 4))
  return found
}

const ROOT = /^<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]/

/** True when `text` begins with the element `svg`, under any prefix. */
export const startsWithSvgElement = (text: string): boolean => ROOT.test(text)

/** The document type or the first element of an XML text is `svg`, after any declaration, instructions and comments. */
function isSvg(head: Uint8Array): boolean {
  let rest = textHead(head)
  while (rest.startsWith('<')) {
    if (ROOT.test(rest) || /^<!doctype\s+svg[\s[>]/i.test(rest)) return true
    const end = endOfMarkup(rest)
    if (end === undefined) return false
    rest = rest.slice(end).trimStart()
  }
  return false
}

/** Length of the declaration, instruction, comment or document type that `text` starts with; undefined for an element. */
export function endOfMarkup(text: string): number | undefined {
  const after = (mark: string, from: number): number | undefined => {
    const at = text.indexOf(mark, from)
    return at < 0 ? undefined : at + mark.length
  }
  if (text.startsWith('<?')) return after('?>', 2)
  if (text.startsWith('<!--')) return after('-->', 4)
  if (/^<!doctype/i.test(text)) return after('>', 2)
  return undefined
}
