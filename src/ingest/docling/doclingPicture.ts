import { asNumber, asText, isObject, type JsonObject } from '../layout/jsonFields.js'
import type { ImageReference, PageBox } from '../paper.js'

const PATH_CHARACTERS = 1_000
/** A picture of a page crop inside the document. */
const MOST_BASE64 = 96 * 2 ** 20
const DATA_URI = /^data:image\/[a-z0-9.+-]{1,40};base64,/i

/** The box of the first provenance of a node; null when the document has no pages. */
export function doclingBox(node: JsonObject, document: JsonObject): PageBox | null {
  const first = Array.isArray(node.prov) ? node.prov[0] : undefined
  if (!isObject(first) || !isObject(first.bbox)) return null
  const [l, t, r, b] = ['l', 't', 'r', 'b'].map((side) => asNumber((first.bbox as JsonObject)[side]))
  const page = asNumber(first.page_no)
  if (l === undefined || t === undefined || r === undefined || b === undefined || page === undefined) return null
  const pages = isObject(document.pages) ? document.pages : {}
  const known = Object.hasOwn(pages, `${page}`) ? pages[`${page}`] : undefined
  const size = isObject(known) && isObject(known.size) ? known.size : {}
  return {
    // Docling counts pages from 1.
    page: Math.max(0, page - 1),
    x0: Math.min(l, r),
    y0: Math.min(t, b),
    x1: Math.max(l, r),
    y1: Math.max(t, b),
    pageWidth: asNumber(size.width) ?? null,
    pageHeight: asNumber(size.height) ?? null,
    origin: first.bbox.coord_origin === 'TOPLEFT' ? 'top-left' : 'bottom-left',
  }
}

/**
 * The picture itself: inside the document as base64, or a file beside it.
 *
 * @param name   path of the document in its unit
 * @returns      empty when the document was written without pictures
 */
export function doclingImages(node: JsonObject, name: string, box: PageBox | null): ImageReference[] | undefined {
  if (node.image === undefined || node.image === null) return []
  const uri = isObject(node.image) ? asText(node.image.uri) : undefined
  if (uri === undefined) return undefined
  const boxed = box === null ? {} : { box }
  const header = DATA_URI.exec(uri.slice(0, 100))?.[0]
  if (header !== undefined) {
    if (uri.length > MOST_BASE64) return undefined
    const bytes = Buffer.from(uri.slice(header.length), 'base64')
    return bytes.length === 0 ? undefined : [{ href: `${header}…`, candidates: [], bytes, ...boxed }]
  }
  if (/^[a-z][a-z\d+.-]*:/i.test(uri) && !uri.startsWith('file:')) return undefined
  return [
    { href: uri.slice(0, PATH_CHARACTERS), candidates: candidates(uri.slice(0, PATH_CHARACTERS), name), ...boxed },
  ]
}

function candidates(uri: string, name: string): string[] {
  const path = uri.replace(/^file:\/\/[^/]*/, '').replaceAll('\\', '/')
  const at = name.lastIndexOf('/')
  const folder = name.slice(0, at + 1)
  const stem = name.slice(at + 1).replace(/\.json$/i, '')
  const base = path.slice(path.lastIndexOf('/') + 1)
  if (base === '' || path.includes('\0')) return []
  const isInside = !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && !path.split('/').includes('..')
  const places = [`${stem}_artifacts/${base}`, `artifacts/${base}`, `images/${base}`, base]
  return [...new Set([...(isInside ? [path] : []), ...places])].map((place) => folder + place)
}
