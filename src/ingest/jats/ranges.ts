import type { Reference, RichText } from '../paper.js'
import type { Targets } from './inline.js'

/** No author means more figures than this by "Figures 2–9". */
const LONGEST_RANGE = 40

/**
 * Adds what two links with a dash between them mean: `Figs <xref>2</xref>–<xref>5</xref>` names Figures 3 and 4 too.
 * The added reference spans both links.
 */
export function fillRanges(content: RichText, targets: Targets): RichText {
  const added: Reference[] = []
  const links = content.references.filter(({ kind }) => kind === 'figure')
  for (const [index, to] of links.entries()) {
    const from = links[index - 1]
    if (from === undefined || !/^\s*(?:[-‐‑–—−]|to|through)\s*$/.test(content.text.slice(from.end, to.start))) continue
    const between = keysBetween(from.targets.at(-1)!, to.targets[0]!, targets)
    if (between.length > 0) added.push({ start: from.start, end: to.end, targets: between, kind: 'figure' })
  }
  if (added.length === 0) return content
  return {
    ...content,
    references: [...content.references, ...added].sort((a, b) => a.start - b.start || b.end - a.end),
  }
}

/** Keys of the figures whose labels differ from both by the number alone, and lie between. */
function keysBetween(from: string, to: string, targets: Targets): string[] {
  const [first, last] = [numberOf(from, targets), numberOf(to, targets)]
  if (first === undefined || last === undefined || first.series !== last.series) return []
  if (last.number - first.number > LONGEST_RANGE) return []
  return targets.keys().filter((key) => {
    const at = numberOf(key, targets)
    return at?.series === first.series && at.number > first.number && at.number < last.number
  })
}

function numberOf(key: string, targets: Targets): { series: string; number: number } | undefined {
  const label = targets.labelOf(key)
  const digits = label === null ? null : /\d{1,4}(?=\D*$)/.exec(label)
  if (label === null || digits === null) return undefined
  return { series: label.slice(0, digits.index).toLowerCase(), number: Number(digits[0]) }
}
