import { reference } from './reference.js'
import type { RuleContext, RuleResult } from './textRule.js'

const NAME = /\\([a-zA-Z]{1,40}\*?)/y
/** Their argument stays. */
const WRAPPERS = new Set(
  'textbf textit emph texttt textrm textsf textsc textsl textsuperscript textsubscript underline mbox hbox text uline'.split(
    ' ',
  ),
)
/** They go, with the argument given here. */
const DROPPED: ReadonlyMap<string, number> = new Map([
  ...'cite citep citet citealp citealt citeauthor citeyear parencite textcite footnote thanks vspace hspace index'
    .split(' ')
    .map((name) => [name, 1] as const),
  ...'newpage clearpage pagebreak noindent centering small large normalsize footnotesize linebreak newline hfill par'
    .split(' ')
    .map((name) => [name, 0] as const),
])
const SYMBOLS: Readonly<Record<string, string>> = {
  textregistered: '®',
  texttrademark: '™',
  textcopyright: '©',
  copyright: '©',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  ldots: '…',
  dots: '…',
  textdegree: '°',
  degree: '°',
  textmu: 'µ',
  textgreater: '>',
  textless: '<',
  textbackslash: '\\',
  textasciitilde: '~',
  ss: 'ß',
  aa: 'å',
  o: 'ø',
  quad: ' ',
  qquad: ' ',
  S: '§',
  P: '¶',
  textendash: '–',
  textemdash: '—',
}
const NAMED_REFERENCES = new Set([
  'autoref',
  'cref',
  'Cref',
  'figref',
  'Figref',
  'fref',
  'Fref',
  'vref',
  'Vref',
  'fullref',
])
const NUMBER_REFERENCES = new Set(['ref', 'Ref', 'subref', 'eqref', 'pageref', 'autoref*', 'ref*'])

/** A TeX command in running text, as pandoc hands it to LaTeX. What is not known stays as it is written. */
export function texCommand(at: number, context: RuleContext): RuleResult | null {
  const { text, braces } = context
  NAME.lastIndex = at
  const name = NAME.exec(text)?.[1]
  if (name === undefined) return escapedSpace(at, text)
  const afterName = at + 1 + name.length
  const open = text[afterName] === ' ' && text[afterName + 1] === '{' ? afterName + 1 : afterName
  const close = text[open] === '{' ? braces.get(open) : undefined
  const argument = close === undefined ? null : text.slice(open + 1, close)
  if (name === 'label' && argument !== null) {
    return { edits: [{ start: at, end: close! + 1, text: '' }], end: close! + 1, label: argument.trim() }
  }
  if (argument !== null && (NAMED_REFERENCES.has(name) || NUMBER_REFERENCES.has(name))) {
    return reference(at, close! + 1, argument.split(','), NAMED_REFERENCES.has(name) ? 'named' : 'number', context)
  }
  if (name === 'hyperref' && text[afterName] === '[') return hyperReference(at, afterName, context)
  if ((name === 'href' || name === 'textcolor') && close !== undefined && text[close + 1] === '{') {
    return unwrapped(at, close + 1, context)
  }
  if ((WRAPPERS.has(name) || name === 'url') && argument !== null) {
    const result = unwrapped(at, open, context)
    return name === 'textbf' && result !== null ? { ...result, bold: { start: open + 1, end: close! } } : result
  }
  const symbol = Object.hasOwn(SYMBOLS, name) ? SYMBOLS[name] : undefined
  if (symbol !== undefined) {
    const end = argument === '' ? close! + 1 : afterName
    return { edits: [{ start: at, end, text: symbol }], end }
  }
  const dropped = DROPPED.get(name.replace('*', ''))
  if (dropped === undefined) return null
  if (dropped === 1 && close === undefined) return null
  const end = dropped === 1 ? close! + 1 : afterName
  return { edits: [{ start: at, end, text: '' }], end }
}

/** `\ ` is a space that does not break; `\\` ends a line; a backslash at the very end is pandoc's "no figure". */
function escapedSpace(at: number, text: string): RuleResult | null {
  const next = text[at + 1]
  if (next === undefined) return { edits: [{ start: at, end: at + 1, text: '' }], end: at + 1 }
  if (next === '\\') return { edits: [{ start: at, end: at + 2, text: ' ' }], end: at + 2 }
  if (next === ' ') return { edits: [{ start: at, end: at + 1, text: '' }], end: at + 1 }
  return null
}

const text80 = (text: string, from: number): string => text.slice(from, from + 80)

/** \hyperref[fig:x]{words}: the words are the link. */
function hyperReference(at: number, bracket: number, context: RuleContext): RuleResult | null {
  const { text, braces, references } = context
  const closeBracket = text80(text, bracket).indexOf(']')
  const open = bracket + closeBracket + 1
  const close = closeBracket === -1 || text[open] !== '{' ? undefined : braces.get(open)
  if (close === undefined) return null
  const keys = [text.slice(bracket + 1, open - 1).trim()]
  const targets = references.targets(keys)
  const kind = targets.length > 0 ? 'figure' : 'other'
  const words = text.slice(open + 1, close)
  return { edits: [{ start: at, end: close + 1, text: words, reference: { targets, kind } }], end: close + 1 }
}

/** The command and its braces go, the argument stays and is read on. */
function unwrapped(at: number, open: number, { braces }: RuleContext): RuleResult | null {
  const close = braces.get(open)
  if (close === undefined) return null
  return {
    edits: [
      { start: at, end: open + 1, text: '' },
      { start: close, end: close + 1, text: '' },
    ],
    end: open + 1,
  }
}
