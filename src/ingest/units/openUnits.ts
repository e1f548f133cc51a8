import { realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ArgumentError, FigsiftError } from '../../errors.js'
import type { Source } from '../source.js'
import { archiveFileUnits } from './archiveFile.js'
import { isArchiveName } from './archiveName.js'
import { FolderFiles } from './folderFiles.js'
import { folderUnits, listFolder, listTree } from './folderUnits.js'
import { DEFAULT_LIMITS, type UnitLimits } from './limits.js'
import { once, pathsBelow } from './pathsByName.js'
import type { Unit } from './unit.js'

export interface OpenUnitsOptions {
  readonly limits?: UnitLimits | undefined
  /** Where archives are unpacked, a paper at a time; the system's folder for temporary files by default. */
  readonly temporary?: string | undefined
  /** Absolute paths that are left alone: an output that is being written into the source. */
  readonly exclude?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
}

/** What SOURCE is, before anything of it is read. */
export interface OpenedSource {
  readonly kind: 'file' | 'folder' | 'archive'
  /** Real path of the folder that SOURCE is, or that it lies in. */
  readonly root: string
  units(): AsyncIterable<Unit>
  /** Paths of the files that were looked at, as many as one paper may have at most; of an archive, once its units were read. */
  paths(): Promise<readonly string[]>
}

/**
 * Opens SOURCE: a document, a folder of documents or of papers, or an archive of them.
 *
 * @throws FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE; ArgumentError for an archive of a published dataset
 */
export async function openUnits(path: string, source: Source, options: OpenUnitsOptions = {}): Promise<OpenedSource> {
  const { limits = DEFAULT_LIMITS, temporary = tmpdir(), exclude = [], signal } = options
  const real = await realpath(path).catch((cause) => {
    throw new FigsiftError(
      'FILE_NOT_FOUND',
      `Expected a file or folder at ${JSON.stringify(path)} but there is none.`,
      {
        file: path,
        cause,
      },
    )
  })
  const excluded = new Set<string>()
  for (const one of exclude) {
    const folder = await realpath(dirname(one)).catch(() => undefined)
    if (folder !== undefined) excluded.add(join(folder, basename(one)))
  }
  const openArchive = (file: string, name: string): AsyncIterable<Unit> => {
    if (source.kind === 'rows') throw archiveOfRows(path)
    return archiveFileUnits(file, name, source, { limits, temporary, signal })
  }
  const found = await stat(real)
  if (found.isDirectory()) {
    const inside = (file: string) => openArchive(join(real, file), file)
    return {
      kind: 'folder',
      root: real,
      paths: async () => (await listTree(real, { limits, exclude: excluded, signal })).paths,
      units: () => {
        const pathsByName = once(() => pathsBelow(real))
        return folderUnits(real, source, { limits, exclude: excluded, signal, pathsByName, openArchive: inside })
      },
    }
  }
  if (!found.isFile()) {
    throw new FigsiftError('NOT_A_REGULAR_FILE', `Expected a file or folder at ${JSON.stringify(path)}.`, {
      file: path,
    })
  }
  const root = dirname(real)
  const name = basename(real)
  if (isArchiveName(name) && !source.accepts(name)) {
    if (source.kind === 'rows') throw archiveOfRows(path)
    const seen = new Set<string>()
    const accepts = (file: string) => {
      if (seen.size < limits.maxFiles) seen.add(file)
      return source.accepts(file)
    }
    const units = () => archiveFileUnits(real, name, { ...source, accepts }, { limits, temporary, signal })
    return { kind: 'archive', root, units, paths: async () => [...seen] }
  }
  const units = () => oneDocument(root, name, source, limits, signal)
  return { kind: 'file', root, units, paths: async () => [name] }
}

/** A document that was named is taken, whatever its name ends in. */
async function* oneDocument(
  root: string,
  name: string,
  source: Source,
  limits: UnitLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<Unit, void, undefined> {
  const isFolder = source.kind === 'papers' && source.units === 'folder'
  const list = isFolder ? (await listTree(root, { limits, signal })).paths : (await listFolder(root, '')).files
  yield {
    name: '',
    files: new FolderFiles(root, list),
    documents: [name],
    problems: [],
    dispose: async () => {},
  }
}

const archiveOfRows = (path: string): ArgumentError =>
  new ArgumentError(
    `Expected an unpacked dataset but ${JSON.stringify(path)} is an archive. Unpack it and pass its folder.`,
    { file: path },
  )
