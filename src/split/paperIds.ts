/** Longer values are no ids; nothing longer is looked at. */
const MAX_ID_CHARS = 500

const RESOLVER = /^https?:\/\/(?:dx\.|www\.)?doi\.org\//
const DOI = /^10\.[0-9]{4,9}\/\S+$/
const ARXIV_DOI = '10.48550/arxiv.'
const ARXIV_NEW = /^([0-9]{4})\.([0-9]{1,5})(?:v[0-9]+)?$/
const ARXIV_OLD = /^([a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?\/([0-9]{7})(?:v[0-9]+)?$/

/**
 * What of a DOI names a version or a part of the paper instead of the paper, by the registrant's prefix: preprint servers
 * give every version a DOI, PLOS and eLife every figure.
 */
const PARTS: readonly (readonly [prefix: string, ending: RegExp])[] = [
  ['10.1101/', /v[0-9]+$/],
  ['10.26434/', /[-.]v[0-9]+$/],
  ['10.20944/', /\.v[0-9]+$/],
  ['10.21203/', /\/v[0-9]+$/],
  ['10.12688/', /(?<=research\.[0-9]{1,9})\.[0-9]+$/],
  ['10.1371/', /\.(?:g|t|s|e)[0-9]{3}$/],
  ['10.7554/', /(?<=elife\.[0-9]{1,9})\.[0-9]{3}$/],
]

/**
 * The DOI of the paper that a text names, in lower case and without resolver, version or part; undefined where it is none.
 * A DOI that arXiv registered is the arXiv id.
 *
 * @returns `doi:10.1101/2020.05.01.071647` or `arxiv:2005.00001`
 */
export function doiKey(text: string): string | undefined {
  if (text.length > MAX_ID_CHARS) return undefined
  let doi = decoded(text.trim()).toLowerCase()
  if (RESOLVER.test(doi)) doi = doi.replace(RESOLVER, '').replace(/[?#].*$/, '')
  // A sentence leaves its signs behind an id.
  doi = doi.replace(/^doi:\s*/, '').replace(/[.,;)\]}>"']+$/, '')
  if (!DOI.test(doi)) return undefined
  if (doi.startsWith(ARXIV_DOI)) return arxivKey(doi.slice(ARXIV_DOI.length))
  for (const [prefix, ending] of PARTS) if (doi.startsWith(prefix)) doi = doi.replace(ending, '')
  return `doi:${doi}`
}

/**
 * The arXiv id that a text names, without version and subject class; undefined where it is none.
 *
 * @param lostZeros takes `2101.1` for `2101.10000`, as spreadsheets and JSON numbers write it: behind the point there are
 *   five digits since 2015, four before
 * @returns `arxiv:2101.00010` or `arxiv:math/0309136`
 */
export function arxivKey(text: string, lostZeros = false): string | undefined {
  if (text.length > MAX_ID_CHARS) return undefined
  const id = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\//, '')
    .replace(/^arxiv:\s*/, '')
    .replace(/\.(?:pdf|tar\.gz)$/, '')
  const [, month, number] = ARXIV_NEW.exec(id) ?? []
  if (month !== undefined && isMonth(month)) {
    const digits = month >= '1501' ? 5 : 4
    if (number!.length === digits || (lostZeros && number!.length < digits)) {
      return `arxiv:${month}.${number!.padEnd(digits, '0')}`
    }
  }
  const [, archive, old] = ARXIV_OLD.exec(id) ?? []
  return archive === undefined ? undefined : `arxiv:${archive}/${old}`
}

/** The paper that a text names, by DOI or arXiv id. */
export const idKey = (text: string): string | undefined => doiKey(text) ?? arxivKey(text)

const MIN_TITLE_WORDS = 4
const MIN_TITLE_CHARS = 20

/**
 * A title by its letters and digits alone, so that a preprint and its journal version meet; undefined for titles of under
 * 4 words or 20 characters ("Supplementary information", "Editorial"), which many papers have.
 */
export function titleKey(title: string): string | undefined {
  const words = title
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  if (words === null || words.length < MIN_TITLE_WORDS) return undefined
  const key = words.join(' ')
  return key.length < MIN_TITLE_CHARS ? undefined : `title:${key}`
}

/** The first four digits of an arXiv id are year and month. */
function isMonth(digits: string): boolean {
  const month = Number(digits.slice(2))
  return month >= 1 && month <= 12
}

function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
