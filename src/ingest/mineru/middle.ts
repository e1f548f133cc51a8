import { isTableCaption } from '../layout/captionStart.js'
import { asArray, asNumber, asText, isObject, type JsonObject } from '../layout/jsonFields.js'
import type { TextItem } from '../layout/layoutItem.js'
import { ItemReader } from '../layout/readItems.js'
import { writeFormula } from '../layout/textWithMath.js'
import type { PageBox, RichText } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import { mineruImage } from './imagePath.js'
import { boxOn, imagePaths } from './pages.js'

const ROLES: ReadonlyMap<string, TextItem['role']> = new Map([
  ['title', 'heading'],
  ['text', 'text'],
  ['abstract', 'text'],
  ['phonetic', 'text'],
  ['page_footnote', 'footnote'],
])
const NESTING = 8

/** Reads `middle.json`: every block with its box in points of the page, lines and spans. */
export function readMiddle(middle: JsonObject, name: string): ItemReader {
  const reader = new ItemReader()
  for (const [index, page] of asArray(middle.pdf_info).entries()) {
    if (!isObject(page)) {
      reader.complain(`Expected an object for page ${index} of ${name}; the page is left out.`)
      continue
    }
    const number = asNumber(page.page_idx) ?? index
    if (number === 0) for (const block of asArray(page.discarded_blocks)) readAside(block, reader)
    const blocks = Array.isArray(page.para_blocks) ? page.para_blocks : asArray(page.preproc_blocks)
    for (const block of blocks) {
      if (isObject(block))
        readBlock(block, boxOn(block, number, page), (inner) => boxOn(inner, number, page), name, reader)
      else reader.complain(`Expected an object for a block of page ${number} of ${name}; it is left out.`)
    }
  }
  return reader
}

function readAside(block: unknown, reader: ItemReader): void {
  const text = isObject(block) ? blockText(block)?.text : undefined
  if (text !== undefined) reader.aside.push(text)
}

function readBlock(
  block: JsonObject,
  box: PageBox | null,
  boxOf: (inner: JsonObject) => PageBox | null,
  name: string,
  reader: ItemReader,
): void {
  const type = asText(block.type) ?? ''
  const role = ROLES.get(type)
  if (type === 'image' || type === 'chart') {
    readPicture(block, box, boxOf, name, reader)
  } else if (type === 'list' || type === 'index') {
    if (block.sub_type === 'ref_text' || type === 'index') return
    const inner = asArray(block.blocks).filter(isObject)
    for (const item of inner.length > 0 ? inner : [block]) reader.text(blockText(item), 'list', 0, boxOf(item))
  } else if (role !== undefined) {
    const level = role === 'heading' ? Math.max(1, asNumber(block.level) ?? 1) : 0
    reader.text(blockText(block), role, level, box)
  } else {
    reader.items.push({ type: 'other', box })
  }
}

function readPicture(
  block: JsonObject,
  box: PageBox | null,
  boxOf: (inner: JsonObject) => PageBox | null,
  name: string,
  reader: ItemReader,
): void {
  const inner = asArray(block.blocks).filter(isObject)
  const texts = (suffix: string): RichText[] =>
    inner
      .filter((part) => asText(part.type)?.endsWith(suffix))
      .map(blockText)
      .filter((text) => text !== undefined)
  const captions = texts('_caption')
  const bodies = inner.filter((part) => asText(part.type)?.endsWith('_body'))
  const body = bodies.length > 0 ? bodies : [block]
  const bodyBox = bodies.length === 1 ? boxOf(bodies[0]!) : box
  reader.items.push({
    type: 'picture',
    keys: [],
    kind: captions.some(({ text }) => isTableCaption(text))
      ? 'table-image'
      : block.type === 'chart'
        ? 'chart'
        : 'figure',
    captions,
    footnotes: texts('_footnote'),
    images: body.flatMap((part) => [...imagePaths(part)].flatMap((path) => mineruImage(path, name, boxOf(part)))),
    box: bodyBox,
    note: null,
  })
}

/** The words of a block; a hyphen at the end of a line joins what it parted. */
export function blockText(block: JsonObject, depth = 0): RichText | undefined {
  const builder = new RichTextBuilder()
  writeLines(builder, block, depth)
  return builder.build()
}

function writeLines(builder: RichTextBuilder, block: JsonObject, depth: number): void {
  const lines = asArray(block.lines).filter(isObject)
  for (const [index, line] of lines.entries()) {
    const spans = asArray(line.spans).filter(isObject)
    const next = firstContent(lines[index + 1])
    for (const [at, span] of spans.entries()) {
      const content = asText(span.content) ?? ''
      if (asText(span.type)?.endsWith('equation')) {
        writeFormula(builder, content)
      } else if (at === spans.length - 1 && /\p{L}[-\u00ad]\s*$/u.test(content.slice(-4)) && /^\p{Ll}/u.test(next)) {
        builder.append(content.trimEnd().slice(0, -1))
        continue
      } else {
        builder.append(content)
      }
      builder.space()
    }
  }
  if (depth < NESTING) {
    for (const inner of asArray(block.blocks)) if (isObject(inner)) writeLines(builder.space(), inner, depth + 1)
  }
}

function firstContent(line: JsonObject | undefined): string {
  const span = asArray(line?.spans)[0]
  return isObject(span) && span.type === 'text' ? (asText(span.content) ?? '') : ''
}
