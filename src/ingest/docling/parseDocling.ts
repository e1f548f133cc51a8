import { FormatError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import { assembleLayout } from '../layout/assembleLayout.js'
import { isTableCaption } from '../layout/captionStart.js'
import { asNumber, asText, isObject, type JsonObject, parseJson } from '../layout/jsonFields.js'
import type { TextItem } from '../layout/layoutItem.js'
import { ItemReader } from '../layout/readItems.js'
import type { PaperDocument, RichText } from '../paper.js'
import type { PaperSource, ParseOptions } from '../source.js'
import { doclingBox, doclingImages } from './doclingPicture.js'
import { doclingText } from './doclingText.js'
import { type DoclingNode, DoclingTree } from './doclingTree.js'

const ROLES: ReadonlyMap<string, TextItem['role']> = new Map([
  ['title', 'title'],
  ['section_header', 'heading'],
  ['paragraph', 'text'],
  ['text', 'text'],
  ['list_item', 'list'],
  ['footnote', 'footnote'],
  ['caption', 'caption'],
  ['checkbox_selected', 'list'],
  ['checkbox_unselected', 'list'],
])
const FURNITURE: ReadonlySet<string> = new Set(['page_header', 'page_footer', 'document_index', 'reference'])

/**
 * Takes a DoclingDocument apart, as `docling` writes it to JSON.
 *
 * @throws FormatError    not JSON, or not a DoclingDocument
 * @throws FigsiftError   LIMIT_EXCEEDED
 * @see https://docling-project.github.io/docling/concepts/docling_document
 */
export function parseDocling(
  bytes: Uint8Array,
  { name, signal }: Pick<ParseOptions, 'name' | 'signal'>,
): PaperDocument {
  const document = parseJson(bytes, name)
  throwIfAborted(signal)
  if (!isObject(document) || document.schema_name !== 'DoclingDocument') {
    throw new FormatError(
      `Expected a DoclingDocument but ${name} has no \`schema_name\` that says so. Export with \`docling --to json\`.`,
      { file: name },
    )
  }
  const reader = new BodyReader(document, name)
  const version = asText(document.version)?.slice(0, 20)
  const tool = version === undefined ? 'Docling' : `Docling (schema ${version})`
  const paperId = asText(document.name)?.slice(0, 200) || null
  return assembleLayout({ items: reader.items, problems: reader.problems, tool }, { paperId })
}

class BodyReader extends ItemReader {
  readonly #document: JsonObject
  readonly #tree: DoclingTree
  readonly #name: string
  /** Texts that belong to a picture or table, and so are no paragraphs. */
  readonly #owned = new Set<string>()

  constructor(document: JsonObject, name: string) {
    super()
    this.#document = document
    this.#tree = new DoclingTree(document)
    this.#name = name
    for (const list of [document.pictures, document.tables]) this.#claim(list)
    for (const found of this.#tree.walk((node) => this.#isOpen(node))) this.#read(found)
  }

  #claim(list: unknown): void {
    if (list !== undefined && !Array.isArray(list)) {
      this.complain(`Expected arrays of pictures and tables but ${this.#name} has something else.`)
      return
    }
    for (const node of list ?? []) {
      if (!isObject(node)) continue
      for (const { ref } of this.#tree.resolveAll(node.captions)) this.#owned.add(ref)
      for (const { ref } of this.#tree.resolveAll(node.footnotes)) this.#owned.add(ref)
    }
  }

  /** Words inside a picture, and pieces of a sentence, are no items of their own. */
  #isOpen({ ref, node }: DoclingNode): boolean {
    return (
      !/^#\/(?:pictures|tables)\//.test(ref) && node.label !== 'inline' && !isFurniture(node) && !this.#isSentence(node)
    )
  }

  /** A text without words whose children are its words. */
  #isSentence(node: JsonObject): boolean {
    const label = asText(node.label) ?? ''
    return (
      ROLES.has(label) && label !== 'section_header' && label !== 'title' && (asText(node.text) ?? '').trim() === ''
    )
  }

  #read({ ref, node }: DoclingNode): void {
    if (isFurniture(node) || this.#owned.has(ref)) return
    const label = asText(node.label) ?? ''
    const box = doclingBox(node, this.#document)
    if (ref.startsWith('#/pictures/')) this.#readPicture(ref, node)
    else if (label === 'inline') this.text(doclingText(node, this.#tree), 'text', 0, box)
    else if (ref.startsWith('#/texts/')) this.#readText(ref, node, label)
    else if (ref.startsWith('#/tables/')) this.items.push({ type: 'other', box })
  }

  #readText(ref: string, node: JsonObject, label: string): void {
    const role = ROLES.get(label)
    const box = doclingBox(node, this.#document)
    if (role === undefined) {
      if (!FURNITURE.has(label)) this.items.push({ type: 'other', box })
      return
    }
    if (typeof node.text !== 'string') {
      this.complain(`Expected a string for \`text\` of ${ref} in ${this.#name}; it is left out.`)
      return
    }
    const level = role === 'heading' ? Math.max(1, asNumber(node.level) ?? 1) : 0
    this.text(doclingText(node, this.#tree), role, level, box)
  }

  #readPicture(ref: string, node: JsonObject): void {
    const box = doclingBox(node, this.#document)
    const texts = (references: unknown): RichText[] =>
      this.#tree
        .resolveAll(references)
        .map((found) => doclingText(found.node, this.#tree))
        .filter((text) => text !== undefined)
    const captions = texts(node.captions)
    const images = doclingImages(node, this.#name, box)
    if (images === undefined) {
      this.complain(
        `Expected base64 or the path of a file for the image of ${ref} in ${this.#name}; the figure has no picture.`,
      )
    }
    this.items.push({
      type: 'picture',
      // `#/pictures/3` as a name that can stand in an id.
      keys: [ref.slice(2).replace('/', '-')],
      kind: captions.some(({ text }) => isTableCaption(text)) ? 'table-image' : 'figure',
      captions,
      footnotes: texts(node.footnotes),
      images: images ?? [],
      box,
      note: null,
    })
  }
}

const isFurniture = (node: JsonObject): boolean =>
  node.content_layer === 'furniture' || node.content_layer === 'background' || FURNITURE.has(asText(node.label) ?? '')

/** DoclingDocument JSON: every file is a paper of its own. */
export const doclingSource: PaperSource = {
  kind: 'papers',
  name: 'docling',
  endings: ['.json'],
  units: 'file',
  accepts: (path) => /\.json$/i.test(path) && !/(?:^|\/)\./.test(path),
  parse: parseDocling,
}
