import { FormatError } from '../../errors.js'

/**
 * Where micromark 4 takes quadratic time or worse (measured): marks that may pair up within one block, brackets inside
 * brackets, underlined headings, containers inside one another. Papers stay far below: 400 marks in a block, three levels.
 * A line or a cell of a table costs it up to 10 kB of memory and 0.1 ms: books have 20 000 lines.
 */
const LIMITS = { pairCost: 2e8, brackets: 64, containers: 64, indent: 256, underlines: 2_000, lines: 60_000 }
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/

/**
 * Refuses texts that would keep the parser busy for minutes.
 *
 * @throws FormatError LIMIT_EXCEEDED with the line
 */
export function guardMarkdown(text: string, name: string): void {
  let cost = 0
  let marks = 0
  let depth = 0
  let underlines = 0
  let lines = 0
  text.split('\n').forEach((line, index) => {
    const refuse = (what: string, limit: number): never => {
      throw new FormatError(
        `Expected at most ${limit} ${what} in Markdown but received more in ${JSON.stringify(name)}, line ${index + 1}.`,
        { file: name, line: index + 1 },
        'LIMIT_EXCEEDED',
      )
    }
    if (++lines > LIMITS.lines) refuse('lines and cells of tables', LIMITS.lines)
    if (line.trim() === '') {
      cost += marks * marks
      marks = 0
      depth = 0
      return
    }
    if (UNDERLINE.test(line) && ++underlines > LIMITS.underlines) refuse('underlined headings', LIMITS.underlines)
    const head = CONTAINERS.exec(line.slice(0, 2_048))![0]
    if (head.length > LIMITS.containers && head.replace(/\s/g, '').length > LIMITS.containers) {
      refuse('lists and quotations inside one another', LIMITS.containers)
    }
    if (LIST_ITEM.test(line) && line.search(/\S/) > LIMITS.indent)
      refuse('columns of indent before a list', LIMITS.indent)
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at)
      if (code === 0x5b) depth++
      else if (code === 0x5d && depth > 0) {
        if (depth > LIMITS.brackets) refuse('brackets inside one another', LIMITS.brackets)
        depth--
      } else if (code === 0x7c) lines++
      if (isMark(code)) marks++
    }
    if (cost + marks * marks > LIMITS.pairCost) refuse('pairs of marks such as * and [', LIMITS.pairCost)
  })
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
