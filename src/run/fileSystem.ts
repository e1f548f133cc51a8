import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import {
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import type { PutFile } from '../dataset/atomicFile.js'
import { isSystemFault, systemRemedy } from '../dataset/systemFault.js'
import { FigsiftError } from '../errors.js'

export interface FileStat {
  size: number
  mtimeMs: number
  isFile: boolean
  isFolder: boolean
}

/**
 * Everything a run does to the disk, except what writers do within the one file that `fill` names them. Runs take it as
 * an argument, so that tests can make any single step fail.
 */
export interface FileSystem {
  makeFolder(path: string): Promise<void>
  /** Writes a whole new file; it is not safe on the disk before `sync`. */
  write(path: string, text: string): Promise<void>
  append(path: string, text: string): Promise<void>
  /** Has a writer of its own, such as a stream or DuckDB, make a file; as with `write`, nothing of it is safe before `sync`. */
  fill: PutFile
  /** Flushes a file or a folder to the disk. */
  sync(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name; false when that name is taken. */
  claim(from: string, to: string): Promise<boolean>
  remove(path: string): Promise<void>
  read(path: string): Promise<string | undefined>
  list(folder: string): Promise<string[]>
  stat(path: string): Promise<FileStat | undefined>
  /** Without links; the path itself when nothing is there. */
  realPath(path: string): Promise<string>
  /** sha256 of the content, in hex; undefined when there is no such file. */
  digest(path: string): Promise<string | undefined>
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

const NO_LINKS = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK']

/** A fault of the disk or the system, with its own words and the remedy. Faults that already are ours pass through. */
export function ioError(error: unknown, action: string, path: string): FigsiftError {
  if (error instanceof FigsiftError) return error
  const { code, message } = error as NodeJS.ErrnoException
  return new FigsiftError(
    'IO',
    `Expected to ${action} ${JSON.stringify(path)} but the system said: ${message}. ` +
      `${systemRemedy(code)}, then run the same command again; finished parts are kept.`,
    { file: path, cause: error },
  )
}

async function guarded<T>(action: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw ioError(error, action, path)
  }
}

async function orUndefined<T>(action: string, path: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw ioError(error, action, path)
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** The real disk. */
export const disk: FileSystem = {
  makeFolder: (path) => guarded('make the folder', path, () => makeFolders(path)),
  write: (path, text) => guarded('write', path, () => withFile(path, 'w', (file) => file.writeFile(text))),
  append: (path, text) => guarded('append to', path, () => withFile(path, 'a', (file) => file.writeFile(text))),
  fill: async (path, write) => {
    try {
      return await write(path)
    } catch (error) {
      await rm(path, { recursive: true, force: true }).catch(() => {})
      // What a writer asks for on its way may fail too, and then is not a fault of this file.
      throw isSystemFault(error) ? ioError(error, 'write', path) : error
    }
  },
  sync: (path) => guarded('flush', path, () => withFile(path, 'r', (file) => file.sync())),
  rename: (from, to) => guarded('rename a finished file to', to, () => rename(from, to)),
  claim: (from, to) =>
    guarded('create', to, async () => {
      try {
        // Not every file system has hard links; a copy is the next best: its name is taken before its content is there.
        await link(from, to).catch((error) => {
          if (!NO_LINKS.includes(error.code)) throw error
          return copyFile(from, to, constants.COPYFILE_EXCL)
        })
        return true
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
        throw error
      }
    }),
  remove: (path) => guarded('remove', path, () => rm(path, { recursive: true, force: true })),
  read: (path) => orUndefined('read', path, () => readFile(path, 'utf8')),
  list: async (folder) => (await orUndefined('list', folder, () => readdir(folder))) ?? [],
  stat: (path) =>
    orUndefined('look at', path, async () => {
      const found = await stat(path)
      return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile(), isFolder: found.isDirectory() }
    }),
  realPath: async (path) => (await orUndefined('look at', path, () => realpath(path))) ?? path,
  digest: (path) => orUndefined('read', path, () => digestOf(path)),
}

/** Not `recursive`: on a read-only file system that says ENOENT (Node 20), which hides the reason. */
async function makeFolders(path: string): Promise<void> {
  const parent = folderOf(path)
  if (parent !== path && (await disk.stat(parent)) === undefined) await makeFolders(parent)
  try {
    await mkdir(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

/**
 * Puts text at `path` so that after a crash there is either the old file or the whole new one.
 *
 * Order matters: the content is on the disk before the name, and the name before anyone is told.
 */
export async function writeDurably(files: FileSystem, path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`
  await files.write(temporary, text)
  await publishFile(files, temporary, path)
}

/** The same for files that writers of their own make. */
export const puttingDurably =
  (files: FileSystem): PutFile =>
  async (path, write) => {
    const temporary = `${path}.tmp`
    const result = await files.fill(temporary, write)
    await publishFile(files, temporary, path)
    return result
  }

/** Moves a finished temporary file to its name: flush, rename, flush the folder. */
export async function publishFile(files: FileSystem, temporary: string, path: string): Promise<void> {
  await files.sync(temporary)
  await files.rename(temporary, path)
  await files.sync(folderOf(path))
}

export const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')))
