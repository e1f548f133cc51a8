/** A line with its place in the file. `text` has lost the indent of the block around it. */
export interface Line {
  readonly text: string
  /** Columns before the first character; Infinity for a blank line. */
  readonly indent: number
  /** 1-based. */
  readonly number: number
}

const TAB = 8

/** Lines of a file, tabs made spaces as docutils does. */
export function splitLines(source: string): Line[] {
  return source
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((raw, index) => lineOf(expandTabs(raw), index + 1))
}

function lineOf(text: string, number: number): Line {
  const trimmed = text.trimEnd()
  const indent = trimmed === '' ? Number.POSITIVE_INFINITY : trimmed.length - trimmed.trimStart().length
  return { text: trimmed, indent, number }
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text
  let expanded = ''
  for (const piece of text.split('\t')) {
    if (expanded !== '' || piece === '') expanded += ' '.repeat(TAB - (expanded.length % TAB))
    expanded += piece
  }
  return expanded
}

/** Takes `columns` of indent away; blank lines stay blank. */
export const dedent = (lines: readonly Line[], columns: number): Line[] =>
  lines.map((line) =>
    line.text === '' ? line : { ...line, text: line.text.slice(columns), indent: line.indent - columns },
  )

/** Takes away the indent that all lines share, and blank lines at both ends. */
export function block(lines: readonly Line[]): Line[] {
  let begin = 0
  let end = lines.length
  while (begin < end && lines[begin]!.text === '') begin++
  while (end > begin && lines[end - 1]!.text === '') end--
  const kept = lines.slice(begin, end)
  const columns = kept.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY)
  return columns === 0 || !Number.isFinite(columns) ? kept : dedent(kept, columns)
}

/** Index after the lines from `at` on that are blank or indented more than `indent`, blank ones at the end left out. */
export function endOfIndented(lines: readonly Line[], at: number, indent: number): number {
  let end = at
  for (let here = at; here < lines.length; here++) {
    const line = lines[here]!
    if (line.text === '') continue
    if (line.indent <= indent) break
    end = here + 1
  }
  return end
}
