import { readLatexMath } from './latexMath.js'
import { mathmlToText } from './mathmlText.js'

/** Longer formulas are cut: what follows is not read. */
const MAX_SOURCE = 64 * 1024
const WRAPPERS: readonly (readonly [string, string])[] = [
  ['$$', '$$'],
  ['\\[', '\\]'],
  ['\\(', '\\)'],
  ['$', '$'],
]

/**
 * Mathematics as readable text: `\alpha_{1} \leq 10^{-3}\,\mathrm{m}` is `α₁ ≤ 10⁻³ m`. Takes LaTeX, with or without its
 * dollars, and MathML. What is not known loses its backslash and keeps its arguments; nothing is thrown. Linear, with
 * bounded depth.
 * @param source LaTeX or MathML; only the first 65 536 characters are read
 */
export function mathToText(source: string): string {
  const cut = source.slice(0, MAX_SOURCE).trim()
  if (cut.startsWith('<')) return mathmlToText(cut)
  return readLatexMath(unwrapped(documentBody(cut)))
}

/** Publishers wrap a formula into a whole LaTeX document. */
function documentBody(source: string): string {
  const begin = source.indexOf('\\begin{document}')
  if (begin < 0) return source
  const end = source.indexOf('\\end{document}', begin)
  return source.slice(begin + '\\begin{document}'.length, end < 0 ? undefined : end).trim()
}

function unwrapped(source: string): string {
  for (const [open, close] of WRAPPERS) {
    if (source.startsWith(open) && source.endsWith(close) && source.length >= open.length + close.length) {
      return source.slice(open.length, source.length - close.length)
    }
  }
  return source
}
