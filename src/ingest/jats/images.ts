import type { ImageReference } from '../paper.js'
import { childElements, descendants, type XmlElement } from './xmlTree.js'

/** Pictures as pixels first, those with the least loss in front; drawings need a renderer. */
const EXTENSIONS: readonly string[] = ['png', 'tif', 'tiff', 'jpg', 'jpeg', 'webp', 'gif', 'svg', 'pdf', 'eps']
/** What a name without extension may stand for: as PMC and the publishers deliver it. */
const TRIED = ['.png', '.jpg', '.tif', '.jpeg', '.tiff', '.webp', '.gif', '.svg', '.pdf', '.eps']
const SMALL = /(?:^|[^a-z])(?:thumb|icon|small|preview|low-?res)/i
const HREF_CHARACTERS = 2_000
const IMAGES_PER_FIGURE = 50

const PICTURE = new Set(['graphic', 'media', 'inline-graphic'])
/** What lies in a figure and is not its picture. */
const NOT_ITS_PICTURE = new Set([
  'fig',
  'fig-group',
  'supplementary-material',
  'inline-formula',
  'disp-formula',
  'table-wrap',
  'label',
  'caption',
  'permissions',
  'boxed-text',
])

/**
 * The pictures of a figure: one reference per picture, whatever number of files it is delivered in.
 *
 * @param name   path of the document in its unit
 */
export function readImages(figure: XmlElement, name: string): ImageReference[] {
  const images: ImageReference[] = []
  for (const element of descendants(figure, ({ name }) => !NOT_ITS_PICTURE.has(name) && name !== 'alternatives')) {
    const variants = element.name === 'alternatives' ? [...descendants(element)] : [element]
    const pictures = variants.filter(isPicture).sort((a, b) => rankOf(a) - rankOf(b))
    if (pictures.length === 0 || element.name === 'inline-graphic') continue
    const href = hrefOf(pictures[0]!)
    if (images.length >= IMAGES_PER_FIGURE || images.some((image) => image.href === href)) continue
    images.push({ href, candidates: unique(pictures.flatMap((picture) => candidatesOf(hrefOf(picture), name))) })
  }
  return images
}

const hrefOf = ({ attributes }: XmlElement): string => (attributes.get('href') ?? '').slice(0, HREF_CHARACTERS)

function isPicture(element: XmlElement): boolean {
  if (!PICTURE.has(element.name) || hrefOf(element) === '') return false
  const type = element.attributes.get('mimetype') ?? ''
  return element.name !== 'media' || /^image|^application$/.test(type) ? isDrawable(element) : false
}

/** Not a film, sheet or archive. */
function isDrawable(element: XmlElement): boolean {
  const extension = extensionOf(hrefOf(element))
  if (extension !== undefined) return true
  const type = `${element.attributes.get('mimetype') ?? ''}/${element.attributes.get('mime-subtype') ?? ''}`
  return (
    !/^(?:video|audio|text)\b|excel|sheet|word|zip|csv|xml|json/i.test(type) &&
    !/\.(?:xlsx?|docx?|csv|zip|avi|mp4|mov|mpe?g|txt|wav|mp3)$/i.test(hrefOf(element))
  )
}

/** True unless the supporting file, or all that is in it, is said to be a film, sheet, text or archive. */
export function hasDrawable(element: XmlElement): boolean {
  const files = [element, ...childElements(element, 'graphic', 'media')].filter((file) => hrefOf(file) !== '')
  return files.length === 0 || files.some(isDrawable)
}

/** The file named by a supplement's own link, where that may be a picture. */
export function linkedImage(element: XmlElement, name: string): ImageReference[] {
  const href = hrefOf(element)
  return href === '' || !isDrawable(element) ? [] : [{ href, candidates: candidatesOf(href, name) }]
}

function rankOf(picture: XmlElement): number {
  const hints = ['specific-use', 'content-type', 'id', 'href'].map((key) => picture.attributes.get(key) ?? '').join(' ')
  const extension = extensionOf(hrefOf(picture)) ?? extensionOfType(picture)
  const at = EXTENSIONS.indexOf(extension ?? '')
  return (SMALL.test(hints) ? 100 : 0) + (at < 0 ? EXTENSIONS.length : at)
}

const extensionOfType = ({ attributes }: XmlElement): string | undefined =>
  attributes.get('mime-subtype')?.toLowerCase().replace('jpeg', 'jpg').replace('tiff', 'tif').replace('svg+xml', 'svg')

function extensionOf(href: string): string | undefined {
  const extension = /\.([A-Za-z]{3,4})$/.exec(href)?.[1]?.toLowerCase()
  return EXTENSIONS.find((known) => known === extension)
}

/**
 * Where the file of a link may lie: as linked from the document's folder, else by its name in the folders that
 * publishers, archives and converters put beside an article.
 */
export function candidatesOf(href: string, name: string): string[] {
  const path = localPath(href)
  if (path === undefined) return []
  const at = name.lastIndexOf('/')
  const folder = name.slice(0, at + 1)
  const stem = name
    .slice(at + 1)
    .replace(/\.(?:nxml|xml|jats)$/i, '')
    .replace(/\.jats$/i, '')
  const base = path.slice(path.lastIndexOf('/') + 1)
  const names = unique([base.replace(/[?#].*$/, ''), base, base.replace(/^journal\./, '')])
  const known = extensionOf(path) !== undefined
  const folders = known
    ? ['', `${stem}/`, `images/${stem}/`, `../images/${stem}/`, 'images/', 'figures/', 'media/', `${stem}-files/`]
    : ['', `${stem}/`, `../images/${stem}/`]
  const places = [path, ...folders.flatMap((beside) => names.map((file) => beside + file))]
  const files = unique(places.map((place) => normalPath(folder + place))).filter((file) => file !== undefined)
  return known ? files : [...files.flatMap((file) => TRIED.map((extension) => file + extension)), ...files]
}

/** The path of a link without what is no path; undefined when nothing is left of it. */
function localPath(href: string): string | undefined {
  const withoutScheme = href
    .trim()
    .replace(/^(?:https?|ftp|file):\/\/[^/]*\//i, '')
    .replace(/^info:doi\//i, '')
    .replace(/^doi:/i, '')
  if (withoutScheme === '' || /^[a-z][a-z\d+.-]*:/i.test(withoutScheme) || withoutScheme.includes('\0'))
    return undefined
  let path = withoutScheme
  try {
    path = decodeURIComponent(withoutScheme)
  } catch {
    // A percent sign that belongs to the name.
  }
  path = path.replace(/^\/+/, '')
  return path === '' || path.endsWith('/') ? undefined : path
}

/** Without `.` and `..`; undefined when it leads out of the unit. */
function normalPath(path: string): string | undefined {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** True when the figure has a picture among its own children, not only in figures inside it. */
export const hasOwnPicture = (element: XmlElement): boolean =>
  childElements(element, 'graphic', 'alternatives').length > 0
