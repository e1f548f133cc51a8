import { constants, lstatSync, realpathSync, statSync } from 'node:fs'
import { open, readlink, realpath } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'
import { FigsiftError } from '../../errors.js'
import { once, type PathsByName, pathsBelow } from './pathsByName.js'
import type { ToldPlaces } from './places.js'
import type { UnitFiles } from './unitFiles.js'

// NOFOLLOW: the path is real, so a link there was put there since. NONBLOCK: a pipe put there since cannot hang us.
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY
const MAX_PATH = 4096

/**
 * A path inside a unit in one form: no `.`, no `..`, no doubled or leading slash of its own; undefined for every path that
 * is absolute, leads out, or can be no file.
 */
export function innerPath(path: string): string | undefined {
  if (path === '' || path.length > MAX_PATH || path.includes('\0') || path.startsWith('/')) return undefined
  const normal = posix.normalize(path)
  if (normal === '.' || normal === '..' || normal.startsWith('../') || normal.endsWith('/')) return undefined
  return normal
}

/** A stranger's path as it may stand in a message. */
export const shownPath = (path: string): string =>
  JSON.stringify(path.length > 200 ? `${path.slice(0, 80)}…${path.slice(-119)}` : path)

/** Of a unit without any. */
export const noFiles = (): FolderFiles => new FolderFiles('/dev/null', [])

/** The files below a real folder. */
export class FolderFiles implements UnitFiles {
  /** Real path. */
  readonly root: string
  readonly #list: readonly string[]
  /** Every path in it by the name of its file; made when it is first asked for. */
  readonly pathsByName: () => Promise<PathsByName>

  /**
   * @param list          what `list()` answers: sorted paths of regular files
   * @param pathsByName   where another with this root may have made it
   */
  constructor(
    root: string,
    list: readonly string[],
    pathsByName: () => Promise<PathsByName> = once(() => pathsBelow(root)),
  ) {
    this.root = root
    this.#list = list
    this.pathsByName = pathsByName
  }

  list(): readonly string[] {
    return this.#list
  }

  has(path: string): boolean {
    const inner = innerPath(path)
    if (inner === undefined) return false
    try {
      const found = join(this.root, inner)
      const stat = lstatSync(found)
      // A path without a link in its last part can still lead through a linked folder.
      const real = realpathSync(found)
      return this.#isInside(real) && (stat.isFile() || (stat.isSymbolicLink() && statSync(real).isFile()))
    } catch {
      return false
    }
  }

  async locate(path: string): Promise<string> {
    const inner = innerPath(path)
    if (inner === undefined) throw outside(path)
    const real = await realpath(join(this.root, inner)).catch((cause) => {
      throw missing(path, cause)
    })
    if (!this.#isInside(real)) throw outside(path)
    return real
  }

  /** Where files lie that cannot be opened by their paths below `root`, for another thread to read. */
  placesOf(_paths: readonly string[]): ToldPlaces | undefined {
    return undefined
  }

  async read(path: string, maxBytes: number): Promise<Uint8Array> {
    const real = await this.locate(path)
    const handle = await open(real, OPEN_FLAGS).catch((cause) => {
      throw missing(path, cause)
    })
    try {
      const stat = await handle.stat()
      if (!stat.isFile()) {
        throw new FigsiftError('NOT_A_REGULAR_FILE', `Expected a regular file at ${shownPath(path)}.`, { file: path })
      }
      // The kernel says where the opened file lies, whatever was renamed or linked after the first look.
      const where = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => real)
      if (!this.#isInside(where)) throw outside(path)
      if (stat.size > maxBytes) {
        throw new FigsiftError(
          'FILE_TOO_LARGE',
          `Expected at most ${maxBytes} bytes in ${shownPath(path)} but it has ${stat.size}.`,
          { file: path },
        )
      }
      const bytes = Buffer.allocUnsafeSlow(stat.size)
      let filled = 0
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, Math.min(bytes.length - filled, 1 << 20), filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    } finally {
      await handle.close()
    }
  }

  #isInside(real: string): boolean {
    return real.startsWith(this.root.endsWith(sep) ? this.root : this.root + sep)
  }
}

function outside(path: string): FigsiftError {
  return new FigsiftError('PATH_OUTSIDE_DATASET', `Expected a file inside the source but ${shownPath(path)} is none.`, {
    file: path,
  })
}

function missing(path: string, cause: NodeJS.ErrnoException): FigsiftError {
  const { code = 'unknown error' } = cause
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return new FigsiftError('FILE_NOT_FOUND', `Expected a file at ${shownPath(path)} but there is none.`, {
      file: path,
      cause,
    })
  }
  const kind = code === 'EACCES' || code === 'EPERM' ? 'FILE_NOT_READABLE' : 'IO'
  return new FigsiftError(kind, `Expected to read ${shownPath(path)} but the system said ${code}.`, {
    file: path,
    cause,
  })
}
