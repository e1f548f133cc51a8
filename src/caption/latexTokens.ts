/** A piece of LaTeX mathematics. */
export type LatexToken =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'open' | 'close' | 'super' | 'sub' | 'space' | 'cell' }

const COMMAND = /\\(?<name>[A-Za-z]+\*?|[\s\S])/y

/** Cuts LaTeX into tokens, comments left out. Linear. */
export function latexTokens(source: string): readonly LatexToken[] {
  const tokens: LatexToken[] = []
  for (let at = 0; at < source.length; ) {
    const char = source[at]!
    if (char === '\\') {
      COMMAND.lastIndex = at
      const name = COMMAND.exec(source)?.groups?.name
      if (name === undefined) break
      tokens.push({ kind: 'command', name: name.replace(/(?<=.)\*$/, '') })
      at = COMMAND.lastIndex
      // TeX reads no space behind a command's name.
      if (/[A-Za-z]/.test(name)) while (at < source.length && /\s/.test(source[at]!)) at++
      continue
    }
    if (char === '%') {
      const line = source.indexOf('\n', at)
      at = line < 0 ? source.length : line + 1
      continue
    }
    const text = String.fromCodePoint(source.codePointAt(at)!)
    at += text.length
    if (char === '{') tokens.push({ kind: 'open' })
    else if (char === '}') tokens.push({ kind: 'close' })
    else if (char === '^') tokens.push({ kind: 'super' })
    else if (char === '_') tokens.push({ kind: 'sub' })
    else if (char === '&') tokens.push({ kind: 'cell' })
    else if (/[\s~]/.test(char)) tokens.push({ kind: 'space' })
    else if (char !== '$') tokens.push({ kind: 'char', text })
  }
  return tokens
}
