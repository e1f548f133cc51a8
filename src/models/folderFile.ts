import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { FigsiftError } from '../errors.js'
import { FETCH_AGAIN, invalidModel } from './modelError.js'

export interface FolderFile {
  /** Inside the folder as it was named, links unresolved: what the runtime is given. */
  path: string
  bytes: number
  mtimeMs: number
}

/**
 * Where the files of a model folder may really lie: in the folder, and for a snapshot of the Hugging Face cache in
 * its repository, since a snapshot is links to `../../blobs`.
 */
export async function modelRoot(folder: string): Promise<string> {
  const real = await realpath(folder)
  const snapshots = dirname(real)
  const repository = dirname(snapshots)
  return basename(snapshots) === 'snapshots' && basename(repository).startsWith('models--') ? repository : real
}

/**
 * Looks at a file of a model folder without opening it.
 *
 * @param root of `modelRoot`
 * @param name relative to `folder`
 * @returns undefined where there is no such file
 * @throws FigsiftError MODEL_INVALID if it is no regular file, too large, or leads out of the folder
 */
export async function folderFile(
  folder: string,
  root: string,
  name: string,
  maxBytes: number,
): Promise<FolderFile | undefined> {
  const path = join(folder, name)
  if (isAbsolute(name) || name.includes('\0') || !isInside(relative(folder, path))) throw leadsOut(path)
  let found: Stats
  try {
    if (!isInside(relative(root, await realpath(path)))) throw leadsOut(path)
    found = await stat(path)
  } catch (cause) {
    if (cause instanceof FigsiftError) throw cause
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw invalidModel(path, `could not be looked at (${code})`, 'Check its permissions.', cause)
  }
  if (!found.isFile()) throw invalidModel(path, 'is no regular file', FETCH_AGAIN)
  if (found.size === 0) throw invalidModel(path, 'is empty', FETCH_AGAIN)
  if (found.size > maxBytes) {
    throw invalidModel(path, `has ${found.size} bytes and at most ${maxBytes} are read`, 'Use a smaller model.')
  }
  return { path, bytes: found.size, mtimeMs: found.mtimeMs }
}

function isInside(fromRoot: string): boolean {
  return fromRoot !== '' && fromRoot !== '..' && !fromRoot.startsWith(`..${sep}`) && !isAbsolute(fromRoot)
}

function leadsOut(path: string): FigsiftError {
  return invalidModel(
    path,
    'leads out of the model folder',
    'Nothing outside the folder is read: move the file into it.',
  )
}
