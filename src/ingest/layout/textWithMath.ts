import { mathToText } from '../../caption/mathText.js'
import type { RichText } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'

const TEXT_CHARACTERS = 1 << 20
const FORMULA_CHARACTERS = 4_000

/** Text in which formulas stand between dollar signs, as layout tools write it; undefined when nothing is left of it. */
export function textWithMath(text: string): RichText | undefined {
  const builder = new RichTextBuilder()
  writeWithMath(builder, text)
  return builder.build()
}

export function writeWithMath(builder: RichTextBuilder, text: string): void {
  const bounded = text.slice(0, TEXT_CHARACTERS)
  let at = 0
  while (at < bounded.length) {
    const open = bounded.indexOf('$', at)
    const fence = bounded.startsWith('$$', open) ? '$$' : '$'
    const close = open < 0 ? -1 : bounded.indexOf(fence, open + fence.length)
    if (open < 0 || close < 0) break
    const formula = bounded.slice(open + fence.length, close)
    if (isFormula(formula)) {
      builder.append(bounded.slice(at, open))
      writeFormula(builder, formula)
      at = close + fence.length
    } else {
      // A sum of money: the next sign may open a formula.
      builder.append(bounded.slice(at, open + fence.length))
      at = open + fence.length
    }
  }
  builder.append(bounded.slice(at))
}

/** Writes LaTeX as text that can be read. */
export function writeFormula(builder: RichTextBuilder, latex: string): void {
  const source = latex.trim()
  builder.math(mathToText(source), source)
}

const isFormula = (text: string): boolean =>
  text.length <= FORMULA_CHARACTERS && /\S/.test(text) && !/^\d[\d.,]*\s+[a-z]{2}/i.test(text)
