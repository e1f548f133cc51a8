import { styledNumber } from './counters.js'
import type { TexNode } from './syntaxTree.js'

/** What a list prints before its items. */
export type ListMarker = (item: number) => string

const COUNTER = /\\(alph|Alph|roman|Roman|arabic)\*/
const SHORT: Readonly<Record<string, string>> = { a: 'alph', A: 'Alph', i: 'roman', I: 'Roman', '1': 'arabic' }

/**
 * The marker that the options of a list ask for: `[label=(\alph*)]` of enumitem, `[(a)]` of enumerate and paralist. Null
 * for others: LaTeX's own bullets and numbers tell a reader nothing.
 */
export function listMarker(options: readonly TexNode[] | null): ListMarker | null {
  if (options === null) return null
  const text = spell(options).slice(0, 200)
  const label = /(?:^|,)\s*label\s*=\s*\{?([^,{}]{1,40})/.exec(text)?.[1] ?? (text.includes('=') ? null : text)
  if (label === null) return null
  const counter = COUNTER.exec(label)
  if (counter !== null) return (item) => label.replace(COUNTER, styledNumber(counter[1] as string, item)).trim()
  const short = /^([^A-Za-z0-9]*)([aAiI1])([^A-Za-z0-9]*)$/.exec(label.trim())
  if (short === null) return null
  const [, before = '', style = '', behind = ''] = short
  return (item) => before + styledNumber(SHORT[style] as string, item) + behind
}

function spell(nodes: readonly TexNode[]): string {
  let tex = ''
  for (const node of nodes) {
    if (node.kind === 'text') tex += node.text
    else if (node.kind === 'macro') tex += /^(?:alph|Alph|roman|Roman|arabic)$/.test(node.name) ? `\\${node.name}` : ''
    else if (node.kind === 'group') tex += `{${spell(node.children)}}`
    else tex += ' '
  }
  return tex
}
