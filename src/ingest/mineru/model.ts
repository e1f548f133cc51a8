import { asArray, asNumber, asQuad, asText, isObject, type JsonObject } from '../layout/jsonFields.js'
import type { TextItem } from '../layout/layoutItem.js'
import { ItemReader } from '../layout/readItems.js'
import { textWithMath } from '../layout/textWithMath.js'
import type { PageBox } from '../paper.js'

/** Categories of the pipeline's layout model. */
const CATEGORY = { title: 0, text: 1, figure: 3, figureCaption: 4, ocrText: 15 } as const
const ROLES: ReadonlyMap<string, TextItem['role']> = new Map([
  ['title', 'heading'],
  ['text', 'text'],
  ['image_caption', 'caption'],
  ['chart_caption', 'caption'],
  ['list', 'list'],
  ['page_footnote', 'footnote'],
])
/** So many words are looked at to find those inside a box. */
const MOST_WORDS = 5_000

/**
 * Reads `model.json`, what the models saw before MinerU made sense of it: boxes without crops, and captions that are
 * joined to their pictures by geometry alone.
 */
export function readModel(pages: readonly unknown[], name: string): ItemReader {
  const reader = new ItemReader()
  for (const [index, page] of pages.entries()) {
    if (Array.isArray(page)) readVlmPage(page, index, reader)
    else if (isObject(page) && Array.isArray(page.layout_dets)) readPipelinePage(page, page.layout_dets, index, reader)
    else reader.complain(`Expected the detections of a page but item ${index} of ${name} is something else.`)
  }
  return reader
}

/** Blocks with their text, coordinates from 0 to 1. */
function readVlmPage(blocks: readonly unknown[], page: number, reader: ItemReader): void {
  for (const block of blocks) {
    if (!isObject(block)) {
      reader.complain(`Expected an object for a block of page ${page}; it is left out.`)
      continue
    }
    const type = asText(block.type) ?? asText(block.label) ?? ''
    const quad = asQuad(block.bbox)
    const box = quad === undefined ? null : boxOf(quad, page, 1, 1)
    const role = ROLES.get(type)
    if (type === 'image' || type === 'chart') pushPicture(reader, box)
    else if (role !== undefined)
      reader.text(textWithMath(asText(block.content) ?? ''), role, role === 'heading' ? 1 : 0, box)
    else if (!/^(?:header|footer|page_number|aside_text|ref_text)$/.test(type))
      reader.items.push({ type: 'other', box })
  }
}

/** Boxes by category; the words of the captions are those that the text recognition put inside them. */
function readPipelinePage(page: JsonObject, detections: readonly unknown[], index: number, reader: ItemReader): void {
  const info = isObject(page.page_info) ? page.page_info : {}
  const number = asNumber(info.page_no) ?? index
  const found = detections.filter(isObject).map((detection) => ({
    category: asNumber(detection.category_id),
    text: asText(detection.text),
    box: polygonBox(detection, number, asNumber(info.width) ?? null, asNumber(info.height) ?? null),
  }))
  const words = found
    .filter(({ category, text }) => category === CATEGORY.ocrText && text !== undefined)
    .slice(0, MOST_WORDS)
  const wordsIn = (box: PageBox): string =>
    words
      .filter((word) => word.box !== null && contains(box, word.box))
      .sort((a, b) => a.box!.y0 - b.box!.y0 || a.box!.x0 - b.box!.x0)
      .map(({ text }) => text)
      .join(' ')
  for (const { category, box } of found) {
    if (box === null) continue
    if (category === CATEGORY.figure) pushPicture(reader, box)
    else if (category === CATEGORY.figureCaption) reader.text(textWithMath(wordsIn(box)), 'caption', 0, box)
    else if (category === CATEGORY.title) reader.text(textWithMath(wordsIn(box)), 'heading', 1, box)
    else if (category === CATEGORY.text) reader.text(textWithMath(wordsIn(box)), 'text', 0, box)
  }
}

function pushPicture(reader: ItemReader, box: PageBox | null): void {
  const note = 'model.json holds no crops: give content_list.json or middle.json for the picture.'
  reader.items.push({ type: 'picture', keys: [], kind: 'figure', captions: [], footnotes: [], images: [], box, note })
}

/** A polygon of four corners, or a box. */
function polygonBox(detection: JsonObject, page: number, width: number | null, height: number | null): PageBox | null {
  const corners = asArray(detection.poly).map(asNumber)
  const quad = asQuad(detection.bbox)
  if (quad !== undefined) return boxOf(quad, page, width, height)
  if (corners.length !== 8 || corners.includes(undefined)) return null
  const x = corners.filter((_, at) => at % 2 === 0) as number[]
  const y = corners.filter((_, at) => at % 2 === 1) as number[]
  return boxOf([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)], page, width, height)
}

const boxOf = (
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  page: number,
  pageWidth: number | null,
  pageHeight: number | null,
): PageBox => ({
  page,
  x0,
  y0,
  x1,
  y1,
  pageWidth,
  pageHeight,
  origin: 'top-left',
})

const contains = (outer: PageBox, inner: PageBox): boolean => {
  const [x, y] = [(inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2]
  return x >= outer.x0 && x <= outer.x1 && y >= outer.y0 && y <= outer.y1
}
