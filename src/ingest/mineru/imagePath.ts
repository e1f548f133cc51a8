import type { ImageReference, PageBox } from '../paper.js'

const PATH_CHARACTERS = 1_000

/**
 * Where the crop of a picture lies: as written from the document's folder, or by its name in `images`. Old versions
 * wrote the path of the machine they ran on.
 *
 * @param name   path of the document in its unit
 */
export function mineruImage(path: string | undefined, name: string, box: PageBox | null): ImageReference[] {
  if (path === undefined || path.trim() === '' || path.includes('\0')) return []
  const href = path.slice(0, PATH_CHARACTERS)
  const local = href.replaceAll('\\', '/')
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  const base = local.slice(local.lastIndexOf('/') + 1)
  const isInside = !/^(?:\/|[A-Za-z]:|[a-z]+:\/\/)/.test(local) && !local.split('/').includes('..')
  const candidates = [...(isInside ? [folder + local] : []), `${folder}images/${base}`, folder + base]
  return [{ href, candidates: [...new Set(candidates)], ...(box !== null && { box }) }]
}
