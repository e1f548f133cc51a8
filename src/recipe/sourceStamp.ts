import { createHash } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { ArgumentError, FigsiftError } from '../errors.js'
import { throwIfAborted } from '../validate.js'

/** What a folder of papers, or an archive of them, is by the names and sizes of its files. */
export interface SourceStamp {
  bytes: number
  /** sha256 over names and sizes: the same wherever the source lies. */
  sha256: string
  /** The same with the times of the files, which tells a file that was changed and kept its size. */
  stamp: string
}

/**
 * Looks at every file of a source, without reading it.
 *
 * @param run the folder of the run, which must not lie in the source
 */
export async function stampSource(source: string, run: string, signal?: AbortSignal): Promise<SourceStamp> {
  const root = resolve(source)
  if (`${resolve(run)}${sep}`.startsWith(`${root}${sep}`)) {
    throw new ArgumentError(
      `Expected the folder of the run outside of the source but ${JSON.stringify(run)} lies in ${JSON.stringify(root)}. ` +
        'Give another `out`: what the run writes would become its own input.',
      { file: run },
    )
  }
  const [content, times] = [createHash('sha256'), createHash('sha256')]
  let bytes = 0
  const add = (name: string, size: number, mtimeMs: number) => {
    bytes += size
    content.update(`${JSON.stringify(name)} ${size}\n`)
    times.update(`${JSON.stringify(name)} ${size} ${mtimeMs}\n`)
  }
  const look = async (path: string, name: string): Promise<void> => {
    throwIfAborted(signal)
    const found = await lstat(path)
    // A link is not followed: what it points to may be anywhere, also above it.
    if (!found.isDirectory()) return add(name, found.size, found.mtimeMs)
    for (const entry of (await readdir(path)).sort()) await look(join(path, entry), `${name}/${entry}`)
  }
  try {
    await look(root, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new FigsiftError('FILE_NOT_FOUND', `Expected papers but there is nothing at ${JSON.stringify(source)}.`, {
      file: source,
      cause: error,
    })
  }
  return { bytes, sha256: content.digest('hex'), stamp: times.digest('hex') }
}
