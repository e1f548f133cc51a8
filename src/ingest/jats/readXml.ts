import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Breather } from '../../concurrency.js'
import { FigsiftError, FormatError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import { decodeXml } from './decodeXml.js'
import { NAMED_CHARACTERS } from './entities.js'
import { XML_LIMITS, type XmlLimits } from './xmlLimits.js'
import type { XmlElement, XmlNode } from './xmlTree.js'

export interface ReadXmlOptions {
  /** Name of the document for messages. */
  readonly name: string
  /** Elements, by local name, that are read over with all that is in them. */
  readonly skip: ReadonlySet<string>
  /** Elements that are read over too, except what lies in them by one of the names in `rescue`. */
  readonly hollow: ReadonlySet<string>
  readonly rescue: ReadonlySet<string>
  readonly limits?: XmlLimits | undefined
  readonly signal?: AbortSignal | undefined
}

export interface XmlDocument {
  readonly root: XmlElement
  /** Entities by name that nobody declared and nobody knows; they stand in the text as they were written. */
  readonly unknownEntities: readonly string[]
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

interface Frame {
  readonly node: (XmlElement & { readonly children: XmlNode[] }) | null
  /** `hollow` frames keep nothing but what is rescued from them. */
  readonly state: 'kept' | 'hollow' | 'skipped'
  /** The element that children of this one belong to. */
  readonly parent: (XmlElement & { readonly children: XmlNode[] }) | undefined
}

/**
 * Reads XML into a tree of the elements that are kept, piece by piece, so that what is read over costs no memory.
 *
 * No entity is expanded but the five of XML, numeric ones, and the names of single characters; a document that
 * declares its own is refused; nothing outside the bytes is read.
 *
 * @throws FormatError            not well-formed, in another encoding than it says, or with declarations of entities
 * @throws FigsiftError           LIMIT_EXCEEDED
 */
export async function readXml(bytes: Uint8Array, options: ReadXmlOptions): Promise<XmlDocument> {
  const { name, signal, limits = XML_LIMITS } = options
  if (bytes.length > limits.bytes) throw tooMuch(name, `${bytes.length} bytes`, `${limits.bytes}`)
  const builder = new TreeBuilder(options, limits)
  const breather = new Breather()
  for (const text of decodeXml(bytes, name)) {
    builder.write(text)
    if (!breather.isDue) continue
    await breather.breathe()
    throwIfAborted(signal)
  }
  return builder.end()
}

class TreeBuilder {
  readonly #parser = new SaxesParser({ position: true })
  readonly #frames: Frame[] = []
  readonly #unknown = new Set<string>()
  readonly #options: ReadXmlOptions
  readonly #limits: XmlLimits
  #root: XmlElement | undefined
  #elements = 0
  #characters = 0
  #sinceTag = 0
  #attributeCount = 0

  constructor(options: ReadXmlOptions, limits: XmlLimits) {
    this.#options = options
    this.#limits = limits
    const parser = this.#parser
    parser.ENTITIES = this.#entities()
    parser.on('error', (error) => {
      throw this.#malformed(error.message)
    })
    parser.on('doctype', (doctype) => {
      if (doctype.includes('<!ENTITY'))
        throw this.#malformed('it declares entities of its own, which are never expanded')
      this.#sinceTag = 0
    })
    parser.on('opentagstart', () => {
      this.#attributeCount = 0
    })
    parser.on('attribute', () => {
      if (++this.#attributeCount > limits.attributesPerElement) {
        throw this.#tooMuch('an element with more attributes', limits.attributesPerElement)
      }
    })
    parser.on('opentag', (tag) => this.#open(tag as SaxesTagPlain))
    parser.on('closetag', () => {
      this.#sinceTag = 0
      this.#frames.pop()
    })
    parser.on('text', (text) => this.#text(text))
    parser.on('cdata', (text) => this.#text(text))
    parser.on('comment', () => {
      this.#sinceTag = 0
    })
  }

  write(text: string): void {
    this.#sinceTag += text.length
    this.#parser.write(text)
    if (this.#sinceTag > this.#limits.charactersBetweenTags) {
      throw this.#tooMuch(`${this.#sinceTag} characters without a tag`, this.#limits.charactersBetweenTags)
    }
  }

  end(): XmlDocument {
    this.#parser.close()
    if (this.#root === undefined) throw this.#malformed('it holds no element')
    return { root: this.#root, unknownEntities: [...this.#unknown] }
  }

  #open(tag: SaxesTagPlain): void {
    this.#sinceTag = 0
    if (this.#frames.length >= this.#limits.depth) throw this.#tooMuch('elements nested deeper', this.#limits.depth)
    const name = localName(tag.name)
    const around = this.#frames.at(-1)
    const state = this.#stateOf(name, around?.state ?? 'kept')
    let node: Frame['node'] = null
    if (state === 'kept') {
      if (++this.#elements > this.#limits.elements) throw this.#tooMuch('more elements', this.#limits.elements)
      node = {
        name,
        writtenName: tag.name,
        attributes: this.#attributes(tag.attributes),
        children: [],
        line: this.#parser.line,
      }
      if (around?.parent !== undefined) around.parent.children.push(node)
      else this.#root ??= node
    }
    this.#frames.push({ node, state, parent: node ?? around?.parent })
  }

  #stateOf(name: string, around: Frame['state']): Frame['state'] {
    if (around === 'skipped' || this.#options.skip.has(name)) return 'skipped'
    if (this.#options.hollow.has(name)) return 'hollow'
    return around === 'hollow' && !this.#options.rescue.has(name) ? 'hollow' : 'kept'
  }

  #attributes(given: Record<string, string>): ReadonlyMap<string, string> {
    let attributes: Map<string, string> | undefined
    for (const name in given) {
      const value = given[name]!
      attributes ??= new Map()
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue
      if (value.length > this.#limits.attributeCharacters) {
        throw this.#tooMuch(`an attribute of ${value.length} characters`, this.#limits.attributeCharacters)
      }
      attributes.set(localName(name), value)
    }
    return attributes ?? NO_ATTRIBUTES
  }

  #text(text: string): void {
    this.#sinceTag = 0
    const frame = this.#frames.at(-1)
    if (frame?.node == null) return
    this.#characters += text.length
    if (this.#characters > this.#limits.characters)
      throw this.#tooMuch('more characters of text', this.#limits.characters)
    frame.node.children.push(text)
  }

  /** Looked up by the parser for every `&name;`; what is unknown stays as it is written. */
  #entities(): Record<string, string> {
    return new Proxy<Record<string, string>>(Object.create(null), {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined
        const known = NAMED_CHARACTERS.get(name)
        if (known !== undefined) return known
        if (!/^[\w.:-]{1,64}$/.test(name)) return undefined
        if (this.#unknown.size < 20) this.#unknown.add(name)
        return `&${name};`
      },
    })
  }

  #malformed(reason: string): FormatError {
    const { name } = this.#options
    const said = reason.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    return new FormatError(`Expected well-formed XML but ${name} is not, at line ${this.#parser.line}: ${said}.`, {
      file: name,
      line: this.#parser.line,
    })
  }

  #tooMuch(what: string, limit: number): FigsiftError {
    return tooMuch(this.#options.name, what, `${limit}`, this.#parser.line)
  }
}

function tooMuch(file: string, received: string, limit: string, line?: number): FigsiftError {
  const where = line === undefined ? '' : ` at line ${line}`
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected at most ${limit} but ${file} has ${received}${where}: no article is like that, and it is left out.`,
    { file, ...(line !== undefined && { line }) },
  )
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
