import { countedArguments, type Macro, type MacroTable, xparseArguments } from './macroTable.js'
import { isNumberingName, isOwnedEnvironment, isOwnedMacro } from './ownedNames.js'
import { spell, type Token } from './token.js'
import type { TokenStream } from './tokenStream.js'

/** What a definition needs to know and to tell. */
export interface DefinitionContext {
  readonly stream: TokenStream
  readonly table: MacroTable
  /** Names that are read word for word from now on. */
  readonly verbatim: Set<string>
  /** Takes a definition that belongs to the text: how figures are numbered. */
  emitNumbering(name: string, format: string): void
}

type Definer = (context: DefinitionContext, word: string) => void

const DEFINERS: Readonly<Record<string, Definer>> = {
  newcommand,
  renewcommand: newcommand,
  providecommand: newcommand,
  DeclareRobustCommand: newcommand,
  newrobustcmd: newcommand,
  renewrobustcmd: newcommand,
  providerobustcmd: newcommand,
  NewDocumentCommand: documentCommand,
  RenewDocumentCommand: documentCommand,
  ProvideDocumentCommand: documentCommand,
  DeclareDocumentCommand: documentCommand,
  def,
  gdef: def,
  edef: def,
  xdef: def,
  let: letName,
  LetLtxMacro: letName,
  DeclareMathOperator: mathOperator,
  DeclarePairedDelimiter: pairedDelimiter,
  newenvironment,
  renewenvironment: newenvironment,
  NewDocumentEnvironment: documentEnvironment,
  RenewDocumentEnvironment: documentEnvironment,
  DeclareDocumentEnvironment: documentEnvironment,
  lstnewenvironment: verbatimEnvironment,
  newtcblisting: verbatimEnvironment,
  newtcbinputlisting: verbatimEnvironment,
  DeclareTCBListing: verbatimEnvironment,
  DefineVerbatimEnvironment: verbatimEnvironment,
  newminted,
}

/** The one that reads the definition which begins with this control word; undefined where it begins none. */
export const definerOf = (word: string): Definer | undefined =>
  Object.hasOwn(DEFINERS, word) ? DEFINERS[word] : undefined

/** Records a macro, unless it redefines what is read here, or reaches into the inside of LaTeX. */
function record(context: DefinitionContext, name: string, macro: Macro): void {
  if (isNumberingName(name)) context.emitNumbering(name, spell(macro.body))
  if (isNumberingName(name) || isOwnedMacro(name)) return
  const internal = macro.body.some((token) => token.kind === 'word' && token.text.includes('@'))
  if (internal) context.table.macros.delete(name)
  else context.table.macros.set(name, macro)
}

/** The name that a definition is for: `{\x}` or `\x`. */
function readName(stream: TokenStream): string | null {
  const group = stream.group()
  const token = group === null ? takeWord(stream) : group.find((each) => each.kind !== 'space')
  return token?.kind === 'word' || token?.kind === 'symbol' ? token.text.slice(1) : null
}

function takeWord(stream: TokenStream): Token | null {
  stream.skipSpaces()
  const kind = stream.peek()?.kind
  return kind === 'word' || kind === 'symbol' ? stream.next() : null
}

function newcommand(context: DefinitionContext, word: string): void {
  const { stream, table } = context
  stream.star()
  const name = readName(stream)
  const count = Number(spell(stream.optional() ?? []) || 0)
  const fallback = stream.optional()
  const body = stream.argument()
  if (name === null || body === null || !Number.isInteger(count)) return
  if (word.startsWith('provide') && table.macros.has(name)) return
  record(context, name, { arguments: countedArguments(count, fallback), body })
}

function documentCommand(context: DefinitionContext): void {
  const name = readName(context.stream)
  const specs = xparseArguments(spell(context.stream.group() ?? []))
  const body = context.stream.group()
  if (name !== null && specs !== null && body !== null) record(context, name, { arguments: specs, body })
}

/** \def with delimited parameters is passed over: nothing here knows where its arguments end. */
function def(context: DefinitionContext): void {
  const { stream } = context
  const name = takeWord(stream)?.text.slice(1)
  let count = 0
  let delimited = false
  for (let token = stream.peek(); token !== null && token.kind !== 'open'; token = stream.peek()) {
    if (token.kind === 'paragraph' || count > 9) return
    if (token.kind === 'parameter') count++
    else delimited = true
    stream.next()
  }
  const body = stream.group()
  if (name === undefined || body === null) return
  if (delimited) context.table.macros.delete(name)
  else record(context, name, { arguments: countedArguments(count, null), body })
}

function letName(context: DefinitionContext): void {
  const { stream, table } = context
  const name = readName(stream)
  stream.skipSpaces()
  if (stream.peek()?.text === '=') stream.next()
  const group = stream.group()
  const target = group === null ? stream.next() : group[0]
  if (name === null || target === undefined || target === null) return
  const known = target.kind === 'word' ? table.macros.get(target.text.slice(1)) : undefined
  record(context, name, known ?? { arguments: [], body: [target] })
}

function mathOperator(context: DefinitionContext): void {
  context.stream.star()
  const name = readName(context.stream)
  const body = context.stream.group()
  if (name === null || body === null) return
  const text = `\\operatorname{${spell(body)}}`
  record(context, name, { arguments: [], body: [{ kind: 'raw', text, source: 0, start: 0, end: 0 }] })
}

function pairedDelimiter(context: DefinitionContext): void {
  const name = readName(context.stream)
  const left = context.stream.argument()
  const right = context.stream.argument()
  if (name === null || left === null || right === null) return
  const parameter: Token = { kind: 'parameter', text: '#3', source: 0, start: 0, end: 0 }
  const specs = xparseArguments('s o m') ?? []
  record(context, name, { arguments: specs, body: [...left, parameter, ...right] })
}

function newenvironment(context: DefinitionContext): void {
  const { stream, table } = context
  stream.star()
  const name = spell(stream.group() ?? [])
  const count = Number(spell(stream.optional() ?? []) || 0)
  const fallback = stream.optional()
  const begin = stream.group()
  const end = stream.group()
  if (begin === null || end === null || !Number.isInteger(count) || isOwnedEnvironment(name)) return
  if ([...begin, ...end].some((token) => token.kind === 'word' && token.text.includes('@'))) return
  table.environments.set(name, { arguments: countedArguments(count, fallback), begin, end })
}

function documentEnvironment({ stream, table }: DefinitionContext): void {
  const name = spell(stream.group() ?? [])
  const specs = xparseArguments(spell(stream.group() ?? []))
  const begin = stream.group()
  const end = stream.group()
  if (specs === null || begin === null || end === null || isOwnedEnvironment(name)) return
  table.environments.set(name, { arguments: specs, begin, end })
}

function verbatimEnvironment({ stream, verbatim }: DefinitionContext): void {
  stream.optional()
  const name = spell(stream.group() ?? [])
  if (name !== '' && !isOwnedEnvironment(name)) verbatim.add(name)
  stream.optional()
  stream.optional()
  while (stream.group() !== null) stream.optional()
}

/** \newminted[name]{language}{options}: the name is `<language>code` where none is given. */
function newminted({ stream, verbatim }: DefinitionContext): void {
  const name = stream.optional()
  const language = spell(stream.group() ?? [])
  stream.group()
  verbatim.add(name === null ? `${language}code` : spell(name))
}
