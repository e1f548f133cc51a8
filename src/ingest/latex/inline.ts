import { mathToText } from '../../caption/mathText.js'
import { accented, combiningSign } from './accents.js'
import { readableFormula } from './chemistry.js'
import { citedKeys, isCitation, isNoun } from './citations.js'
import { Cursor, plainName } from './cursor.js'
import { Draft } from './draft.js'
import { environmentArguments, isList, isSkippedEnvironment } from './environments.js'
import { type ListMarker, listMarker } from './listMarkers.js'
import { readReference } from './references.js'
import { readableNumber, readableUnit, superscript } from './siunitx.js'
import type { TexNode } from './syntaxTree.js'
import { isSpaceMacro, textSymbol } from './textSymbols.js'
import { prefacingArguments, swallowedArguments } from './unreadMacros.js'

/** What to do with what is no inline text. */
export interface InlineHost {
  /** Takes a node over and may read its arguments; false leaves it to the reader. */
  block?(node: TexNode, cursor: Cursor): boolean
  footnote?(content: readonly TexNode[]): void
  label?(label: string): void
  /** `drop` leaves out citations that stand in brackets, `keep` writes the keys of all. */
  readonly citations: 'keep' | 'drop'
}

const BREAKS = new Set(['\\', 'par', 'newline', 'linebreak', 'cr', 'tabularnewline'])
const BOLD_ON = new Set(['bf', 'bfseries'])
const BOLD_OFF = new Set(['rm', 'normalfont', 'mdseries', 'tt', 'sf', 'sc'])
const BOLD_ARGUMENT = new Set(['textbf', 'textbfit', 'pmb', 'strong'])
const PLAIN_ARGUMENT = new Set(['textmd', 'textnormal'])

/** Writes nodes as readable text into a draft. */
export class InlineReader {
  draft: Draft
  readonly #host: InlineHost
  readonly #lists: { readonly marker: ListMarker | null; items: number }[] = []

  constructor(draft: Draft, host: InlineHost) {
    this.draft = draft
    this.#host = host
  }

  read(nodes: readonly TexNode[]): void {
    const cursor = new Cursor(nodes)
    for (let node = cursor.next(); node !== null; node = cursor.next()) {
      if (this.#host.block?.(node, cursor) === true) continue
      if (node.kind === 'text') this.#text(node.text)
      else if (node.kind === 'space') this.draft.space()
      else if (node.kind === 'paragraph') this.draft.break()
      else if (node.kind === 'group') this.#scoped(node.children)
      else if (node.kind === 'math') this.math(node.source, node.display)
      else if (node.kind === 'environment') this.#environment(node.name, node.children)
      else this.#macro(node.name, cursor)
    }
  }

  math(source: string, display = false): void {
    const shown = source.replace(/\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])/g, ' ')
    if (display) this.draft.space()
    this.draft.math(mathToText(shown).trim(), source.trim())
    if (!display) return
    this.draft.space()
    this.draft.drop()
  }

  /** A group: bold ends with it. */
  #scoped(nodes: readonly TexNode[], bold?: boolean): void {
    const before = this.draft.isBold
    const { draft } = this
    if (bold !== undefined) draft.bold(bold)
    this.read(nodes)
    if (this.draft === draft) draft.bold(before)
  }

  #text(text: string): void {
    if (!/[-`'~& ]/.test(text)) {
      this.draft.text(text)
      return
    }
    for (const [index, part] of readableSigns(text, this.draft.lastSign).split(' ').entries()) {
      if (index > 0) this.draft.space()
      this.draft.text(part)
    }
  }

  #environment(name: string, children: readonly TexNode[]): void {
    if (isSkippedEnvironment(name)) return
    if (isList(name)) {
      this.list(children)
      return
    }
    const cursor = new Cursor(children)
    const unread = environmentArguments(name)
    if (unread !== undefined) cursor.optional()
    for (let read = 0; read < (unread ?? 0); read++) {
      cursor.argument()
      cursor.optional()
    }
    this.#scoped(cursor.rest())
  }

  /** The content of a list environment, options and all. */
  list(children: readonly TexNode[]): void {
    const cursor = new Cursor(children)
    this.#lists.push({ marker: listMarker(cursor.optional()), items: 0 })
    this.draft.break()
    this.#scoped(cursor.rest())
    this.draft.break()
    this.#lists.pop()
  }

  /** What stands before an item: its own label, else what its list prints. */
  item(cursor: Cursor): void {
    const list = this.#lists.at(-1)
    if (list !== undefined) list.items++
    this.draft.break()
    const label = cursor.optional()
    if (label !== null) this.#scoped(label)
    else this.draft.text(list?.marker?.(list.items) ?? '')
    this.draft.space()
  }

  #macro(name: string, cursor: Cursor): void {
    const symbol = textSymbol(name)
    const accent = combiningSign(name)
    if (accent !== undefined && !(name.length === 1 && /[a-zA-Z]/.test(name) && cursor.peek() === null)) {
      this.draft.text(accented(this.#plainText(cursor.argument()), accent))
    } else if (symbol !== undefined) this.draft.text(symbol)
    else if (isSpaceMacro(name)) this.draft.space()
    else if (name === 'item') this.item(cursor)
    else if (BREAKS.has(name)) this.#lineBreak(cursor)
    else if (BOLD_ON.has(name) || BOLD_OFF.has(name)) this.draft.bold(BOLD_ON.has(name))
    else if (BOLD_ARGUMENT.has(name)) this.#scoped(cursor.argument(), true)
    else if (PLAIN_ARGUMENT.has(name)) this.#scoped(cursor.argument(), false)
    else if (isCitation(name)) this.#citation(name, cursor)
    else if (!this.#link(name, cursor) && !this.#quantity(name, cursor)) this.#other(name, cursor)
  }

  #lineBreak(cursor: Cursor): void {
    cursor.star()
    cursor.optional()
    this.draft.break()
  }

  #citation(name: string, cursor: Cursor): void {
    cursor.star()
    while (cursor.optional() !== null);
    const keys = plainName(cursor.argument())
    if (this.#host.citations === 'keep' || isNoun(name, this.draft.tail)) this.draft.text(citedKeys(keys))
    else this.draft.drop()
  }

  #link(name: string, cursor: Cursor): boolean {
    const reference = readReference(name, cursor)
    if (reference !== null) {
      this.draft.reference(reference)
      return true
    }
    if (name === 'hyperref' || name === 'hyperlink') {
      const label = name === 'hyperref' ? cursor.optional() : cursor.argument()
      const start = this.draft.mark
      this.#scoped(cursor.argument())
      const labels = [plainName(label ?? []).trim()]
      this.draft.link({ style: 'words', range: false, labels }, start)
      return true
    }
    if (name === 'eqref') {
      this.draft.text('(')
      this.draft.reference({ style: 'number', range: false, labels: [plainName(cursor.argument())] })
      this.draft.text(')')
      return true
    }
    if (name !== 'label') return false
    const label = plainName(cursor.argument()).trim()
    this.#host.label?.(label)
    return true
  }

  /** siunitx, mhchem, and mathematics in text. */
  #quantity(name: string, cursor: Cursor): boolean {
    const source = (): string => {
      cursor.optional()
      return texOf(cursor.argument())
    }
    if (name === 'ce' || name === 'cee' || name === 'ch') this.draft.text(readableFormula(source()))
    else if (name === 'num') this.draft.text(readableNumber(source()))
    else if (name === 'ang') this.draft.text(`${readableNumber(source())}°`)
    else if (name === 'si' || name === 'unit') this.draft.text(readableUnit(source()))
    else if (name === 'SI' || name === 'qty') {
      const value = readableNumber(source())
      this.draft.text(quantity(value, readableUnit(source())))
    } else if (name === 'SIrange' || name === 'qtyrange') {
      const range = `${readableNumber(source())}–${readableNumber(source())}`
      this.draft.text(quantity(range, readableUnit(source())))
    } else if (name === 'numrange') this.draft.text(`${readableNumber(source())}–${readableNumber(source())}`)
    else if (name === 'ensuremath') this.math(source())
    else if (name === 'textsuperscript' || name === 'textsubscript') {
      const text = this.#plainText(cursor.argument())
      this.draft.text(name === 'textsuperscript' ? superscript(text) : text)
    } else return false
    return true
  }

  #other(name: string, cursor: Cursor): void {
    const swallowed = swallowedArguments(name)
    const unread = prefacingArguments(name)
    if (name === 'footnote' || name === 'footnotetext') {
      cursor.optional()
      const content = cursor.argument()
      this.#host.footnote?.(content)
      this.draft.drop()
    } else if (name === 'xspace') this.#xspace(cursor)
    else if (name === 'hspace' || name === 'hskip') {
      cursor.star()
      cursor.group()
      this.draft.space()
    } else if (name === 'enquote') {
      this.draft.text('“')
      this.#scoped(cursor.argument())
      this.draft.text('”')
    } else if (name === 'texorpdfstring') {
      this.#scoped(cursor.argument())
      cursor.argument()
    } else if (name === 'char' || name === 'symbol') cursor.group()
    else if (swallowed !== undefined || unread !== undefined) {
      cursor.star()
      cursor.optional()
      for (let read = 0; read < (swallowed ?? unread ?? 0); read++) {
        cursor.argument()
        cursor.optional()
      }
    } else if (name.length > 1) {
      // Of a macro that nobody knows, options are noise; what stands in braces is read as text.
      cursor.star()
      cursor.optional()
    }
  }

  /** A space, unless the word is followed by a space or by punctuation. */
  #xspace(cursor: Cursor): void {
    const next = cursor.peek()
    const joined = next === null || (next.kind === 'text' && /^[.,;:!?'’)\]/~-]/.test(next.text))
    if (!joined) this.draft.space()
  }

  /** The text of a few nodes, by itself. */
  #plainText(nodes: readonly TexNode[]): string {
    const draft = new Draft()
    new InlineReader(draft, { citations: 'drop' }).read(nodes)
    return draft.finish(() => ({ text: '', targets: [], kind: 'other' }))?.text ?? ''
  }
}

const quantity = (value: string, unit: string): string =>
  /^[%°′″]/.test(unit) ? value + unit : `${value} ${unit}`.trim()

/** Nodes as TeX again, for what reads TeX itself. */
function texOf(nodes: readonly TexNode[]): string {
  let tex = ''
  for (const node of nodes) {
    if (node.kind === 'text') tex += node.text
    else if (node.kind === 'macro') tex += `\\${node.name}${/^[A-Za-z]/.test(node.name) ? ' ' : ''}`
    else if (node.kind === 'group') tex += `{${texOf(node.children)}}`
    else if (node.kind === 'math') tex += node.source
    else tex += ' '
  }
  return tex
}

/** Dashes, quotes and the tie of TeX as the signs that are printed. */
function readableSigns(text: string, before: string): string {
  if (!/[-`'~&]/.test(text)) return text
  return text
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll('``', '“')
    .replaceAll("''", '”')
    .replace(/[~&]/g, ' ')
    .replaceAll('`', '‘')
    .replace(/'/g, (_, at: number) => (at === 0 && before === '' ? '‘' : '’'))
}
