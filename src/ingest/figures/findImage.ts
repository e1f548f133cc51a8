import { posix } from 'node:path'
import { FigsiftError } from '../../errors.js'
import type { ImageReference } from '../paper.js'
import { type FolderFiles, innerPath, shownPath } from '../units/folderFiles.js'

const MAX_CANDIDATES = 64

const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/|data:)/i

/**
 * The file of an image, as a path in the unit: the first candidate that exists, counted from the unit or from the folder of
 * the document. Publishers ship images in folders that the document does not name, so the only file of that name below the
 * document's own folder counts, or in a folder that is called as the document. One of another paper never does.
 *
 * @throws FigsiftError FILE_NOT_FOUND, PATH_OUTSIDE_DATASET
 */
export async function findImage(reference: ImageReference, document: string, files: FolderFiles): Promise<string> {
  const folder = posix.dirname(document)
  const candidates = [...new Set([...reference.candidates, reference.href])].slice(0, MAX_CANDIDATES)
  for (const candidate of candidates) {
    for (const path of folder === '.' ? [candidate] : [candidate, `${folder}/${candidate}`]) {
      if (files.has(path)) return posix.normalize(path)
    }
  }
  const inner = candidates
    .filter((path) => !ADDRESS.test(path))
    .map((path) => innerPath(path))
    .filter((path) => path !== undefined)
  if (ADDRESS.test(reference.href) && inner.length === 0) {
    throw new FigsiftError(
      'FILE_NOT_FOUND',
      `Expected an image in the source but ${shownPath(reference.href)} is an address, and images are never fetched.`,
      { file: reference.href },
    )
  }
  if (inner.length === 0) {
    throw new FigsiftError(
      'PATH_OUTSIDE_DATASET',
      `Expected an image inside the source but ${shownPath(reference.href)} leads out of it, or nowhere.`,
      { file: reference.href },
    )
  }
  const found = await findByName(inner, document, files)
  if (found !== undefined) return found
  throw new FigsiftError(
    'FILE_NOT_FOUND',
    `Expected the image ${shownPath(reference.href)} in the source but it is not there.`,
    { file: reference.href },
  )
}

async function findByName(
  candidates: readonly string[],
  document: string,
  files: FolderFiles,
): Promise<string | undefined> {
  const byName = await files.pathsByName()
  const stem = posix
    .basename(document)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
  const below = folderOf(document)
  for (const candidate of candidates) {
    const places = byName.get(posix.basename(candidate).toLowerCase()) ?? []
    const own = places.filter(
      (path) => path.startsWith(below) || path.toLowerCase().split('/').slice(0, -1).includes(stem),
    )
    if (own.length === 1) return own[0]
  }
  return undefined
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
