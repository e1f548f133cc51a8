import { posix } from 'node:path'
import type { ErrorCode } from '../../errors.js'
import type { ImageReference } from '../paper.js'

const MAX_HREF_CHARACTERS = 1_024
const SCHEME = /^[a-z][a-z0-9+.-]+:/i
/** What LaTeX, pandoc and Sphinx try where a name has no ending, and where it ends in `.*`. */
const ENDINGS = ['.png', '.pdf', '.jpg', '.jpeg', '.svg', '.eps', '.gif', '.webp', '.tif', '.tiff']

/** An image with the places to look for it, or the reason why there is no place. */
export interface ResolvedImage {
  readonly image: ImageReference
  readonly problem: { readonly code: ErrorCode; readonly message: string } | null
}

/**
 * Where the image that a document names lies in its unit: beside the document first, then from the unit's root, where
 * some tools are run. Nothing of the network is ever fetched, and no place outside the unit is named.
 *
 * @param href as written
 * @param document path of the document in its unit
 */
export function resolveImage(href: string, document: string): ResolvedImage {
  const refuse = (code: ErrorCode, message: string): ResolvedImage => ({
    image: { href: href.slice(0, MAX_HREF_CHARACTERS), candidates: [] },
    problem: { code, message },
  })
  const shown = JSON.stringify(href.length > 80 ? `${href.slice(0, 79)}…` : href)
  const written = href.trim().replaceAll('\\', '/')
  if (written === '') return refuse('IMAGE_MISSING', 'Expected the path of an image but received an empty one.')
  if (/^data:/i.test(written)) {
    const bytes = inlineImage(written)
    if (bytes !== null) return { image: { href: written.slice(0, 64), candidates: [], bytes }, problem: null }
    return refuse('IMAGE_MISSING', 'Expected an image file but received a data: address that holds none.')
  }
  if (SCHEME.test(written) || written.startsWith('//')) {
    return refuse('IMAGE_MISSING', `Expected an image file but received ${shown}: nothing is fetched from the network.`)
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file that we look for has them in its name
  if (written.length > MAX_HREF_CHARACTERS || /[\u0000-\u001f]/.test(written)) {
    return refuse('IMAGE_MISSING', `Expected the path of an image but received ${shown}.`)
  }
  const folder = posix.dirname(document)
  const places = new Set<string>()
  for (const variant of variantsOf(written)) {
    for (const base of written.startsWith('/') ? ['.'] : [folder, '.']) {
      const path = posix.normalize(posix.join(base, `./${variant}`))
      if (path !== '.' && path !== '..' && !path.startsWith('../')) places.add(path)
    }
  }
  if (places.size === 0) {
    return refuse('PATH_OUTSIDE_DATASET', `Expected an image inside the source but received ${shown}.`)
  }
  return { image: { href, candidates: [...places] }, problem: null }
}

/** The bytes of `data:image/png;base64,…`. What they are is looked at where images are read. */
function inlineImage(address: string): Uint8Array | null {
  const comma = address.indexOf(',')
  if (comma === -1 || comma > 100 || !/^data:image\/[\w.+-]+(?:;[\w=-]+)*;base64$/i.test(address.slice(0, comma)))
    return null
  const bytes = Buffer.from(address.slice(comma + 1), 'base64')
  return bytes.length === 0 ? null : bytes
}

/** The path as written, decoded, without query, and with the endings it may lack. */
function variantsOf(written: string): string[] {
  const variants = [written]
  const bare = written.replace(/[?#].*$/s, '')
  if (bare !== '' && bare !== written) variants.push(bare)
  for (const variant of [...variants]) {
    const decoded = percentDecoded(variant)
    if (decoded !== variant) variants.push(decoded)
  }
  if (bare.endsWith('.*')) return ENDINGS.map((ending) => bare.slice(0, -2) + ending)
  if (bare !== '' && posix.extname(bare) === '') variants.push(...ENDINGS.map((ending) => bare + ending))
  return variants
}

function percentDecoded(path: string): string {
  if (!path.includes('%')) return path
  try {
    const decoded = decodeURIComponent(path)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: %00 is no part of a name
    return /[\u0000-\u001f]/.test(decoded) ? path : decoded
  } catch {
    return path
  }
}
