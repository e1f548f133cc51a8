import type { Edit } from '../markup/editRichText.js'
import { reference } from './reference.js'
import type { RuleContext, RuleResult } from './textRule.js'

const KEY = /^@\{?([A-Za-z0-9_][\w:.#$%&+?<>~/-]{0,120})\}?/
const MAX_KEY_CHARACTERS = 124
/** Prefixes by which pandoc-crossref and Quarto tell labels from citations. */
const CROSS_REFERENCE = /^(?:fig|tbl|tab|eq|sec|lst|thm|lem|alg)[:-]/i
const MAX_GROUP_CHARACTERS = 1_000

/**
 * `@fig:x` prints the figure's number, `@doe99` in running text the key as it stands: pandoc would print the authors.
 */
export function readCitation(at: number, context: RuleContext): RuleResult | null {
  const { text, references, runEnd } = context
  const isGlued = /[\w.]/.test(text[at - 1] ?? '')
  // bookdown's \@ref(fig:x), its backslash read as an escape.
  const bookdown = /^@ref\(([\w:./-]{1,120})\)/.exec(text.slice(at, at + 130))
  if (bookdown !== null) return reference(at, at + bookdown[0].length, [bookdown[1]!], 'number', context)
  const match = KEY.exec(text.slice(at, Math.min(runEnd, at + MAX_KEY_CHARACTERS)))
  if (match === null) return null
  const key = match[1]!.replace(/[:.?<>~/%&#$+-]+$/, '')
  const end = match[0].includes('{') ? at + match[0].length : at + 1 + key.length
  const targets = references.targets([key])
  // name@host is an address; `Fig.@fig:x`, or with a formula for the blank between, names a figure.
  if (isGlued && targets.length === 0) return null
  if (targets.length === 0 && !CROSS_REFERENCE.test(key)) {
    return { edits: [{ start: at, end, text: key }], end }
  }
  // A minus asks for the number alone.
  const isBare = text[at - 1] === '-' && /[\s[(;]/.test(text[at - 2] ?? ' ')
  return reference(isBare ? at - 1 : at, end, [key], isBare ? 'number' : 'named', context)
}

/** `in [@doe99]` needs its name; a sentence without it would end in the preposition. */
const NEEDS_NAME = /\b(?:in|of|from|by|after|see|and|to|with|following|original|per) ?$/i

/**
 * `[@doe99; @smith04]` is dropped in captions and printed `(doe99; smith04)` in the body; in `[see @fig:a; @fig:b]` the
 * brackets go and the references stay.
 */
export function readCitationGroup(
  at: number,
  close: number | undefined,
  { text, references, place, printed }: RuleContext,
): RuleResult | null {
  if (close === undefined || close - at > MAX_GROUP_CHARACTERS) return null
  const inside = text.slice(at + 1, close)
  if (!inside.includes('@')) return spanWithAttributes(at, close, text)
  const keys = [...inside.matchAll(/(?:^|[\s;,[(-])@\{?([A-Za-z0-9_][\w:.#$%&+?<>~/-]*)/g)].map(([, key]) => key!)
  if (keys.length === 0) return null
  const isReference = keys.some((key) => CROSS_REFERENCE.test(key) || references.targets([key]).length > 0)
  if (!isReference) {
    const names = inside.replace(/-?@\{?/g, '').replaceAll('}', '')
    const needsName = NEEDS_NAME.test(printed)
    // Between two words a space must stay.
    const isTight = /\w/.test(text[at - 1] ?? '') && /\w/.test(text[close + 1] ?? '')
    const gap = /[\w.)]/.test(text[at - 1] ?? '') ? ' ' : ''
    const words = needsName ? gap + names : place === 'body' ? `${gap}(${names})` : isTight ? ' ' : ''
    return { edits: [{ start: at, end: close + 1, text: words }], end: close + 1 }
  }
  const gap = /[A-Za-z.]/.test(text[at - 1] ?? '') ? ' ' : ''
  const edits: Edit[] = [
    { start: at, end: at + 1, text: gap },
    { start: close, end: close + 1, text: '' },
  ]
  for (let semicolon = inside.indexOf(';'); semicolon !== -1; semicolon = inside.indexOf(';', semicolon + 1)) {
    const start = at + 1 + semicolon
    const end = text[start + 1] === ' ' ? start + 2 : start + 1
    edits.push({ start, end, text: ', ' })
  }
  return { edits, end: at + 1 }
}

/** `[words]{.class}`: the words stay. */
function spanWithAttributes(at: number, close: number, text: string): RuleResult | null {
  if (text[close + 1] !== '{' || !/[#.]/.test(text[close + 2] ?? '')) return null
  return {
    edits: [
      { start: at, end: at + 1, text: '' },
      { start: close, end: close + 1, text: '' },
    ],
    end: at + 1,
  }
}
