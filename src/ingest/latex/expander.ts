import type { Problem } from '../paper.js'
import type { UnitFiles } from '../units/unitFiles.js'
import { enterConditional, isConditional, leaveAtElse } from './conditionals.js'
import { type DefinitionContext, definerOf } from './definitions.js'
import { DRAWING_ENVIRONMENTS, drawingMark, GRAPHICS_MACROS } from './drawings.js'
import { FlatText, type TexSource } from './flatText.js'
import { IncludedFiles } from './includedFiles.js'
import { Lexer, type LexerState, verbatimMark } from './lexer.js'
import { LIMITS } from './limits.js'
import { expandEnvironment, expandMacro, type OpenEnvironments } from './macroCalls.js'
import { MacroTable } from './macroTable.js'
import { Pace } from './pace.js'
import { spell, type Token } from './token.js'
import { TokenStream } from './tokenStream.js'
import { isAppendixWrapper, wrapperArguments } from './wrappers.js'

const VERBATIM_ENVIRONMENTS =
  'verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim SaveVerbatim lstlisting minted alltt comment filecontents ' +
  'filecontents* tcblisting code-block pyconsole pycode sagesilent'

/** Control words that leave no trace: they change how TeX goes on, not what it prints. */
const SILENT = new Set(
  'long global protected outer expandafter noexpand relax protect leavevmode unskip ignorespaces'.split(' '),
)

const CODE_FILES = new Set(['verbatiminput', 'lstinputlisting', 'inputminted', 'VerbatimInput'])
const INCLUSIONS = new Set(['input', 'include', 'subfile', 'subfileinclude', 'InputIfFileExists'])
const IMPORTS = new Set(['import', 'subimport', 'includefrom', 'inputfrom', 'subincludefrom', 'subinputfrom'])
const DOCUMENT = /^[^%\n]*?\\begin\{document\}/m

/** A document with its files put together and its macros expanded. */
export interface ExpandedDocument {
  readonly flat: FlatText
  /** Where the text begins behind \begin{document}; null where there is none. */
  readonly bodyStart: number | null
  /** Classes and packages that it names, in order. */
  readonly packages: readonly string[]
}

/**
 * Does what TeX's mouth does, as far as figures and text need it: includes files, drops comments and the branches of
 * conditionals that are off, expands macros that the document defines.
 *
 * @throws CancelledError
 */
export async function expandDocument(
  main: TexSource,
  files: UnitFiles,
  problems: Problem[],
  signal: AbortSignal | undefined,
): Promise<ExpandedDocument> {
  const expander = new Expander(main, files, problems)
  await expander.run(new Pace(signal))
  return expander
}

class Expander implements ExpandedDocument {
  readonly flat: FlatText
  bodyStart: number | null = null
  readonly packages: string[] = []
  readonly #stream = new TokenStream()
  readonly #table = new MacroTable()
  readonly #lexerState: LexerState = { verbatim: new Set(VERBATIM_ENVIRONMENTS.split(' ')), atLetter: false }
  readonly #files: IncludedFiles
  readonly #problems: Problem[]
  readonly #definitions: DefinitionContext
  readonly #openEnvironments: OpenEnvironments = new Map()
  readonly #openLexers: Lexer[] = []
  #drawings = 0
  #styles = 0
  #conditionals = 0
  #stopped = false
  #toldOfBounds = false

  constructor(main: TexSource, files: UnitFiles, problems: Problem[]) {
    this.#files = new IncludedFiles(main, files, problems)
    this.flat = new FlatText(this.#files.sources)
    this.#problems = problems
    this.#definitions = {
      stream: this.#stream,
      table: this.#table,
      verbatim: this.#lexerState.verbatim,
      emitNumbering: (name, format) => this.#emit(`\\renewcommand{\\${name}}{${format}}`),
    }
    this.#pushFile(0, 0, main.text.length)
  }

  async run(pace: Pace): Promise<void> {
    for (let count = 0; !this.#stopped; count++) {
      if (count % 512 === 0) await pace.breathe()
      const token = this.#stream.next()
      if (token === null) return
      if (this.flat.full) return this.#tellOfBounds(`${LIMITS.flatCharacters} characters`)
      if (token.kind === 'word') {
        // Nearly all are read at once: a promise for each would cost more than reading it.
        const reading = this.#word(token)
        if (reading !== undefined) await reading
      } else if (token.kind === 'parameter') this.#append({ ...token, kind: 'text', text: '\\#' })
      else this.#append(token)
    }
  }

  #word(token: Token): Promise<void> | undefined {
    const name = token.text.slice(1)
    const define = definerOf(name)
    const macro = this.#table.macros.get(name)
    if (define !== undefined) define(this.#definitions, name)
    else if (macro !== undefined) this.#expand(token, () => expandMacro(macro, token, this.#stream))
    else if (name === 'begin') this.#begin(token)
    else if (name === 'end') this.#end(token)
    else if (this.#conditional(name)) return undefined
    else if (INCLUSIONS.has(name)) return this.#include(name, null)
    else if (IMPORTS.has(name)) return this.#include(name, spell(this.#stream.group() ?? []))
    else if (name === 'documentclass' || name === 'usepackage' || name === 'RequirePackage') return this.#package(name)
    else if (name === 'makeatletter' || name === 'makeatother') this.#lexerState.atLetter = name === 'makeatletter'
    else if (name === 'endinput') this.#openLexers.at(-1)?.end()
    else if (CODE_FILES.has(name)) this.#codeFile()
    else if (this.#drawings > 0 && GRAPHICS_MACROS.has(name)) this.#graphicsInDrawing(token)
    // The parser would take \verbfoo for \verb with `f` as its fence.
    else if (!SILENT.has(name) && !name.startsWith('verb')) this.#append(token)
    return undefined
  }

  #append(token: Token): void {
    if (this.#drawings === 0 && this.#styles === 0) this.flat.append(token)
  }

  #emit(text: string, at?: Token): void {
    this.#append({ kind: 'raw', text, source: at?.source ?? 0, start: at?.start ?? 0, end: at?.end ?? 0 })
  }

  #expand(call: Token, expansion: () => Token[]): void {
    const within = !this.#stream.exhausted && this.#stream.depth <= LIMITS.macroDepth
    if (within) this.#stream.push(expansion())
    else this.#append(call)
    if (!within || this.#stream.exhausted) {
      this.#tellOfBounds(`${LIMITS.expandedTokens} tokens out of macros, ${LIMITS.macroDepth} deep`)
    }
  }

  #tellOfBounds(bounds: string): void {
    if (this.#toldOfBounds) return
    this.#toldOfBounds = true
    const message = `Expected a document of at most ${bounds}; what comes behind is not read in full.`
    this.#problems.push({ code: 'LIMIT_EXCEEDED', message, figure: null, line: null })
  }

  #conditional(name: string): boolean {
    if (isConditional(name, this.#table)) {
      this.#conditionals++
      enterConditional(name, this.#stream, this.#table)
      return true
    }
    if (name === 'fi' || name === 'else' || name === 'or') {
      if (name !== 'fi' && this.#conditionals > 0) leaveAtElse(this.#stream, this.#table)
      this.#conditionals = Math.max(this.#conditionals - 1, 0)
      return true
    }
    if (name === 'newif') {
      const word = this.#stream.next()?.text ?? ''
      if (word.startsWith('\\if')) this.#table.switches.set(word.slice(3), false)
      return true
    }
    if (this.#table.switches.size === 0) return false
    const setting = /^(.*)(true|false)$/.exec(name)
    if (setting === null || !this.#table.switches.has(setting[1] ?? '')) return false
    this.#table.switches.set(setting[1] ?? '', setting[2] === 'true')
    return true
  }

  #begin(token: Token): void {
    const name = spell(this.#stream.group() ?? []).trim()
    const environment = this.#table.environments.get(name)
    const wrapped = wrapperArguments(name)
    if (DRAWING_ENVIRONMENTS.has(name)) {
      if (this.#drawings === 0) this.#emit(drawingMark(name), token)
      this.#drawings++
    } else if (environment !== undefined) {
      this.#expand(token, () => expandEnvironment(name, environment, token, this.#stream, this.#openEnvironments))
    } else if (name === 'document' && this.#styles === 0) this.bodyStart ??= this.flat.length
    else if (wrapped !== undefined) {
      for (let read = 0; read < wrapped; read++) {
        this.#stream.optional()
        this.#stream.group()
      }
      if (isAppendixWrapper(name)) this.#emit('\\appendix ', token)
    } else if (name !== '') this.#emit(`\\begin{${name}}`, token)
  }

  #end(token: Token): void {
    const name = spell(this.#stream.group() ?? []).trim()
    const environment = this.#table.environments.get(name)
    if (name === 'document') this.#stopped = this.#styles === 0
    else if (DRAWING_ENVIRONMENTS.has(name)) this.#drawings = Math.max(this.#drawings - 1, 0)
    else if (environment !== undefined) {
      const given = this.#openEnvironments.get(name)?.pop() ?? []
      this.#expand(token, () => expandMacro({ arguments: [], body: environment.end }, token, this.#stream, given))
    } else if (wrapperArguments(name) === undefined && name !== '') {
      // A drawing that is never closed ends with its figure.
      if (name.startsWith('figure')) this.#drawings = 0
      this.#emit(`\\end{${name}}`, token)
    }
  }

  async #include(name: string, folder: string | null): Promise<void> {
    const path = this.#fileName()
    if (path === '' || this.#drawings > 0 || this.#styles > 0) return
    const endings = /\.tex$/i.test(path) ? [''] : ['.tex', '']
    const index = await this.#files.open(path, endings, folder)
    if (index === null) return
    const { text } = this.#files.sources[index] as TexSource
    const preamble = DOCUMENT.exec(text)
    const start = preamble === null ? 0 : preamble.index + preamble[0].length
    const end = preamble === null ? text.length : text.lastIndexOf('\\end{document}')
    this.#pushFile(index, start, end < start ? text.length : end)
    if (name === 'include') this.#emit('\n\n')
  }

  /** `{sections/intro}`, or a bare word up to the next space. */
  #fileName(): string {
    const group = this.#stream.group()
    if (group !== null) return spell(group)
    const read: Token[] = []
    for (let token = this.#stream.peek(); token !== null && token.kind === 'text'; token = this.#stream.peek()) {
      read.push(token)
      this.#stream.next()
    }
    return spell(read)
  }

  #pushFile(index: number, start: number, end: number, done?: () => void): void {
    const source = this.#files.sources[index] as TexSource
    const lexer = new Lexer(source.text, index, this.#lexerState, start, end)
    this.#openLexers.push(lexer)
    this.#stream.pushFile(lexer, () => {
      this.#openLexers.pop()
      this.#files.close()
      done?.()
    })
  }

  /** Style files that lie with the document are read for the macros that they define. */
  async #package(kind: string): Promise<void> {
    this.#stream.optional()
    const names = spell(this.#stream.group() ?? []).split(',')
    for (const name of names.map((each) => each.trim()).filter((each) => each !== '')) {
      if (this.#styles === 0) this.packages.push(name)
      if (kind === 'documentclass') continue
      const index = await this.#files.open(name, ['.sty'])
      if (index === null) continue
      const { atLetter } = this.#lexerState
      this.#lexerState.atLetter = true
      this.#styles++
      this.#pushFile(index, 0, this.#files.sources[index]?.text.length ?? 0, () => {
        this.#lexerState.atLetter = atLetter
        this.#styles--
      })
    }
  }

  #codeFile(): void {
    this.#stream.optional()
    while (this.#stream.group() !== null) this.#stream.optional()
    this.#emit(verbatimMark(''))
  }

  #graphicsInDrawing(token: Token): void {
    const options = this.#stream.optional()
    const file = this.#stream.group()
    if (file === null || this.#styles > 0) return
    const written = options === null ? '' : `[${spell(options)}]`
    const text = `${token.text}${written}{${spell(file)}}`
    this.flat.append({ kind: 'raw', text, source: token.source, start: token.start, end: token.end })
  }
}
