import { SUBSCRIPTS, SUPERSCRIPTS } from './mathSymbols.js'

/** One letter, number or word, a bracketed whole, or a letter with its scripts: needs no further brackets. */
const ATOM = /^(?:[\p{L}\p{N}\p{M}.∞′]+[⁰-⁹₀-₉]*|\([^()]*\))$/u

export const bracketed = (text: string): string => (ATOM.test(text) ? text : `(${text})`)

/** `text` as superscript: raised characters where all of them exist, else behind a caret. */
export function superscript(text: string): string {
  if (text === '') return ''
  if (/^[∘°]$/.test(text)) return '°'
  if (/^[′'*∗†‡⊤]+$/.test(text)) return text.replaceAll("'", '′').replaceAll('∗', '*')
  return mapped(text, SUPERSCRIPTS) ?? `^${bracketed(text)}`
}

/** `text` as subscript: lowered digits, else behind an underscore. */
export function subscript(text: string): string {
  if (text === '') return ''
  return mapped(text, SUBSCRIPTS) ?? `_${bracketed(text)}`
}

function mapped(text: string, signs: ReadonlyMap<string, string>): string | null {
  let out = ''
  for (const char of text.replaceAll(' ', '')) {
    const sign = signs.get(char)
    if (sign === undefined) return null
    out += sign
  }
  return out
}
