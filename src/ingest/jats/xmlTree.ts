import { readable } from '../richTextBuilder.js'

/** An element of a document, or of the parts of it that are kept. Names are without their prefix. */
export interface XmlElement {
  /** Local name: `math` for `mml:math`. */
  readonly name: string
  /** As written, prefix and all. */
  readonly writtenName: string
  /** By local name: `href` for `xlink:href`. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
  /** 1-based line of the start tag. */
  readonly line: number
}

export type XmlNode = XmlElement | string

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

/** The child elements, of one of these names when any are given. */
export function childElements(parent: XmlElement, ...names: readonly string[]): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => isElement(child) && (names.length === 0 || names.includes(child.name)),
  )
}

/** The first child of one of these names. */
export function firstChild(parent: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return parent?.children.find((child): child is XmlElement => isElement(child) && names.includes(child.name))
}

/** The element at the end of a path of first children. */
export function atPath(parent: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = parent
  for (const name of path) at = firstChild(at, name)
  return at
}

/** All elements below `parent` in document order; those that `enter` refuses are given, but not gone into. */
export function descendants(
  parent: XmlElement,
  enter: (element: XmlElement) => boolean = () => true,
  found: XmlElement[] = [],
): XmlElement[] {
  for (const child of parent.children) {
    if (!isElement(child)) continue
    found.push(child)
    if (enter(child)) descendants(child, enter, found)
  }
  return found
}

/** All text below, white space as one space; elements named in `without` are left out. */
export function plainText(element: XmlElement | undefined, without: ReadonlySet<string> = new Set()): string {
  if (element === undefined) return ''
  const parts: string[] = []
  const collect = (parent: XmlElement): void => {
    for (const child of parent.children) {
      if (!isElement(child)) parts.push(child)
      else if (child.name === 'break') parts.push(' ')
      else if (!without.has(child.name)) collect(child)
    }
  }
  collect(element)
  return readable(parts.join(''))
}

/** `null` instead of an empty string: what is unknown is null. */
export const textOrNull = (element: XmlElement | undefined, without?: ReadonlySet<string>): string | null =>
  plainText(element, without) || null

/** The element as XML again, at most `maxLength` characters of it. */
export function serialize(element: XmlElement, maxLength: number): string {
  const parts: string[] = []
  let length = 0
  const push = (part: string): void => {
    length += part.length
    parts.push(part)
  }
  const write = (node: XmlNode): void => {
    if (length >= maxLength) return
    if (!isElement(node)) {
      push(escapeText(node))
      return
    }
    push(`<${node.writtenName}`)
    for (const [name, value] of node.attributes) push(` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`)
    push(node.children.length === 0 ? '/>' : '>')
    for (const child of node.children) write(child)
    if (node.children.length > 0) push(`</${node.writtenName}>`)
  }
  write(element)
  return parts.join('').slice(0, maxLength)
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
