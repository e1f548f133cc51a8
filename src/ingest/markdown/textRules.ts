import type { ReferenceTable } from '../markup/content.js'
import type { Edit } from '../markup/editRichText.js'
import type { Span } from '../paper.js'
import { parseAttributes } from './attributes.js'
import { matchBrackets } from './brackets.js'
import { readCitation, readCitationGroup } from './citations.js'
import type { DraftText } from './inline.js'
import { texCommand } from './texCommands.js'
import type { RuleContext, RuleResult } from './textRule.js'

/** What the rules make of a text: replacements, bold runs of TeX, labels that stand in it. */
export interface TextRules {
  readonly edits: readonly Edit[]
  readonly bold: readonly Span[]
  readonly labels: readonly string[]
}

const TRIGGER = /[\\@[^~{-]/g
const SUPERSCRIPT = /\^([^\s^\\{[]{1,24})\^/y
const SUBSCRIPT = /~([^\s~\\{]{1,24})~/y

/**
 * Reads what pandoc reads in running text and CommonMark does not: TeX commands, references and citations, notes, sub-
 * and superscripts, attributes, dashes. One pass; brackets are matched beforehand, so that no rule looks far.
 */
export function applyTextRules(draft: DraftText, references: ReferenceTable, place: RuleContext['place']): TextRules {
  const { text, verbatim } = draft
  const braces = matchBrackets(text, '{', '}')
  const brackets = matchBrackets(text, '[', ']')
  const edits: Edit[] = []
  const bold: Span[] = []
  const labels: string[] = []
  let printedTo = 0
  let printed = ''
  let protectedAt = 0
  TRIGGER.lastIndex = 0
  for (let match = TRIGGER.exec(text); match !== null; match = TRIGGER.exec(text)) {
    const at = match.index
    while (protectedAt < verbatim.length && verbatim[protectedAt]!.end <= at) protectedAt++
    const inside = verbatim[protectedAt]
    if (inside !== undefined && inside.start <= at) {
      TRIGGER.lastIndex = inside.end
      continue
    }
    // Only the last characters count: a word like Figure before a reference.
    printed = (printed + text.slice(Math.max(printedTo, at - 64), at)).slice(-64)
    printedTo = at
    const context = { text, braces, references, place, printed, runEnd: inside?.start ?? text.length }
    const result = ruleAt(match[0], at, context, brackets)
    if (result === null) continue
    for (const edit of result.edits) if (edit.start === at) printed += edit.text
    edits.push(...result.edits)
    if (result.bold !== undefined) bold.push(result.bold)
    if (result.label !== undefined && result.label !== '') labels.push(result.label)
    printedTo = Math.max(result.end, printedTo)
    TRIGGER.lastIndex = Math.max(result.end, at + 1)
  }
  return { edits: disjoint(edits), bold, labels }
}

function ruleAt(
  character: string,
  at: number,
  context: RuleContext,
  brackets: ReadonlyMap<number, number>,
): RuleResult | null {
  const { text } = context
  if (character === '\\') return texCommand(at, context)
  if (character === '@') return readCitation(at, context)
  if (character === '[') return readCitationGroup(at, brackets.get(at), context)
  if (character === '{') return attributesAt(at, text)
  if (character === '^') {
    // A note in the text: ^[like this].
    const close = text[at + 1] === '[' ? brackets.get(at + 1) : undefined
    if (close !== undefined) return { edits: [{ start: at, end: close + 1, text: '' }], end: close + 1 }
    return unwrapped(SUPERSCRIPT, at, text)
  }
  if (character === '~') {
    const subscript = unwrapped(SUBSCRIPT, at, text)
    if (subscript !== null) return subscript
    // A tie: Fig.~\ref{x}, Figure~1.
    if (/[\w.)]/.test(text[at - 1] ?? '') && /[\\@[\d]/.test(text[at + 1] ?? '')) {
      return { edits: [{ start: at, end: at + 1, text: ' ' }], end: at + 1 }
    }
    return null
  }
  const dashes = text.startsWith('---', at) ? 3 : text.startsWith('--', at) ? 2 : 0
  if (dashes === 0) return null
  if (text[at + dashes] === '-') {
    let end = at + dashes
    while (text[end] === '-') end++
    return { edits: [], end }
  }
  return { edits: [{ start: at, end: at + dashes, text: dashes === 3 ? '—' : '–' }], end: at + dashes }
}

function unwrapped(pattern: RegExp, at: number, text: string): RuleResult | null {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  if (match === null) return null
  const end = at + match[0].length
  return { edits: [{ start: at, end, text: match[1]! }], end }
}

/** `{#eq:x}`, `{.class}` behind mathematics, brackets or code. Other braces are text. */
function attributesAt(at: number, text: string): RuleResult | null {
  if (!/[#.=-]/.test(text[at + 1] ?? '')) return null
  const attributes = parseAttributes(text, at)
  if (attributes === null) return null
  return {
    edits: [{ start: at, end: attributes.end, text: '' }],
    end: attributes.end,
    ...(attributes.id === null ? {} : { label: attributes.id }),
  }
}

/** Sorted, and none inside another: a command that is removed takes what stands in it along. */
function disjoint(edits: readonly Edit[]): Edit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Edit[] = []
  for (const edit of sorted) if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit)
  return kept
}
