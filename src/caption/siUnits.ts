import type { LatexToken } from './latexTokens.js'
import { superscript } from './mathScripts.js'
import { pairs, SIGNS } from './mathSymbols.js'

const PREFIXES = pairs(
  'femto:f pico:p nano:n micro:µ milli:m centi:c deci:d hecto:h kilo:k mega:M giga:G tera:T peta:P',
)

/** Units as siunitx names them, and the short names that authors define. */
export const UNITS: ReadonlyMap<string, string> = pairs(`
metre:m meter:m gram:g kilogram:kg second:s ampere:A kelvin:K mole:mol candela:cd hertz:Hz newton:N pascal:Pa joule:J
watt:W coulomb:C volt:V farad:F ohm:Ω siemens:S weber:Wb tesla:T henry:H celsius:°C degreeCelsius:°C lumen:lm lux:lx
becquerel:Bq gray:Gy sievert:Sv minute:min hour:h day:d degree:° arcminute:′ arcsecond:″ litre:L liter:L tonne:t
electronvolt:eV dalton:Da bar:bar angstrom:Å percent:% radian:rad steradian:sr decibel:dB byte:B bit:bit molar:M
nm:nm um:µm mm:mm cm:cm m:m km:km ns:ns us:µs ms:ms s:s Hz:Hz kHz:kHz MHz:MHz GHz:GHz mV:mV V:V kV:kV eV:eV keV:keV
MeV:MeV GeV:GeV K:K mK:mK pm:pm fs:fs ps:ps mA:mA A:A nA:nA mW:mW W:W kW:kW J:J kJ:kJ N:N Pa:Pa kPa:kPa MPa:MPa GPa:GPa
g:g kg:kg mg:mg ug:µg mol:mol mmol:mmol
`)

const POWERS: Readonly<Record<string, string>> = { squared: '2', cubed: '3' }

/** A unit written as siunitx takes it, from behind its opening brace: `\milli\metre\per\second` or `mm/s`. */
export function siUnit(tokens: readonly LatexToken[], from: number): { readonly text: string; readonly end: number } {
  let text = ''
  let prefix = ''
  let inverse = false
  let depth = 0
  let at = from
  for (; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.kind === 'open') depth++
    if (token.kind === 'close' && depth-- === 0) break
    if (token.kind === 'char') text += token.text === '.' ? ' ' : token.text
    if (token.kind === 'space') text += ' '
    if (token.kind === 'super') {
      const exponent = exponentAt(tokens, at + 1)
      text += superscript(exponent.text)
      at = exponent.end - 1
    }
    if (token.kind !== 'command') continue
    if (token.name === 'per') {
      inverse = true
    } else if (PREFIXES.has(token.name)) {
      prefix = PREFIXES.get(token.name)!
    } else {
      const next = tokens[at + 1]
      const power = next?.kind === 'command' ? POWERS[next.name] : undefined
      if (power !== undefined) at++
      const exponent = inverse ? `-${power ?? '1'}` : (power ?? '')
      const name = UNITS.get(token.name) ?? SIGNS.get(token.name) ?? token.name
      text += `${text === '' ? '' : ' '}${prefix}${name}${superscript(exponent)}`
      prefix = ''
      inverse = false
    }
  }
  return { text: text.trim(), end: at + 1 }
}

function exponentAt(tokens: readonly LatexToken[], at: number): { text: string; end: number } {
  if (tokens[at]?.kind !== 'open') {
    const token = tokens[at]
    return { text: token?.kind === 'char' ? token.text : '', end: at + 1 }
  }
  let text = ''
  let end = at + 1
  for (; end < tokens.length && tokens[end]!.kind !== 'close'; end++) {
    const token = tokens[end]!
    if (token.kind === 'char') text += token.text
  }
  return { text, end: end + 1 }
}
