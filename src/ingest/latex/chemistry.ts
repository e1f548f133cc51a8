import { superscript } from './siunitx.js'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** A formula as \ce writes it: `H2O` is H₂O, `SO4^2-` is SO₄²⁻, `->` an arrow. */
export function readableFormula(source: string): string {
  return source
    .replace(/[{}$\\]/g, '')
    .replace(/<=>>?|<<=>/g, '⇌')
    .replace(/<->/g, '↔')
    .replace(/->/g, '→')
    .replace(/<-/g, '←')
    .replace(/\^(\d*)([+-])/g, (_, digits: string, sign: string) => `${superscript(digits)}${sign === '+' ? '⁺' : '⁻'}`)
    .replace(/\^(\d+)/g, (_, digits: string) => superscript(digits))
    .replace(/([A-Za-z)\]])_?(\d+)/g, (_, element: string, digits: string) => element + lowered(digits))
    .replace(
      /([A-Za-z₀-₉)\]])([+-])(?=$|[\s)\]])/g,
      (_, last: string, sign: string) => last + (sign === '+' ? '⁺' : '⁻'),
    )
    .replace(/\s+/g, ' ')
    .trim()
}

const lowered = (digits: string): string => [...digits].map((digit) => SUBSCRIPTS[Number(digit)]).join('')
