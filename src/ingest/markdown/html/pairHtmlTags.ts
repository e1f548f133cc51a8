import type { PhrasingContent } from 'mdast'
import { htmlTokens } from './htmlTokens.js'

const WRAPPERS: Readonly<Record<string, 'strong' | 'emphasis' | 'link'>> = {
  b: 'strong',
  strong: 'strong',
  em: 'emphasis',
  i: 'emphasis',
  a: 'link',
}

/**
 * Inline HTML as nodes: `<b>`, `<em>` and `<a>` with their closing tag become strong, emphasis and link, `<br>` a break,
 * the text of other tags stays. Images are not looked at: in running text they are no figures.
 */
export function pairHtmlTags(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  if (!nodes.some((node) => node.type === 'html')) return nodes
  interface Frame {
    readonly name: string
    readonly href: string
    readonly children: PhrasingContent[]
  }
  const stack: Frame[] = [{ name: '', href: '', children: [] }]
  const close = (): void => {
    const { name, href, children } = stack.pop()!
    const type = WRAPPERS[name]!
    const node = type === 'link' ? { type, url: href, children } : { type, children }
    stack.at(-1)!.children.push(node as PhrasingContent)
  }
  for (const node of nodes) {
    if (node.type !== 'html') {
      stack.at(-1)!.children.push(node)
      continue
    }
    for (const token of htmlTokens(node.value)) {
      if (token.type === 'text') stack.at(-1)!.children.push({ type: 'text', value: token.text })
      else if (token.name === 'br') stack.at(-1)!.children.push({ type: 'break' })
      else if (WRAPPERS[token.name] === undefined) continue
      else if (token.type === 'open') {
        if (stack.length < 32) stack.push({ name: token.name, href: token.attributes.get('href') ?? '', children: [] })
      } else if (stack.some(({ name }) => name === token.name)) {
        while (stack.at(-1)!.name !== token.name) close()
        close()
      }
    }
  }
  while (stack.length > 1) close()
  return stack[0]!.children
}
