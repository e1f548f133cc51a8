import type { RuleContext, RuleResult } from './textRule.js'

/** Prints the reference that stands from `at` to `end`. Where no space is before a word, as in `Figures@fig:a`, one is put. */
export function reference(
  at: number,
  end: number,
  written: readonly string[],
  style: 'named' | 'number',
  { text, references, printed }: RuleContext,
): RuleResult {
  const keys = written.map((key) => key.trim()).filter((key) => key !== '')
  const targets = references.targets(keys)
  const gap = /[A-Za-z.]/.test(text[at - 1] ?? '') ? ' ' : ''
  const words = gap + references.print({ keys, style }, printed)
  const kind = targets.length > 0 ? 'figure' : 'other'
  return { edits: [{ start: at, end, text: words, reference: { targets, kind } }], end }
}
