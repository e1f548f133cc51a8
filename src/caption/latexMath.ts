import { type LatexToken, latexTokens } from './latexTokens.js'
import { bracketed, subscript, superscript } from './mathScripts.js'
import {
  ACCENTS,
  CLOSE,
  DOUBLE_STRUCK,
  DROPPED_ARGUMENTS,
  FUNCTIONS,
  RELATIONS,
  SIGNS,
  SILENT,
  SPACES,
} from './mathSymbols.js'
import { siUnit, UNITS } from './siUnits.js'

/** Deeper groups are read as if their braces were not there. */
const MAX_DEPTH = 60
const TEXT_COMMANDS = new Set([
  'text',
  'mbox',
  'hbox',
  'textrm',
  'textnormal',
  'textit',
  'textbf',
  'textsf',
  'texttt',
  'emph',
])
const FRACTIONS = new Set(['frac', 'dfrac', 'tfrac', 'cfrac', 'sfrac', 'nicefrac'])

/** LaTeX mathematics, without its delimiters, as readable text. */
export function readLatexMath(source: string): string {
  return tidy(new MathReader(latexTokens(source)).read())
}

const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/([([{⟨⌊⌈]) (?=\S)/g, '$1')
    .replace(/(?<=\S) ([)\]}⟩⌋⌉,;.°])/g, '$1')
    .trim()

class MathReader {
  private at = 0
  private depth = 0
  private readonly tokens: readonly LatexToken[]

  constructor(tokens: readonly LatexToken[]) {
    this.tokens = tokens
  }

  /** Everything up to the brace that closes the group, or to the end. */
  read(): string {
    const parts: string[] = []
    let before = ''
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at]!
      if (token.kind === 'close') {
        if (this.depth > 0) break
        this.at++
        continue
      }
      const piece = this.piece(before)
      parts.push(piece)
      if (piece !== '') before = piece
    }
    return parts.join('')
  }

  private piece(before: string): string {
    const token = this.tokens[this.at++]!
    switch (token.kind) {
      case 'open':
        return this.group()
      case 'super':
        return superscript(this.argument().trim())
      case 'sub':
        return subscript(this.argument().trim())
      case 'char':
        return spacedSign(token.text, before)
      case 'cell':
        return ' '
      case 'command':
        return this.command(token.name)
      default:
        return ''
    }
  }

  /** What stands between the brace that was just read and its partner. */
  private group(): string {
    if (this.depth >= MAX_DEPTH) return ''
    this.depth++
    const text = this.read()
    this.depth--
    this.at++
    return text
  }

  /** The next group or single token. */
  private argument(): string {
    while (this.tokens[this.at]?.kind === 'space') this.at++
    const token = this.tokens[this.at]
    if (token === undefined || token.kind === 'close') return ''
    if (this.depth >= MAX_DEPTH) {
      this.at++
      return ''
    }
    this.depth++
    const text = this.piece('')
    this.depth--
    return text
  }

  /** An argument in which spaces count, and letters are words. */
  private words(): string {
    if (this.tokens[this.at]?.kind !== 'open') return this.argument()
    let text = ''
    let depth = 0
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at]!
      if (token.kind === 'open') depth++
      else if (token.kind === 'close' && --depth === 0) break
      else if (token.kind === 'space') text += ' '
      else if (token.kind === 'char') text += token.text
      else if (token.kind === 'sub') text += '_'
      else if (token.kind === 'super') text += '^'
      else if (token.kind === 'command')
        text +=
          SIGNS.get(token.name) ?? (/^[%&#_${}]$/.test(token.name) ? token.name : SPACES.has(token.name) ? ' ' : '')
    }
    this.at++
    return text
  }

  private optional(): string | null {
    const token = this.tokens[this.at]
    if (token?.kind !== 'char' || token.text !== '[') return null
    let text = ''
    for (this.at++; this.at < this.tokens.length; this.at++) {
      const next = this.tokens[this.at]!
      if (next.kind === 'char' && next.text === ']') break
      if (next.kind === 'char') text += next.text
    }
    this.at++
    return text
  }

  private command(name: string): string {
    const sign = SIGNS.get(name) ?? CLOSE.get(name)
    if (sign !== undefined) return sign
    const relation = RELATIONS.get(name)
    if (relation !== undefined) return ` ${relation} `
    if (FUNCTIONS.has(name)) return ` ${name} `
    if (SPACES.has(name)) return ' '
    if (name === 'left' || name === 'right') return this.delimiter()
    if (SILENT.has(name)) return ''
    if (name === '\\') return '; '
    if (/^[%&#_${}]$/.test(name)) return name
    if (name === '|') return '‖'
    if (TEXT_COMMANDS.has(name)) return this.words()
    return this.structure(name)
  }

  private structure(name: string): string {
    if (FRACTIONS.has(name)) return `${bracketed(tidy(this.argument()))}/${bracketed(tidy(this.argument()))}`
    if (name === 'binom') return `C(${tidy(this.argument())}, ${tidy(this.argument())})`
    if (name === 'sqrt') {
      const degree = this.optional()
      return `${degree === null ? '' : superscript(degree)}√${bracketed(tidy(this.argument()))}`
    }
    const accent = ACCENTS.get(name)
    if (accent !== undefined) {
      const inner = tidy(this.argument())
      return [...inner].length === 1 ? (inner + accent).normalize('NFC') : inner
    }
    if (name === 'mathbb') return [...this.argument()].map((char) => DOUBLE_STRUCK.get(char) ?? char).join('')
    if (name === 'begin' || name === 'end') return this.environment(name)
    if (name === 'SI' || name === 'qty') return `${tidy(this.number())} ${this.unit()}`
    if (name === 'si' || name === 'unit') return this.unit()
    if (name === 'num' || name === 'ang') return `${tidy(this.number())}${name === 'ang' ? '°' : ''}`
    if (name === 'ce') return chemistry(this.words())
    if (name === 'not') return `${this.argument().trim()}\u0338`
    if (name === 'stackrel' || name === 'overset' || name === 'underset') {
      this.argument()
      return this.argument()
    }
    return this.other(name)
  }

  /** A command that is not known: its arguments are read, and its name only where it has none. */
  private other(name: string): string {
    for (let dropped = DROPPED_ARGUMENTS.get(name) ?? 0; dropped > 0; dropped--) this.words()
    if (DROPPED_ARGUMENTS.has(name)) return ''
    this.optional()
    if (this.tokens[this.at]?.kind === 'open') return this.argument()
    return UNITS.get(name) ?? (/^[A-Za-z]/.test(name) && !/^(?:math|text|oper)/.test(name) ? name : '')
  }

  /** `\left.` and `\right.` are invisible. */
  private delimiter(): string {
    const token = this.tokens[this.at]
    if (token?.kind === 'char' && token.text === '.') this.at++
    return ''
  }

  private environment(name: string): string {
    const environment = this.words()
    if (name === 'begin' && /^(?:array|tabular|alignedat)/.test(environment)) this.words()
    return ' '
  }

  /** `1.2e-3` of siunitx. */
  private number(): string {
    this.optional()
    const [mantissa, exponent] = this.words().split(/[eE]/)
    return exponent === undefined ? mantissa! : `${mantissa === '' ? '' : `${mantissa} × `}10${superscript(exponent)}`
  }

  private unit(): string {
    this.optional()
    if (this.tokens[this.at]?.kind !== 'open') return this.argument()
    const unit = siUnit(this.tokens, this.at + 1)
    this.at = unit.end
    return unit.text
  }
}

/** Relations get spaces, and so do plus and minus between two operands. */
function spacedSign(sign: string, before: string): string {
  if (/[=<>]/.test(sign)) return ` ${sign} `
  if (sign === '*') return '*'
  if (sign === '-') sign = '−'
  if (sign !== '+' && sign !== '−') return sign === "'" ? '′' : sign
  return /[\p{L}\p{N}\p{M})\]}|′⁰-⁹₀-₉²³¹]$/u.test(before) ? ` ${sign} ` : sign
}

/** `H2O`, `SO4^2-` as chemists read them. */
const chemistry = (formula: string): string =>
  formula
    .replace(/\^\{?(\d*[+-])\}?/g, (_, charge: string) => superscript(charge))
    .replace(/(?<=[A-Za-z)\]])(\d+)/g, (digits) => subscript(digits))
    .replace(/<?=?->/g, '→')
