import { Cursor, plainName } from './cursor.js'
import { environmentArguments } from './environments.js'
import { type Float, floatOf, floatOfType } from './floats.js'
import { fileName, readGraphics } from './graphics.js'
import { readTree, type TexNode } from './syntaxTree.js'

/** The argument of a caption. */
export interface CaptionText {
  readonly nodes: readonly TexNode[]
}

/** A sub-figure. */
export interface PanelItem {
  readonly caption: CaptionText | null
  /** True where LaTeX prints its letter. */
  readonly lettered: boolean
  readonly labels: readonly string[]
  readonly images: readonly string[]
}

/** What a float holds, as far as figures need it, in the order of the source. */
export type FloatItem =
  | { readonly type: 'image'; readonly href: string }
  | { readonly type: 'caption'; readonly caption: CaptionText; readonly float: Float | null; readonly starred: boolean }
  | { readonly type: 'label'; readonly label: string }
  | { readonly type: 'panel'; readonly panel: PanelItem }
  | { readonly type: 'box'; readonly items: readonly FloatItem[] }
  /** Something that is no image file: a drawing, a table, code. */
  | { readonly type: 'other'; readonly what: string }
  /** The label of a listing: it has a count of its own. */
  | { readonly type: 'listing'; readonly label: string }
  | { readonly type: 'continued' }

const PANEL_ENVIRONMENTS = new Set(['subfigure', 'subfigure*', 'subfloat', 'subcaptionblock', 'subcaptiongroup'])
const PANEL_MACROS = new Set(['subfigure', 'subfloat', 'sidesubfloat', 'subtop', 'subbottom'])
const BOXES = new Set(['minipage', 'varwidth', 'subfloatrow'])
const TABLES = new Set(['tabular', 'tabular*', 'tabularx', 'tabulary', 'array', 'longtable'])
const INVISIBLE = new Set(['phantom', 'hphantom', 'vphantom'])

/** Reads what stands in a float. `text` is the flat text that its nodes came from. */
export function readFloatItems(nodes: readonly TexNode[], text: string): FloatItem[] {
  const items: FloatItem[] = []
  collect(nodes, text, items)
  return items
}

function collect(nodes: readonly TexNode[], text: string, items: FloatItem[]): void {
  const cursor = new Cursor(nodes)
  for (let node = cursor.next(); node !== null; node = cursor.next()) {
    if (node.kind === 'group') collect(node.children, text, items)
    else if (node.kind === 'environment') collectEnvironment(node.name, node.children, text, items)
    else if (node.kind === 'macro') collectMacro(node.name, cursor, text, items)
    else if (node.kind === 'math' && node.source.includes('\\includegraphics')) {
      const inside = text.indexOf(node.source, node.start)
      for (const piece of readTree(text, inside, inside + node.source.length)) collect(piece, text, items)
    }
  }
}

function collectEnvironment(name: string, children: readonly TexNode[], text: string, items: FloatItem[]): void {
  const cursor = new Cursor(children)
  if (name === 'overpic' || name === 'Overpic') {
    cursor.optional()
    items.push({ type: 'image', href: fileName(plainName(cursor.argument())) })
    return
  }
  const rest = (): TexNode[] => {
    cursor.optional()
    for (let read = environmentArguments(name) ?? 0; read > 0; read--) {
      cursor.optional()
      cursor.optional()
      cursor.argument()
    }
    return cursor.rest()
  }
  if (PANEL_ENVIRONMENTS.has(name)) {
    const inner = readFloatItems(rest(), text)
    const captions = flatten(inner).filter((item) => item.type === 'caption')
    items.push({ type: 'panel', panel: panelOf(inner, captions[0]?.caption ?? null, captions.length > 0) })
  } else if (BOXES.has(name) || floatOf(name) !== undefined) {
    items.push({ type: 'box', items: readFloatItems(rest(), text) })
  } else {
    if (TABLES.has(name)) items.push({ type: 'other', what: 'a table' })
    collect(children, text, items)
  }
}

function collectMacro(name: string, cursor: Cursor, text: string, items: FloatItem[]): void {
  const files = readGraphics(name, cursor)
  if (files !== null) {
    for (const href of files) if (href !== '') items.push({ type: 'image', href })
  } else if (name === 'caption') {
    const starred = cursor.star()
    cursor.optional()
    items.push({ type: 'caption', caption: { nodes: cursor.argument() }, float: null, starred })
  } else if (name === 'captionof') {
    const starred = cursor.star()
    const float = floatOfType(plainName(cursor.argument()).trim())
    cursor.optional()
    items.push({ type: 'caption', caption: { nodes: cursor.argument() }, float, starred })
  } else if (name === 'label') items.push({ type: 'label', label: plainName(cursor.argument()).trim() })
  else if (name === 'ContinuedFloat') items.push({ type: 'continued' })
  else if (name === 'figsiftdrawing') items.push({ type: 'other', what: `a drawing (${plainName(cursor.argument())})` })
  else if (name === 'figsiftverbatim') {
    items.push({ type: 'other', what: 'code' })
    items.push({ type: 'listing', label: plainName(cursor.argument()).trim() })
  } else if (name === 'tikz') items.push({ type: 'other', what: 'a drawing (tikz)' })
  else if (INVISIBLE.has(name)) cursor.argument()
  else collectPanelMacro(name, cursor, text, items)
}

function collectPanelMacro(name: string, cursor: Cursor, text: string, items: FloatItem[]): void {
  if (PANEL_MACROS.has(name)) {
    cursor.star()
    const first = cursor.optional()
    const caption = cursor.optional() ?? first
    const content = cursor.argument()
    const nodes = caption === null ? null : { nodes: caption }
    items.push({ type: 'panel', panel: panelOf(readFloatItems(content, text), nodes, caption !== null) })
  } else if (name === 'subcaptionbox') {
    const starred = cursor.star()
    cursor.optional()
    const nodes = cursor.argument()
    while (cursor.optional() !== null);
    items.push({ type: 'panel', panel: panelOf(readFloatItems(cursor.argument(), text), { nodes }, !starred) })
  } else if (name === 'subcaption') {
    const starred = cursor.star()
    cursor.optional()
    items.push(panelOfImagesAbove(items, { nodes: cursor.argument() }, !starred))
  } else if (name === 'parbox') {
    while (cursor.optional() !== null);
    cursor.argument()
    items.push({ type: 'box', items: readFloatItems(cursor.argument(), text) })
  } else if (name === 'ffigbox' || name === 'fcapside' || name === 'floatbox') {
    while (cursor.optional() !== null);
    if (name === 'floatbox') cursor.argument()
    while (cursor.optional() !== null);
    const parts = [cursor.argument(), cursor.argument()]
    items.push({ type: 'box', items: parts.flatMap((part) => readFloatItems(part, text)) })
  }
}

/** \subcaption belongs to what stands above it in its box. */
function panelOfImagesAbove(items: FloatItem[], caption: CaptionText, lettered: boolean): FloatItem {
  const taken: FloatItem[] = []
  while (items.length > 0 && items.at(-1)?.type !== 'panel' && items.at(-1)?.type !== 'caption') {
    taken.unshift(items.pop() as FloatItem)
  }
  return { type: 'panel', panel: panelOf(taken, caption, lettered) }
}

function panelOf(items: readonly FloatItem[], caption: CaptionText | null, lettered: boolean): PanelItem {
  const inside = flatten(items)
  return {
    caption,
    lettered,
    labels: [
      ...labelsIn(caption?.nodes ?? []),
      ...inside.flatMap((item) => (item.type === 'label' ? [item.label] : [])),
    ],
    images: inside.flatMap((item) =>
      item.type === 'image' ? [item.href] : item.type === 'panel' ? [...item.panel.images] : [],
    ),
  }
}

/** Items with those of boxes in their place. */
export const flatten = (items: readonly FloatItem[]): FloatItem[] =>
  items.flatMap((item) => (item.type === 'box' ? flatten(item.items) : [item]))

/** The labels that stand in a caption. */
export function labelsIn(nodes: readonly TexNode[]): string[] {
  const labels: string[] = []
  const cursor = new Cursor(nodes)
  for (let node = cursor.next(); node !== null; node = cursor.next()) {
    if (node.kind === 'macro' && node.name === 'label') labels.push(plainName(cursor.argument()).trim())
    else if (node.kind === 'group' || node.kind === 'environment') labels.push(...labelsIn(node.children))
  }
  return labels
}
