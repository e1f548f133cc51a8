import { readExplicit } from './explicitMarkup.js'
import type { Line } from './lines.js'

/** What `.. |name| directive:: value` define, by name in lower case. */
export interface SubstitutionDefinitions {
  readonly texts: ReadonlyMap<string, string>
  /** Addresses of those that are images. */
  readonly images: ReadonlyMap<string, string>
}

/** Collects the definitions of a document before its text is read, for they may stand behind their use. */
export function readSubstitutions(lines: readonly Line[]): SubstitutionDefinitions {
  const texts = new Map<string, string>()
  const images = new Map<string, string>()
  lines.forEach((line, at) => {
    if (!line.text.trimStart().startsWith('.. |')) return
    const own = line.indent === 0 ? lines : [{ ...line, text: line.text.trimStart(), indent: 0 }]
    const found = readExplicit(own, own === lines ? at : 0)?.explicit
    if (found?.type !== 'directive' || found.substitution === null) return
    const name = found.substitution.toLowerCase().replace(/\s+/g, ' ')
    if (found.name === 'image') images.set(name, found.argument)
    else if (found.name === 'replace') texts.set(name, found.argument)
    else if (found.name === 'unicode') texts.set(name, unicodeText(found.argument))
  })
  return { texts, images }
}

/** `U+00A9`, `0x2122` and words, as the unicode directive has them; `.. ` begins a comment. */
function unicodeText(argument: string): string {
  const words = argument.replace(/(?:^| )\.\. .*$/s, '').split(/\s+/)
  return words
    .map((word) => {
      const code = /^(?:U\+|0x|x|\\x|u|\\u)([0-9a-f]{1,6})$/i.exec(word)?.[1]
      if (code === undefined) return word
      const point = Number.parseInt(code, 16)
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : ''
    })
    .join('')
}
