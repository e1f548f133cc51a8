import type { ArgumentSpec, EnvironmentMacro, Macro } from './macroTable.js'
import type { Token } from './token.js'
import type { TokenStream } from './tokenStream.js'

/** Arguments of environments that are open, by name, innermost last: their end may use them. */
export type OpenEnvironments = Map<string, Token[][][]>

/** Reads what a macro's call gives, in the order of its parameters. */
export function readArguments(specs: readonly ArgumentSpec[], stream: TokenStream): Token[][] {
  return specs.map((spec) => {
    if (spec.kind === 'mandatory') return stream.argument() ?? []
    if (spec.kind === 'optional') return stream.optional() ?? [...spec.fallback]
    stream.star()
    return []
  })
}

/**
 * The tokens that stand for a call of a macro. Its own text counts as written where it is called, its arguments where
 * they are.
 *
 * @param given arguments that were read before
 */
export function expandMacro(macro: Macro, call: Token, stream: TokenStream, given?: Token[][]): Token[] {
  const values = given ?? readArguments(macro.arguments, stream)
  const lastArgument = values.at(-1)?.at(-1)
  const end = lastArgument !== undefined && lastArgument.source === call.source ? lastArgument.end + 1 : call.end
  const place = { source: call.source, start: call.start, end: Math.max(end, call.end) }
  const tokens: Token[] = []
  for (const token of macro.body) {
    if (tokens.length > stream.room) break
    if (token.kind !== 'parameter') tokens.push({ ...token, ...place })
    else if (token.text === '##') tokens.push({ ...token, ...place, kind: 'text', text: '\\#' })
    else for (const each of values[Number(token.text[1]) - 1] ?? []) tokens.push(each)
  }
  return tokens
}

/** The tokens that stand for \begin of an environment that the document defines. */
export function expandEnvironment(
  name: string,
  environment: EnvironmentMacro,
  call: Token,
  stream: TokenStream,
  open: OpenEnvironments,
): Token[] {
  const values = readArguments(environment.arguments, stream)
  const stack = open.get(name) ?? []
  stack.push(values)
  open.set(name, stack)
  return expandMacro({ arguments: [], body: environment.begin }, call, stream, values)
}
