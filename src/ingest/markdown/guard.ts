import { FormatError } from '../../errors.js'
import { BlockStarts } from './blockStarts.js'

/**
 * Where micromark 4 takes quadratic time or worse within one block (measured): marks that may pair up, lines that go on with
 * a quotation, brackets inside brackets, underlined headings, containers inside one another. Papers stay far below: 400
 * marks in a block, three levels. A line or a cell of a table costs it up to 10 kB of memory and 0.1 ms: books have 20 000
 * lines.
 */
const LIMITS = { pairCost: 1e8, brackets: 64, containers: 64, indent: 256, underlines: 2_000, lines: 60_000 }
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/

/** What the pieces of one document, and the bodies in them, cost the parser together. */
export class MarkdownGuard {
  readonly #name: string
  #cost = 0
  #lines = 0

  /** @param name of the document, for messages */
  constructor(name: string) {
    this.#name = name
  }

  /**
   * Refuses texts that would keep the parser busy for minutes.
   *
   * @param lineOf line of the file of a line of the text, both 1-based
   * @throws FormatError LIMIT_EXCEEDED with the line
   */
  check(text: string, lineOf: (line: number) => number): void {
    const starts = new BlockStarts()
    let marks = 0
    let depth = 0
    let underlines = 0
    let isContained = false
    text.split('\n').forEach((line, index) => {
      const refuse = (what: string, limit: number): never => {
        const at = lineOf(index + 1)
        throw new FormatError(
          `Expected at most ${limit} ${what} in Markdown but received more in ${JSON.stringify(this.#name)}, line ${at}.`,
          { file: this.#name, line: at },
          'LIMIT_EXCEEDED',
        )
      }
      if (starts.isNext(line)) underlines = 0
      if (++this.#lines > LIMITS.lines) refuse('lines and cells of tables', LIMITS.lines)
      if (line.trim() === '' || starts.isVerbatim) {
        this.#cost += marks * marks
        marks = 0
        depth = 0
        isContained = false
        return
      }
      if (UNDERLINE.test(line) && ++underlines > LIMITS.underlines) refuse('underlined headings', LIMITS.underlines)
      const head = CONTAINERS.exec(line.slice(0, 2_048))![0]
      if (head.length > LIMITS.containers && head.replace(/\s/g, '').length > LIMITS.containers) {
        refuse('lists and quotations inside one another', LIMITS.containers)
      }
      if (LIST_ITEM.test(line) && line.search(/\S/) > LIMITS.indent)
        refuse('columns of indent before a list', LIMITS.indent)
      if (head !== '') isContained = true
      else if (isContained) marks++
      for (let at = 0; at < line.length; at++) {
        const code = line.charCodeAt(at)
        if (code === 0x5b) depth++
        else if (code === 0x5d && depth > 0) {
          if (depth > LIMITS.brackets) refuse('brackets inside one another', LIMITS.brackets)
          depth--
        } else if (code === 0x7c) this.#lines++
        if (isMark(code)) marks++
      }
      if (this.#cost + marks * marks > LIMITS.pairCost) refuse('pairs of marks such as * and [', LIMITS.pairCost)
    })
  }
}

/** [ ] * _ ~ $ ` < */
const isMark = (code: number): boolean =>
  code === 0x5b ||
  code === 0x5d ||
  code === 0x2a ||
  code === 0x5f ||
  code === 0x7e ||
  code === 0x24 ||
  code === 0x60 ||
  code === 0x3c
