import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { Breather } from '../../concurrency.js'
import { toRowError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import type { Problem } from '../paper.js'
import type { PaperSource, Source } from '../source.js'
import { isArchiveName } from './archiveName.js'
import { FolderFiles } from './folderFiles.js'
import type { UnitLimits } from './limits.js'
import type { PathsByName } from './pathsByName.js'
import { sortInTurns } from './sortInTurns.js'
import type { Unit } from './unit.js'
import { limitProblem, problemUnit } from './unitProblems.js'

export interface FolderOptions {
  readonly limits: UnitLimits
  /** Absolute paths that are left alone. */
  readonly exclude?: ReadonlySet<string> | undefined
  readonly signal?: AbortSignal | undefined
}

export interface FolderUnitsOptions extends FolderOptions {
  /** Of all that is in the folder. */
  readonly pathsByName: () => Promise<PathsByName>
  /** The units of an archive that lies in the folder. */
  readonly openArchive: (path: string) => AsyncIterable<Unit>
}

interface Listing {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/**
 * The units of a folder of papers, in the order of their names, however deep they lie; one folder is listed at a time.
 *
 * Names that begin with a dot are left alone (version control, the shadows that some systems put beside files), and so are
 * linked folders, which may lead in a circle.
 */
export async function* folderUnits(
  root: string,
  source: Source,
  options: FolderUnitsOptions,
  folder = '',
  depth = 0,
): AsyncGenerator<Unit, void, undefined> {
  const { limits, signal } = options
  throwIfAborted(signal)
  if (depth > limits.maxDepth) {
    const reason = `${folder} lies more than ${limits.maxDepth} folders deep`
    yield problemUnit('', [limitProblem(`Expected folders of papers but ${reason}.`)])
    return
  }
  const { files, folders } = await listFolder(root, folder, options.exclude)
  const documents = files.filter((path) => source.accepts(path))
  if (source.kind === 'papers' && source.units === 'folder' && documents.length > 0) {
    const unit = await wholeFolder(root, folder, source, options)
    if (unit !== undefined) {
      yield unit
      return
    }
  } else if (documents.length > 0) {
    const here = new FolderFiles(root, files, options.pathsByName)
    const chosen = source.kind === 'papers' ? await chooseFrom(source, documents, here) : { documents, problems: [] }
    const unit = { name: '', files: here, dispose: nothing }
    for (const path of chosen.documents) yield { ...unit, documents: [path], problems: [] }
    if (chosen.problems.length > 0) yield { ...unit, name: folder, documents: [], problems: chosen.problems }
  }
  if (source.kind === 'papers') {
    for (const path of files) if (isArchiveName(path) && !source.accepts(path)) yield* options.openArchive(path)
  }
  for (const path of folders) yield* folderUnits(root, source, options, path, depth + 1)
}

/** The documents that are papers, sorted. A source that cannot tell, because a file of theirs is broken, has none. */
export async function chooseFrom(
  source: PaperSource,
  documents: readonly string[],
  files: FolderFiles,
): Promise<{ documents: readonly string[]; problems: readonly Problem[] }> {
  if (source.choose === undefined) return { documents, problems: [] }
  try {
    const chosen = await source.choose(documents, files)
    return { documents: await sortInTurns([...new Set(chosen)]), problems: [] }
  } catch (error) {
    const { code, message } = toRowError(error, 'parse')
    return { documents: [], problems: [{ code, message, figure: null, line: null }] }
  }
}

async function wholeFolder(
  root: string,
  folder: string,
  source: PaperSource,
  options: FolderOptions,
): Promise<Unit | undefined> {
  const at = folder === '' ? root : join(root, folder)
  const { paths, problem } = await listTree(at, options)
  // Paths count from the folder of the paper: that is what \input and \includegraphics do.
  const files = new FolderFiles(at, paths)
  const accepted = paths.filter((path) => source.accepts(path))
  const { documents, problems } = await chooseFrom(source, accepted, files)
  if (documents.length === 0 && problems.length === 0) return undefined
  const all = problem === undefined ? problems : [problem, ...problems]
  return { name: folder, files, documents, problems: all, dispose: nothing }
}

/** All files below a folder, sorted; with a problem where there are more than the limits allow. */
export async function listTree(
  root: string,
  { limits, exclude, signal }: FolderOptions,
): Promise<{ paths: string[]; problem?: Problem }> {
  const paths: string[] = []
  const breather = new Breather()
  const open: { folder: string; depth: number }[] = [{ folder: '', depth: 0 }]
  let problem: Problem | undefined
  while (open.length > 0 && problem === undefined) {
    throwIfAborted(signal)
    if (breather.isDue) await breather.breathe()
    const { folder, depth } = open.pop()!
    const { files, folders } = await listFolder(root, folder, exclude)
    for (const path of files) paths.push(path)
    if (depth < limits.maxDepth) for (const path of folders) open.push({ folder: path, depth: depth + 1 })
    if (paths.length > limits.maxFiles) {
      paths.length = limits.maxFiles
      problem = limitProblem(`Expected at most ${limits.maxFiles} files in one paper; the others are not looked at.`)
    }
  }
  const sorted = await sortInTurns(paths)
  return problem === undefined ? { paths: sorted } : { paths: sorted, problem }
}

/** Names that begin with a dot are left out. */
export async function listFolder(root: string, folder: string, exclude?: ReadonlySet<string>): Promise<Listing> {
  const at = folder === '' ? root : join(root, folder)
  const files: string[] = []
  const folders: string[] = []
  const breather = new Breather()
  for await (const entry of await opendir(at, { bufferSize: 512 })) {
    if (breather.isDue) await breather.breathe()
    const { name } = entry
    if (name.startsWith('.') || exclude?.has(join(at, name)) === true) continue
    const path = folder === '' ? name : `${folder}/${name}`
    if (entry.isDirectory()) folders.push(path)
    // Whether a link leads to a file inside is seen when it is asked for.
    else if (entry.isFile() || entry.isSymbolicLink()) files.push(path)
  }
  return { files: await sortInTurns(files), folders: await sortInTurns(folders) }
}

const nothing = async () => {}
