import { open, readdir, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { FigsiftError } from '../errors.js'
import { isSystemFault, systemRemedy } from './systemFault.js'

/** Has `write` make the file that is to lie at `path`, and says under which name it writes. */
export type PutFile = <T>(path: string, write: (name: string) => Promise<T>) => Promise<T>

/** For files that somebody else makes durable. */
export const putInPlace: PutFile = (path, write) => write(path)

let counter = 0

/**
 * Gives `write` a temporary name in the folder of `path`, then makes the file durable and renames it: `path` holds the
 * old file or the whole new one, whenever the process dies. A failure removes the temporary file. The folder must exist.
 */
export async function writeAtomically<T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const folder = dirname(path)
  const temporary = temporaryBeside(path)
  try {
    await removeLeftovers(folder, prefixOf(path))
    const result = await write(temporary)
    await sync(temporary)
    await rename(temporary, path)
    await sync(folder)
    return result
  } catch (error) {
    await rm(temporary, { force: true, recursive: true }).catch(() => {})
    throw asIoError(error, path)
  }
}

/** A new name beside `path`. What lies there when a process is killed, the next write to `path` removes. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `${prefixOf(path)}${process.pid}-${counter++}.partial`)
}

const prefixOf = (path: string): string => `.${basename(path)}.${hostname().replace(/[^\w-]/g, '_')}-`

/** Removes what killed processes of this machine left behind for the same output. */
async function removeLeftovers(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith('.partial')) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), { force: true, recursive: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Node's system errors become IO errors of ours that name the file; everything else stays as it is. */
export function asIoError(error: unknown, file: string): unknown {
  if (error instanceof FigsiftError || !isSystemFault(error)) return error
  return new FigsiftError(
    'IO',
    `Expected to work on ${JSON.stringify(file)} but the system said: ${error.message}. ${systemRemedy(error.code)}.`,
    {
      file,
      cause: error,
    },
  )
}
