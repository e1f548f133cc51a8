import { UNKNOWN_END, verbatimEnd } from './verbatimBlocks.js'

/** What the next line stands in. */
type Around =
  | { readonly kind: 'none' | 'quote' }
  /** A list item or note: `indent` columns keep a line in it. Not sure: perhaps the paragraph before it goes on. */
  | { readonly kind: 'item'; readonly indent: number; readonly isSure: boolean }
  /** HTML up to a blank line, or a paragraph that begins like it. */
  | { readonly kind: 'html' }
  /** A block that only this ends, blank lines or not. */
  | { readonly kind: 'verbatim'; readonly end: RegExp }

const NONE: Around = { kind: 'none' }
const BLANK = /^[ \t]*$/
const ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:([ \t]+)(?=[^ \t])|[ \t]*$)/
/** Items that do not interrupt a paragraph: without text, or with a number other than one. */
const WEAK_ITEM = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]*$|(?!1[.)])\d{1,9}[.)][ \t])/
const NOTE = /^\[\^[^\]]{1,999}\]:/
const HTML = /^<[/a-z]/i
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/

/**
 * Finds the lines of a CommonMark text at which a block of the document itself begins, whatever came before: behind a
 * blank line, outside of every list, quotation, note, fence, formula and piece of HTML. What lies between two of them can
 * be parsed alone. Where it cannot tell, it says no from there on.
 */
export class BlockStarts {
  #around: Around = NONE
  #isBehindBlank = true
  #isBehindCode = false
  #isLost = false

  /** Whether the last line surely stands in a fence, formula or comment, or begins one: nothing in it is Markdown. */
  get isVerbatim(): boolean {
    return this.#around.kind === 'verbatim' && this.#around.end !== UNKNOWN_END
  }

  /** True when the next line, given now, begins a block. Lines are given in order, without their ends. */
  isNext(line: string): boolean {
    if (this.#isLost) return false
    const around = this.#around
    const isBehindBlank = this.#isBehindBlank
    this.#isBehindBlank = BLANK.test(line)
    if (around.kind === 'verbatim') {
      if (around.end.test(line)) this.#around = NONE
      return false
    }
    if (this.#isBehindBlank) {
      if (around.kind !== 'item') this.#around = NONE
      return false
    }
    const { columns, text } = indentOf(line)
    const isBehindCode = this.#isBehindCode
    this.#isBehindCode = columns > 3
    if (around.kind === 'item' && columns >= around.indent) {
      this.#isLost = !around.isSure && columns < 4 && (HTML.test(text) || verbatimEnd(text) !== null)
      return false
    }
    if (columns > 3) return false
    this.#enter(text, columns, isBehindBlank ? null : around)
    // The parser takes some items behind indented code for words.
    return isBehindBlank && !this.#isLost && !(isBehindCode && (text.startsWith('>') || ITEM.test(text)))
  }

  /**
   * A line of the document itself, unless it goes on with the last paragraph of an item or quotation.
   *
   * @param before null behind a blank line
   */
  #enter(text: string, columns: number, before: Around | null): void {
    const end = verbatimEnd(text)
    if (before?.kind === 'html') {
      this.#isLost = (end !== null && end !== 'same line') || ITEM.test(text)
    } else if (end !== null) this.#around = end === 'same line' ? NONE : { kind: 'verbatim', end }
    else if (text.startsWith('>')) this.#around = { kind: 'quote' }
    else if (RULE.test(text)) this.#around = NONE
    else if (ITEM.test(text)) this.#around = itemOf(text, columns, before)
    else if (NOTE.test(text)) this.#around = { kind: 'item', indent: 4, isSure: false }
    else if (HTML.test(text)) {
      this.#isLost = before?.kind === 'item'
      this.#around = { kind: 'html' }
    } else if (before?.kind === 'item') this.#around = { ...before, isSure: false }
    else this.#around = before ?? NONE
  }
}

/** Sure is an item that begins here whether or not a paragraph goes before it, with an indent that blanks tell. */
function itemOf(text: string, columns: number, before: Around | null): Around {
  const [whole, blanks = ''] = ITEM.exec(text)!
  const marker = whole.trimEnd().length
  const isPlace = before === null || (before.kind === 'item' && before.isSure) || !WEAK_ITEM.test(text)
  const isSure = isPlace && /^ +$/.test(blanks)
  return { kind: 'item', indent: columns + marker + (isSure && blanks.length < 5 ? blanks.length : 1), isSure }
}

function indentOf(line: string): { columns: number; text: string } {
  let columns = 0
  let at = 0
  for (; line[at] === ' ' || line[at] === '\t'; at++) columns += line[at] === '\t' ? 4 - (columns % 4) : 1
  return { columns, text: line.slice(at) }
}
