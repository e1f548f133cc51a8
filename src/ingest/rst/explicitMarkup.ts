import { block, endOfIndented, type Line } from './lines.js'

/** What begins with two dots. */
export type Explicit =
  | {
      readonly type: 'directive'
      readonly name: string
      readonly substitution: string | null
      readonly argument: string
      readonly options: ReadonlyMap<string, string>
      readonly body: readonly Line[]
    }
  | { readonly type: 'target'; readonly key: string; readonly isInternal: boolean }
  | { readonly type: 'footnote'; readonly label: string; readonly body: readonly Line[] }
  | { readonly type: 'comment' }

const TARGET = /^\.\. _(?:`([^`]+)`|((?:[^:\\]|\\.|:(?! |$))+)):(?: +(.*))?$/
const FOOTNOTE = /^\.\. \[([^\]]+)\] ?(.*)$/
const DIRECTIVE = /^\.\. (?:\|([^|]+)\| +)?([a-zA-Z][\w:+.-]*?) ?::(?: +(.*))?$/
const OPTION = /^:([^:]+):(?: +(.*))?$/

/** The explicit markup at `at`, and the index after it. Null when the line is none. */
export function readExplicit(lines: readonly Line[], at: number): { explicit: Explicit; end: number } | null {
  const first = lines[at]!
  if (first.text !== '..' && !first.text.startsWith('.. ')) return null
  const end = endOfIndented(lines, at + 1, first.indent)
  const below = lines.slice(at + 1, end)
  const target = TARGET.exec(first.text)
  if (target !== null) {
    const key = (target[1] ?? target[2] ?? '').replace(/\\(.)/g, '$1')
    const isInternal = (target[3] ?? '') === '' && below.every(({ text }) => text === '')
    return { explicit: { type: 'target', key, isInternal }, end }
  }
  const footnote = FOOTNOTE.exec(first.text)
  if (footnote !== null) {
    const head = { ...first, text: footnote[2]!, indent: 0 }
    return { explicit: { type: 'footnote', label: footnote[1]!, body: [head, ...block(below)] }, end }
  }
  const directive = DIRECTIVE.exec(first.text)
  if (directive === null) return { explicit: { type: 'comment' }, end }
  const { argument, options, body } = readArguments(directive[3] ?? '', below)
  return {
    explicit: {
      type: 'directive',
      name: directive[2]!.toLowerCase(),
      substitution: directive[1] ?? null,
      argument,
      options,
      body,
    },
    end,
  }
}

/** Arguments go on until options or a blank line; options until a blank line; the rest is the body. */
function readArguments(
  head: string,
  below: readonly Line[],
): { argument: string; options: Map<string, string>; body: Line[] } {
  const options = new Map<string, string>()
  let argument = head.trim()
  let at = 0
  while (at < below.length && below[at]!.text !== '' && !OPTION.test(below[at]!.text.trim())) {
    argument = `${argument} ${below[at]!.text.trim()}`.trim()
    at++
  }
  let last = ''
  for (; at < below.length && below[at]!.text !== ''; at++) {
    const text = below[at]!.text.trim()
    const option = OPTION.exec(text)
    if (option !== null) {
      last = option[1]!.trim().toLowerCase()
      options.set(last, (option[2] ?? '').trim())
    } else options.set(last, `${options.get(last) ?? ''} ${text}`.trim())
  }
  return { argument, options, body: block(below.slice(at)) }
}
