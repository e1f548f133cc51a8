import type { Nodes, Root } from 'mdast'

/** Labels of links and notes that a text defines: `[label]: address`, `[^label]: words`. */
export interface DefinedLabels {
  readonly links: ReadonlySet<string>
  readonly notes: ReadonlySet<string>
}

const LABEL = /\[((?:[^[\]\\]|\\.){1,999})\]/gs

/** Collects what the trees define, each label as the parser compares them. */
export function definedLabels(trees: Iterable<Root>): DefinedLabels {
  const links = new Set<string>()
  const notes = new Set<string>()
  const open: Nodes[] = [...trees]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'definition') links.add(node.identifier)
    else if (node.type === 'footnoteDefinition') notes.add(node.identifier)
    if ('children' in node) for (const child of node.children) open.push(child)
  }
  return { links, notes }
}

/**
 * Lines that define the labels of a piece which other pieces define; nothing when there are none. Without them the parser
 * would take `[words][label]` for words.
 */
export function definitionLines(piece: string, { links, notes }: DefinedLabels): string {
  if (links.size === 0 && notes.size === 0) return ''
  const lines = new Set<string>()
  for (const [, written = ''] of piece.matchAll(LABEL)) {
    const label = written.replace(/\n[ \t>]*/g, ' ')
    if (links.has(identifier(label))) lines.add(`[${label}]: <x>`)
    if (label.startsWith('^') && notes.has(identifier(label.slice(1)))) lines.add(`[${label}]: x`)
  }
  // The rule keeps what follows out of the last note.
  return lines.size === 0 ? '' : `${[...lines].join('\n\n')}\n\n---\n\n`
}

/** As the parser compares labels: some letters have one capital and two small forms. */
const identifier = (label: string): string =>
  label
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
