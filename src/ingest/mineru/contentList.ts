import { captionStart, isTableCaption } from '../layout/captionStart.js'
import { asNumber, asQuad, asText, asTexts, isObject, type JsonObject } from '../layout/jsonFields.js'
import { ItemReader } from '../layout/readItems.js'
import { textWithMath } from '../layout/textWithMath.js'
import type { FigureKind, PageBox, RichText } from '../paper.js'
import { mineruImage } from './imagePath.js'
import type { MineruPages } from './pages.js'

/** Types that stand between figures and are neither text nor picture. */
const OTHERS: ReadonlySet<string> = new Set(['equation', 'interline_equation', 'code', 'algorithm', 'seal'])
/** Page headers and the like: MinerU itself puts them aside. */
const FURNITURE: ReadonlySet<string> = new Set(['discarded', 'header', 'footer', 'page_number', 'aside_text'])
const PICTURES: ReadonlySet<string> = new Set(['image', 'chart', 'figure'])
const COORDINATE_RANGE = 1_000

/**
 * Reads `content_list.json`: blocks in reading order, from the first MinerU to the latest.
 *
 * @param name    path of the document in its unit
 * @param pages   what middle.json adds for versions that give no boxes
 */
export function readContentList(list: readonly unknown[], name: string, pages: MineruPages | undefined): ItemReader {
  const reader = new ItemReader()
  for (const [index, entry] of list.entries()) {
    const type = isObject(entry) ? asText(entry.type) : undefined
    if (!isObject(entry) || type === undefined) {
      reader.complain(`Expected an object with a \`type\` but item ${index} of ${name} is something else.`)
    } else {
      readEntry({ entry, type, where: `item ${index} of ${name}`, name, pages, reader })
    }
  }
  return reader
}

interface Entry {
  readonly entry: JsonObject
  readonly type: string
  /** For messages. */
  readonly where: string
  readonly name: string
  readonly pages: MineruPages | undefined
  readonly reader: ItemReader
}

function readEntry(at: Entry): void {
  const { entry, type, reader, where } = at
  const box = boxOf(at)
  if (PICTURES.has(type)) {
    readPicture(at, box)
  } else if (type === 'table') {
    readTable(at, box)
  } else if (FURNITURE.has(type)) {
    if (entry.page_idx === 0) reader.aside.push(...asTexts(entry.text))
  } else if (type === 'list') {
    if (entry.sub_type === 'ref_text') return
    for (const text of asTexts(entry.list_items ?? entry.text)) reader.text(textWithMath(text), 'list', 0, box)
  } else if (OTHERS.has(type)) {
    reader.items.push({ type: 'other', box })
  } else if (entry.text !== undefined && typeof entry.text !== 'string') {
    reader.complain(`Expected a string for \`text\` of ${where}; the item is left out.`)
  } else if (type === 'page_footnote') {
    reader.text(textWithMath(asText(entry.text) ?? ''), 'footnote', 0, box)
  } else if (type !== 'ref_text') {
    const level = type === 'title' ? 1 : (asNumber(entry.text_level) ?? 0)
    reader.text(textWithMath(asText(entry.text) ?? ''), level > 0 ? 'heading' : 'text', Math.max(0, level), box)
  }
}

function readPicture(at: Entry, box: PageBox | null): void {
  const captions = strings(at, ['image_caption', 'img_caption', 'chart_caption', 'figure_caption'])
  const footnotes = strings(at, ['image_footnote', 'img_footnote', 'chart_footnote', 'figure_footnote'])
  const isTable = captions.some(({ text }) => isTableCaption(text))
  pushPicture(at, box, isTable ? 'table-image' : at.type === 'chart' ? 'chart' : 'figure', captions, footnotes, null)
}

/** A table, unless its caption says that it is a figure: layout models take drawings of grids for tables. */
function readTable(at: Entry, box: PageBox | null): void {
  const captions = strings(at, ['table_caption'])
  if (pathOf(at.entry) === undefined || !captions.some(({ text }) => captionStart(text) !== undefined)) {
    at.reader.items.push({ type: 'other', box })
    return
  }
  const note = 'MinerU took it for a table; its caption numbers it as a figure.'
  pushPicture(at, box, 'figure', captions, strings(at, ['table_footnote']), note)
}

function pushPicture(
  { entry, name, reader }: Entry,
  box: PageBox | null,
  kind: FigureKind,
  captions: readonly RichText[],
  footnotes: readonly RichText[],
  note: string | null,
): void {
  const images = mineruImage(pathOf(entry), name, box)
  reader.items.push({ type: 'picture', keys: [], kind, captions, footnotes, images, box, note })
}

const pathOf = (entry: JsonObject): string | undefined => asText(entry.img_path) ?? asText(entry.image_path)

/** The strings under the first of several names that is there, for names changed between versions. */
function strings({ entry, where, reader }: Entry, names: readonly string[]): RichText[] {
  const name = names.find((one) => entry[one] !== undefined && entry[one] !== null)
  if (name === undefined) return []
  const given = Array.isArray(entry[name]) ? (entry[name] as unknown[]) : [entry[name]]
  if (given.some((one) => typeof one !== 'string')) {
    reader.complain(`Expected a string or strings for \`${name}\` of ${where}; what is none is left out.`)
  }
  return asTexts(given)
    .map(textWithMath)
    .filter((text) => text !== undefined)
}

/** Coordinates of 0 to 1000 on both axes; of 0 to 1 in some versions; points of a page of unknown size above 1000. */
function boxOf({ entry, where, pages, reader }: Entry): PageBox | null {
  const page = asNumber(entry.page_idx)
  const quad = asQuad(entry.bbox)
  if (entry.bbox !== undefined && entry.bbox !== null && quad === undefined) {
    reader.complain(`Expected four numbers for \`bbox\` of ${where}; its place on the page is not known.`)
  }
  if (page === undefined || quad === undefined) {
    const path = pathOf(entry)
    const found = path === undefined ? pages?.boxOfText(asText(entry.text) ?? '', page ?? -1) : pages?.boxOfImage(path)
    return found ?? null
  }
  const [x0, y0, x1, y1] = quad
  const most = Math.max(...quad)
  const range = most <= 1 ? 1 : most <= COORDINATE_RANGE ? COORDINATE_RANGE : null
  return { page, x0, y0, x1, y1, pageWidth: range, pageHeight: range, origin: 'top-left' }
}
