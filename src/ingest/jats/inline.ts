import { superscript } from '../../caption/mathScripts.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import { readMath } from './math.js'
import { childElements, isElement, plainText, type XmlElement } from './xmlTree.js'

/** Which figure or panel an id belongs to, and what that is called. */
export interface Targets {
  /** Key of the figure or panel that an id names, or that the element with this id lies in. */
  keyOf(id: string): string | undefined
  /** What the figure is called in print, for links without words. */
  labelOf(key: string): string | null
  /** All figures in document order. */
  keys(): readonly string[]
}

/** Elements that interrupt a paragraph. They are handed over; what they hold is no part of the sentence around them. */
const BLOCKS: ReadonlySet<string> = new Set([
  'fig',
  'fig-group',
  'table-wrap',
  'table-wrap-group',
  'boxed-text',
  'disp-quote',
  'supplementary-material',
  'fn',
  'fn-group',
  'chem-struct-wrap',
  'verse-group',
  'speech',
  'statement',
  'media',
])
/** Elements without words of their own. */
const SILENT: ReadonlySet<string> = new Set([
  'graphic',
  'inline-graphic',
  'inline-supplementary-material',
  'object-id',
  'index-term',
  'permissions',
  'attrib',
  'code',
  'preformat',
  'label',
  'alt-text',
  'long-desc',
  'table',
  'ref-list',
])
const MATH: ReadonlySet<string> = new Set(['inline-formula', 'disp-formula', 'disp-formula-group', 'math', 'tex-math'])
const LISTS: ReadonlySet<string> = new Set(['list', 'def-list'])
const BREAKING: ReadonlySet<string> = new Set(['p', 'list-item', 'def-item', 'title', 'break', 'disp-formula'])

export interface InlineOptions {
  readonly targets: Targets
  /** Called for every element that interrupts the text. */
  readonly onBlock: (block: XmlElement) => void
  /** Links are marks on a title, not words of it. */
  readonly dropLinks?: boolean
  /** Captions keep their lists: panels are written so. A paragraph's lists are blocks. */
  readonly keepLists: boolean
}

const NO_TARGETS: Targets = { keyOf: () => undefined, labelOf: () => null, keys: () => [] }

/** The words of an element as one line, formulas readable; '' when there are none. */
export function lineOf(element: XmlElement | undefined, dropLinks = false): string {
  if (element === undefined) return ''
  const builder = new RichTextBuilder()
  writeInline(element, builder, { targets: NO_TARGETS, onBlock: () => {}, keepLists: true, dropLinks })
  return builder.build()?.text ?? ''
}

/** Writes what stands in `parent` as text. */
export function writeInline(parent: XmlElement, builder: RichTextBuilder, options: InlineOptions): void {
  for (const child of parent.children) {
    if (isElement(child)) writeElement(child, builder, options)
    else builder.append(child)
  }
}

function writeElement(element: XmlElement, builder: RichTextBuilder, options: InlineOptions): void {
  const { name } = element
  const within = (): void => writeInline(element, builder, options)
  if (BLOCKS.has(name) || (LISTS.has(name) && !options.keepLists)) {
    options.onBlock(element)
    builder.space()
  } else if (MATH.has(name)) {
    writeMath(element, builder)
  } else if (name === 'alternatives') {
    const best = childElements(element).find((child) => MATH.has(child.name) || child.name === 'textual-form')
    if (best !== undefined) writeElement(best, builder, options)
  } else if (SILENT.has(name)) {
    // A list's own labels are words: they name panels.
    if (name === 'label' && options.keepLists) within()
  } else if (name === 'bold') {
    builder.bold(within)
  } else if (name === 'sup') {
    writeSuperscript(element, builder, within)
  } else if (name === 'xref') {
    if (options.dropLinks !== true) writeLink(element, builder, options)
  } else if (BREAKING.has(name)) {
    builder.break()
    within()
  } else {
    within()
  }
}

function writeMath(element: XmlElement, builder: RichTextBuilder): void {
  const math = readMath(element)
  if (math === undefined) {
    builder.space()
    return
  }
  if (element.name.startsWith('disp-')) builder.space()
  builder.math(math.text, math.source)
  if (element.name.startsWith('disp-')) builder.space()
}

/** Readable in plain text: 10⁷ and s⁻¹, but cm2, Ca2+, 13C; the number of a citation is set apart. */
function writeSuperscript(element: XmlElement, builder: RichTextBuilder, within: () => void): void {
  const isCitation = childElements(element, 'xref').some(({ attributes }) => attributes.get('ref-type') !== 'fig')
  const text = plainText(element)
  const isPower = /[\d)]$/.test(builder.tail)
    ? /^[\d+−–-]/.test(text)
    : /\p{L}$/u.test(builder.tail) && /^[−–-]\s?\d/.test(text)
  if (isCitation) setApart(builder, text, within)
  else if (isPower) builder.append(superscript(text.replaceAll('–', '−')))
  else within()
}

/** Without this a raised 12 after a word or number would read as part of it. */
function setApart(builder: RichTextBuilder, text: string, within: () => void): void {
  const isBracketed = /^[[(]/.test(text) || /[[(,–-]$/.test(builder.tail)
  builder.space().append(isBracketed ? '' : '[')
  within()
  if (!isBracketed) builder.append(']')
}

function writeLink(element: XmlElement, builder: RichTextBuilder, options: InlineOptions): void {
  const ids = (element.attributes.get('rid') ?? '').split(/\s+/).map((id) => id.replace(/^#/, ''))
  const named = ids.filter((id) => id !== '').slice(0, 200)
  const keys = named.map((id) => options.targets.keyOf(id)).filter((key) => key !== undefined)
  const within = (): void => writeInline(element, builder, options)
  if (keys.length > 0) {
    const isEmpty = plainText(element) === ''
    builder.reference([...new Set(keys)], 'figure', () => {
      if (isEmpty) builder.append(options.targets.labelOf(keys[0]!) ?? '')
      else within()
    })
    return
  }
  const raised = childElements(element, 'sup')
  const isRaised = raised.length > 0 && plainText(element) === plainText(raised[0])
  builder.reference(
    named,
    'other',
    isRaised ? () => setApart(builder, plainText(element), () => writeInline(raised[0]!, builder, options)) : within,
  )
}
