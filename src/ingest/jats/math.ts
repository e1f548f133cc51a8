import { mathToText } from '../../caption/mathText.js'
import { descendants, plainText, serialize, type XmlElement } from './xmlTree.js'

const SOURCE_CHARACTERS = 20_000

/** A formula as text that can be read, and as it is written: LaTeX where that is given, else MathML, else its words. */
export function readMath(formula: XmlElement): { text: string; source: string } | undefined {
  const parts = [formula, ...descendants(formula)]
  const tex = parts.find((element) => element.name === 'tex-math')
  const mathMl = parts.find((element) => element.name === 'math')
  const best = tex ?? mathMl
  const source = tex !== undefined ? plainText(tex) : serialize(mathMl ?? formula, SOURCE_CHARACTERS)
  const text = best === undefined ? plainText(formula, new Set(['label'])) : mathToText(source)
  if (text === '') {
    // A formula that is there as a picture only: a gap would make another sentence of it.
    const isPicture = parts.some(({ name }) => name === 'inline-graphic' || name === 'graphic')
    return isPicture ? { text: '[formula]', source: serialize(formula, SOURCE_CHARACTERS) } : undefined
  }
  return { text, source }
}
