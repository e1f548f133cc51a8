import { asArray, asNumber, asQuad, asText, isObject, type JsonObject } from '../layout/jsonFields.js'
import type { PageBox } from '../paper.js'

/** What middle.json knows of the pages: where pictures and texts stand. */
export interface MineruPages {
  boxOfImage(path: string): PageBox | undefined
  /** The box of the block that begins with this text. */
  boxOfText(text: string, page: number): PageBox | undefined
}

const KEY_CHARACTERS = 60
const NESTING = 8

/** Indexes the blocks of middle.json by the name of their image and by their first words. */
export function readPages(middle: JsonObject): MineruPages {
  const images = new Map<string, PageBox>()
  const texts = new Map<string, PageBox>()
  for (const [index, page] of asArray(middle.pdf_info).entries()) {
    if (!isObject(page)) continue
    const number = asNumber(page.page_idx) ?? index
    const visit = (block: unknown, depth: number): void => {
      if (!isObject(block) || depth > NESTING) return
      const box = boxOn(block, number, page)
      if (box !== null) {
        for (const path of imagePaths(block)) images.set(baseName(path), box)
        const key = textKey(firstWords(block), number)
        if (key !== undefined && !texts.has(key)) texts.set(key, box)
      }
      for (const inner of asArray(block.blocks)) visit(inner, depth + 1)
    }
    for (const block of asArray(page.para_blocks)) visit(block, 0)
  }
  return {
    boxOfImage: (path) => images.get(baseName(path)),
    boxOfText: (text, page) => texts.get(textKey(text, page) ?? ''),
  }
}

/** The box of a block on its page; null when it has none. */
export function boxOn(block: JsonObject, page: number, { page_size }: JsonObject): PageBox | null {
  const quad = asQuad(block.bbox)
  if (quad === undefined) return null
  const [x0, y0, x1, y1] = quad
  const [width, height] = asArray(page_size).map((side) => asNumber(side))
  return { page, x0, y0, x1, y1, pageWidth: width ?? null, pageHeight: height ?? null, origin: 'top-left' }
}

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

function textKey(text: string, page: number): string | undefined {
  const words = text
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, KEY_CHARACTERS)
  return words === '' ? undefined : `${page} ${words}`
}

export function* spansOf(block: JsonObject): Generator<JsonObject, void, undefined> {
  for (const line of asArray(block.lines)) {
    if (!isObject(line)) continue
    for (const span of asArray(line.spans)) if (isObject(span)) yield span
  }
}

export function* imagePaths(block: JsonObject): Generator<string, void, undefined> {
  for (const span of spansOf(block)) {
    const path = asText(span.image_path) ?? asText(span.img_path)
    if (path !== undefined) yield path
  }
}

function firstWords(block: JsonObject): string {
  let text = ''
  for (const span of spansOf(block)) {
    text += asText(span.content) ?? ''
    if (text.length > 200) break
  }
  return text
}
