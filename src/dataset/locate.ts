import { stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { FigsiftError, FormatError } from '../errors.js'
import { expandRanges } from './braceRange.js'
import { type FileKind, fileKind } from './fileKind.js'
import { glob, isGlob } from './glob.js'

export interface LocatedFile extends FileKind {
  path: string
  /** Path from the dataset's root to the file's folder; empty when they are the same. */
  imagePrefix: string
}

export interface Location {
  name: string
  root: string
  files: readonly [LocatedFile, ...LocatedFile[]]
}

/** The names under which a folder's own table is looked for. */
const METADATA = ['metadata.jsonl', 'metadata.jsonl.gz', 'metadata.jsonl.zst', 'metadata.csv', 'metadata.parquet']

/**
 * The files that an input means: a file, a folder's metadata file, or what a pattern matches.
 *
 * @throws FigsiftError FILE_NOT_FOUND; FormatError for unknown extensions, mixed formats, and folders without metadata.
 */
export async function locate(
  input: string,
  { imageRoot, signal }: { imageRoot?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Location> {
  const location = await locateFiles(input, signal)
  if (imageRoot === undefined) return location
  const root = resolve(imageRoot)
  const found = await stat(root).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw notFound(`Expected a folder for \`imageRoot\` but ${JSON.stringify(imageRoot)} is none.`, root)
  }
  // Paths in every file then mean the same folder, wherever the files themselves lie.
  const [first, ...rest] = location.files.map((file) => ({ ...file, imagePrefix: '' }))
  return { name: location.name, root, files: [first!, ...rest] }
}

async function locateFiles(input: string, signal?: AbortSignal): Promise<Location> {
  const path = resolve(input)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return single(await metadataOf(path), basename(path))
  // An unknown extension is said before a missing file: the name alone shows it.
  if (!isGlob(basename(path))) fileKind(path)
  if (found !== undefined || !isGlob(input)) {
    const kind = fileKind(path)
    if (found === undefined)
      throw notFound(`Expected a dataset at ${JSON.stringify(input)} but there is no such file.`, path)
    return single(path, kind.stem)
  }
  return many(await matchesOf(input, signal))
}

/**
 * A range names its files, so one that is missing is an error, and they come in the order of the range; what a pattern
 * finds is ordered by name, as shells do it: `part-10` before `part-2`.
 */
async function matchesOf(input: string, signal: AbortSignal | undefined): Promise<string[]> {
  const found = new Set<string>()
  const patterns = expandRanges(input)
  for (const pattern of patterns) {
    const isThere = !isGlob(pattern) && (await stat(pattern).catch(() => undefined)) !== undefined
    const paths = isThere ? [resolve(pattern)] : isGlob(pattern) ? await glob(pattern, signal) : []
    if (paths.length === 0) {
      const of = patterns.length === 1 ? '' : `, one of the ${patterns.length} that ${JSON.stringify(input)} names`
      throw notFound(`Expected files that match ${JSON.stringify(pattern)}${of}, but there are none.`, pattern)
    }
    for (const path of paths) found.add(path)
  }
  return [...found]
}

function notFound(message: string, file: string): FigsiftError {
  return new FigsiftError('FILE_NOT_FOUND', `${message} Check the path; images and files are never fetched.`, { file })
}

async function metadataOf(folder: string): Promise<string> {
  const present: string[] = []
  for (const name of METADATA) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found !== undefined) present.push(name)
  }
  if (present.length === 1) return join(folder, present[0]!)
  throw new FormatError(
    `Expected one metadata.jsonl in the folder ${JSON.stringify(folder)} but found ${present.join(' and ') || 'none'}. ` +
      (present.length === 0 ? 'Write one JSON object per image, with its `file_name`.' : 'Pass the one you mean.'),
    { file: folder },
  )
}

function single(path: string, name: string): Location {
  return { name, root: dirname(path), files: [{ ...fileKind(path), path, imagePrefix: '' }] }
}

function many(paths: readonly string[]): Location {
  const root = paths.map(dirname).reduce(commonFolder)
  const [first, ...rest] = paths.map((path) => ({
    ...fileKind(path),
    path,
    imagePrefix: relative(root, dirname(path)),
  }))
  const other = rest.find((file) => file.format !== first!.format)
  if (other !== undefined) {
    throw new FormatError(
      `Expected files of one format but received ${JSON.stringify(first!.path)} and ${JSON.stringify(other.path)}. Narrow the pattern.`,
      { file: other.path },
    )
  }
  return { name: basename(root), root, files: [first!, ...rest] }
}

/** The innermost folder that both lie in. */
export function commonFolder(a: string, b: string): string {
  let folder = a
  while (relative(folder, b).startsWith('..')) folder = dirname(folder)
  return folder
}
