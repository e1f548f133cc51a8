import type { MacroTable } from './macroTable.js'
import { spell } from './token.js'
import type { TokenStream } from './tokenStream.js'

/** The conditionals of TeX and of usual packages; `\iff` and `\ifthenelse{}` are none. */
const PRIMITIVES = new Set(
  `if ifx ifnum ifdim ifodd ifcat ifcase iftrue iffalse ifmmode ifvmode ifhmode ifinner ifdefined ifcsname ifvoid ifhbox
  ifvbox ifeof iffontchar ifpdf ifxetex ifluatex ifPDFTeX ifXeTeX ifLuaTeX ifdraft`.split(/\s+/),
)

const TRUE = new Set(['iftrue', 'ifpdf', 'ifPDFTeX', 'ifhmode'])
const FALSE = new Set(['iffalse', 'ifxetex', 'ifluatex', 'ifXeTeX', 'ifLuaTeX', 'ifdraft', 'ifmmode', 'ifinner'])

export const isConditional = (word: string, table: MacroTable): boolean =>
  PRIMITIVES.has(word) || (word.startsWith('if') && table.switches.has(word.slice(2)))

/**
 * Reads a conditional up to the branch that counts, so that the stream goes on inside it; the other branch is dropped
 * when its \else or \fi comes. A test that cannot be decided here counts as true.
 */
export function enterConditional(word: string, stream: TokenStream, table: MacroTable): void {
  if (!isTrue(word, stream, table)) skipBranch(stream, table, true)
}

/** Reads on behind the \fi that ends the conditional whose \else has come. */
export function leaveAtElse(stream: TokenStream, table: MacroTable): void {
  skipBranch(stream, table, false)
}

function isTrue(word: string, stream: TokenStream, table: MacroTable): boolean {
  if (TRUE.has(word)) return true
  if (FALSE.has(word)) return false
  const on = table.switches.get(word.slice(2))
  if (on !== undefined) return on
  if (word === 'ifdefined') {
    const token = stream.next()
    return token !== null && table.macros.has(token.text.slice(1))
  }
  if (word === 'ifx' || word === 'if' || word === 'ifcat') return sameTokens(word, stream, table)
  skipTest(stream)
  return true
}

/** \ifx of two macros: equal when both have the same text or both are unknown. */
function sameTokens(word: string, stream: TokenStream, table: MacroTable): boolean {
  const [left, right] = [stream.next(), stream.next()]
  if (left === null || right === null || word !== 'ifx') return true
  if (left.text === right.text) return true
  const [leftMacro, rightMacro] = [left, right].map((token) => table.macros.get(token.text.slice(1)))
  if (leftMacro === undefined && rightMacro === undefined) return left.kind === 'word' && right.kind === 'word'
  return leftMacro !== undefined && rightMacro !== undefined && spell(leftMacro.body) === spell(rightMacro.body)
}

/** The rest of a test on numbers: up to a space, at most 20 tokens. */
function skipTest(stream: TokenStream): void {
  for (let read = 0; read < 20; read++) {
    const kind = stream.peek()?.kind
    if (kind === undefined || kind === 'paragraph' || kind === 'open' || kind === 'close') return
    const token = stream.next()
    if (token?.kind === 'space') return
    if (token?.kind === 'word' && /^\\(?:relax|empty)$/.test(token.text)) return
  }
}

function skipBranch(stream: TokenStream, table: MacroTable, stopAtElse: boolean): void {
  let depth = 0
  for (let token = stream.next(); token !== null; token = stream.next()) {
    if (token.kind !== 'word') continue
    const word = token.text.slice(1)
    if (isConditional(word, table)) depth++
    else if (word === 'fi' && depth-- === 0) return
    else if ((word === 'else' || word === 'or') && depth === 0 && stopAtElse) return
  }
}
