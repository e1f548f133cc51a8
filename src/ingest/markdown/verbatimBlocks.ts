const FENCE = /^(?:(`{3,})[^`]*$|(~{3,}))/
const MATH = /^(\${2,})[^$]*$/

/** The end of a block that may end anywhere. */
export const UNKNOWN_END: RegExp = /(?!)/

/** Where HTML that blank lines do not end begins, up to what may be part of its end already, and that end. */
const HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?![^ \t>])/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!(?=--)/, /-->/],
  [/^<(?=\?)/, /\?>/],
  [/^<!(?=[a-z])/i, />/],
  // The parser counts its brackets by threes.
  [/^<!\[CDATA\[/, UNKNOWN_END],
]

/**
 * What ends the block that a line begins when blank lines do not end it: a fence, a display formula, a comment. null when
 * the line begins none.
 *
 * @param text the line without its indent, which is at most three columns
 */
export function verbatimEnd(text: string): RegExp | 'same line' | null {
  const fence = FENCE.exec(text)
  const mark = fence?.[1] ?? fence?.[2] ?? MATH.exec(text)?.[1]
  if (mark !== undefined) return new RegExp(`^ {0,3}\\${mark[0]}{${mark.length},}[ \\t]*$`)
  for (const [begin, end] of HTML) {
    const length = begin.exec(text)?.[0].length
    if (length !== undefined) return end !== UNKNOWN_END && end.test(text.slice(length)) ? 'same line' : end
  }
  return null
}
