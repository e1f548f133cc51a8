import type { Panel } from './panelSpans.js'

const ORDER =
  /(?=from)(?<![\p{L}\p{N}])from\s(?:(?<left>left(?:\sto\sright)?)|(?<right>right\sto\sleft)|(?<top>top\sto\sbottom)|(?<bottom>bottom\sto\stop)):\s/iu
const NAMES = { left: ['left', 'right'], right: ['right', 'left'], top: ['top', 'bottom'], bottom: ['bottom', 'top'] }
const MIDDLE = 'middle'
const MAX_ITEMS = 8

/** `From left to right: text, text and text.`; null where no such sentence stands, or its parts cannot be told. */
export function orderedPanels(text: string): readonly Panel[] | null {
  const match = ORDER.exec(text)
  if (match === null) return null
  const direction = (['left', 'right', 'top', 'bottom'] as const).find((name) => match.groups![name] !== undefined)!
  const start = match.index + match[0].length
  const items = listItems(text, start)
  if (items.length < 2 || items.length > MAX_ITEMS) return null
  const [first, last] = NAMES[direction]
  return items.map(({ from, to }, at) => {
    const inner = items.length === 3 ? MIDDLE : `${first} ${at + 1}`
    const label = at === 0 ? first! : at === items.length - 1 ? last! : inner
    return { label, labels: [label], text: text.slice(from, to), start: from, end: to }
  })
}

/** The parts of the sentence that begins at `start`: by semicolons where there are some, else by commas outside brackets. */
function listItems(text: string, start: number): readonly { from: number; to: number }[] {
  const cuts: Record<';' | ',', number[]> = { ';': [], ',': [] }
  let depth = 0
  let end = start
  for (; end < text.length; end++) {
    const char = text[end]!
    if (/[([{]/.test(char)) depth++
    else if (/[)\]}]/.test(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && (char === ';' || char === ',')) cuts[char].push(end)
    else if (depth === 0 && /[.!?]/.test(char) && /^(?:\s|$)/.test(text.slice(end + 1, end + 2))) break
  }
  const chosen = cuts[';'].length > 0 ? cuts[';'] : cuts[',']
  const items: { from: number; to: number }[] = []
  const bounds = [start - 1, ...chosen, end]
  for (let at = 1; at < bounds.length; at++) {
    const piece = text.slice(bounds[at - 1]! + 1, bounds[at])
    const lead = /^\s*(?:and\s+)?/.exec(piece)![0].length
    const from = bounds[at - 1]! + 1 + lead
    if (piece.slice(lead).trim() !== '') items.push({ from, to: from + piece.slice(lead).trimEnd().length })
  }
  return chosen === cuts[','] && items.length === 2 ? splitLastAnd(text, items) : items
}

/** "X, Y and Z" is three parts; a bare "X and Y" stays one, for `and` joins words more often than parts. */
function splitLastAnd(text: string, items: readonly { from: number; to: number }[]) {
  const last = items[1]!
  const and = text.slice(last.from, last.to).search(/\sand\s/)
  if (and < 0 || text.slice(last.from + and + 5, last.to).search(/\sand\s/) >= 0) return items
  return [items[0]!, { from: last.from, to: last.from + and }, { from: last.from + and + 5, to: last.to }]
}
