import type { PhrasingContent } from 'mdast'

const OPENING = /^\s*(\*{1,3}|_{1,3})(?=\S)/

/**
 * `*Figure 2: A map. *`: a blank before the closing mark keeps CommonMark from reading the emphasis that is meant. A
 * paragraph that begins and ends so is emphasised; any other stays.
 */
export function withLooseEmphasis(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const first = nodes[0]
  const last = nodes.at(-1)
  if (first?.type !== 'text' || last?.type !== 'text') return nodes
  const opening = OPENING.exec(first.value)
  const mark = opening?.[1]
  const end = last.value.trimEnd()
  if (opening === null || mark === undefined || !end.endsWith(mark)) return nodes
  const close = end.length - mark.length
  if (!/\s/.test(end[close - 1] ?? '') || (first === last && close <= opening[0].length)) return nodes
  const cut = (node: PhrasingContent): PhrasingContent => {
    if (node !== first && node !== last) return node
    const value = (node as typeof first).value
    const from = node === first ? opening[0].length : 0
    const to = node === last ? close : value.length
    return { ...(node as typeof first), value: value.slice(from, to).replace(node === last ? /\s+$/ : /$/, '') }
  }
  const position =
    first.position !== undefined && last.position !== undefined
      ? { position: { start: first.position.start, end: last.position.end } }
      : {}
  return [{ type: mark.length === 1 ? 'emphasis' : 'strong', children: nodes.map(cut), ...position }]
}
