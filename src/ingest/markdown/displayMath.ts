import { fenceOf } from './fence.js'

/** A display formula in lines that CommonMark's mathematics would read on to the end of the document. */
export interface DisplayMath {
  /** The lines that stand for it, fewer where its own were joined. */
  readonly lines: readonly string[]
  /** Index after its last line. */
  readonly end: number
}

/** List and quotation marks before the dollars. */
const OPENING = /^([ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*)\${2,}([^$]*)$/
const CLOSING = /^[ \t>]*\${2,}[ \t]*$/

/**
 * The formula that a line `$$ …` without a second `$$` opens; null where none does. As in pandoc it ends at the next `$$`
 * of its paragraph, whatever stands before or behind it on the line; without one the dollars are text.
 *
 * Linear: the lines up to the end or the blank line hold no other opening.
 */
export function displayMathAt(all: readonly string[], at: number): DisplayMath | null {
  const opening = OPENING.exec(all[at]!)
  if (opening === null) return null
  const [line, prefix = '', first = ''] = opening
  let end = at + 1
  while (end < all.length && isInside(all[end]!)) end++
  const last = all[end]
  const close = last?.indexOf('$$') ?? -1
  if (last === undefined || close === -1) {
    return { lines: [`${prefix}${line.slice(prefix.length).replaceAll('$', '\\$')}`], end: at + 1 }
  }
  if (CLOSING.test(last)) return { lines: all.slice(at, end + 1), end: end + 1 }
  const inner = [first, ...all.slice(at + 1, end), last.slice(0, close)].map((part) => part.replace(/^[ \t>]+/, ''))
  return { lines: [`${prefix}$$${inner.join(' ').trim()}${last.slice(close)}`], end: end + 1 }
}

const isInside = (line: string): boolean =>
  !line.includes('$$') && line.replace(/^[ \t>]+/, '').trim() !== '' && fenceOf(line) === null
