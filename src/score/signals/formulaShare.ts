import { countVisible } from './visibleChars.js'

/** TeX between its delimiters. A closing dollar has no space before it and no digit behind, so that prices are none. */
const TEX =
  /\$\$[^$]{1,1000}\$\$|\$(?![\s$])[^$\n]{1,500}(?<!\s)\$(?!\d)|\\\((?:[^\\]|\\(?!\))){1,500}\\\)|\\\[(?:[^\\]|\\(?!\])){1,500}\\\]/g
/** Signs of operations and relations, without arrows and what separates; raised and lowered signs; letters of formulas. */
const SIGN = /(?![|~\u2190-\u21ff])\p{Sm}|[\u00b2\u00b3\u00b9\u2070-\u209f\u{1d400}-\u{1d7ff}]|\S\^\S|_\{|\\[A-Za-z]/u
/** A Greek letter on its own; two together are a word. */
const GREEK = /(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})/u

/**
 * Share of formulas in the characters that are no spaces, from 0 to 1; undefined of an empty text.
 *
 * A formula is TeX between `$`, `$$`, `\(` or `\[`; outside of it what stands between spaces and has a sign of mathematics
 * (Unicode Sm but arrows, `|` and `~`), a raised or lowered sign, a single Greek letter, a TeX command, `^` or `_{`.
 * Numbers and plain letters count only where they stand together with one.
 */
export function formulaShare(text: string): number | undefined {
  const visible = countVisible(text)
  if (visible === 0) return undefined
  let formulas = 0
  const words = text.replace(TEX, (tex) => {
    formulas += countVisible(tex)
    return ' '
  })
  for (const [word] of words.matchAll(/\S+/g)) if (SIGN.test(word) || GREEK.test(word)) formulas += countVisible(word)
  return formulas / visible
}
