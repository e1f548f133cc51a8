import { FigsiftError } from '../errors.js'
import type { FileSystem } from './fileSystem.js'

/** Size and time of each input file as the run began. */
export type InputStamp = ReadonlyMap<string, string>

async function lookAt(files: FileSystem, path: string): Promise<string> {
  const found = await files.stat(path)
  return found === undefined ? 'missing' : `${found.size} bytes, changed ${new Date(found.mtimeMs).toISOString()}`
}

export async function stampInputs(files: FileSystem, paths: readonly string[]): Promise<InputStamp> {
  const stamp = new Map<string, string>()
  for (const path of paths) stamp.set(path, await lookAt(files, path))
  return stamp
}

/**
 * Refuses to join results with an input that changed since they were computed: they are matched by position.
 *
 * @throws FigsiftError IO naming the file and both states
 */
export async function checkInputs(files: FileSystem, stamp: InputStamp): Promise<void> {
  for (const [path, before] of stamp) {
    const now = await lookAt(files, path)
    if (now === before) continue
    throw new FigsiftError(
      'IO',
      `Expected ${JSON.stringify(path)} to stay as it was when the run began (${before}) but it is now ${now}. ` +
        'Let the input be, then run the same command again; parts whose rows are unchanged are kept.',
      { file: path },
    )
  }
}

export interface FileSummary {
  file: string
  bytes: number
  sha256: string
}

/** The files as the manifest names them. */
export async function summarizeFiles(files: FileSystem, paths: readonly string[]): Promise<FileSummary[]> {
  const summaries: FileSummary[] = []
  for (const file of paths) {
    const [stat, sha256] = [await files.stat(file), await files.digest(file)]
    summaries.push({ file, bytes: stat?.size ?? 0, sha256: sha256 ?? '' })
  }
  return summaries
}
