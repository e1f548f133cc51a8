import type { Counters } from './counters.js'
import { type Cursor, plainName } from './cursor.js'
import type { TexNode } from './syntaxTree.js'

/** Applies a macro that changes how things are counted, its arguments read; null for another macro. */
export function applyNumbering(macro: string, cursor: Cursor, counters: Counters): { figureName?: string } | null {
  const name = (): string => plainName(cursor.argument()).trim()
  if (macro === 'setcounter' || macro === 'addtocounter') {
    const counter = name()
    const value = Number.parseInt(name(), 10)
    counters.set(counter, macro === 'setcounter' ? value : counters.value(counter) + value)
  } else if (macro === 'stepcounter' || macro === 'refstepcounter') counters.step(name())
  else if (macro === 'numberwithin' || macro === 'counterwithin') {
    const plain = cursor.star()
    const counter = name()
    counters.resetWithin(counter, name(), !plain)
  } else if (macro === 'renewcommand') {
    const [target] = cursor.argument()
    const format = cursor.argument()
    if (target?.kind === 'macro' && target.name === 'figurename') return { figureName: plainText(format) }
    if (target?.kind === 'macro' && target.name.startsWith('the'))
      counters.setFormat(target.name.slice(3), texOf(format))
  } else return null
  return {}
}

const plainText = (nodes: readonly TexNode[]): string => plainName(nodes).trim()

function texOf(nodes: readonly TexNode[]): string {
  let tex = ''
  for (const node of nodes) {
    if (node.kind === 'text') tex += node.text
    else if (node.kind === 'macro') tex += `\\${node.name}`
    else if (node.kind === 'group') tex += `{${texOf(node.children)}}`
    else tex += ' '
  }
  return tex
}
