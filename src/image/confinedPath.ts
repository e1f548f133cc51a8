import type { Stats } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { type ErrorCode, FigsiftError } from '../errors.js'

export interface Confinement {
  /** Relative paths are resolved against this folder, and must stay inside it. Default: the working directory. */
  root?: string | undefined
  /** Lets paths leave `root`. Default: false. */
  allowOutside?: boolean | undefined
}

/** A regular file, by its real path (no link left in it). */
export interface ConfinedFile {
  path: string
  stat: Stats
  /** Real path of the folder it lies in, however deep; undefined when it may lie anywhere. */
  root: string | undefined
}

/**
 * Resolves the path of an image as a row gives it to a regular file inside `root`.
 *
 * Links are followed as long as their end lies inside the real `root`; pipes, devices and sockets are told by lstat,
 * which opens nothing.
 */
export async function confinedFile(
  source: string,
  { root = process.cwd(), allowOutside = false }: Confinement = {},
): Promise<ConfinedFile> {
  checkName(source)
  const [realRoot, path] = await Promise.all([
    allowOutside ? undefined : real(root, root),
    real(resolve(root, source), source),
  ])
  if (realRoot !== undefined) checkInside(path, realRoot, source)
  const stat = await withReason(source, () => lstat(path))
  checkRegular(stat, source)
  return { path, stat, root: realRoot }
}

/** Refuses names that cannot be files, above all addresses: images are never fetched. */
function checkName(source: string): void {
  if (source.length === 0) {
    throw new FigsiftError('IMAGE_MISSING', 'Expected the path of an image but received an empty string.')
  }
  if (/^(?:[a-z][a-z\d+.-]+:\/\/|data:)/i.test(source)) {
    throw new FigsiftError(
      'FILE_NOT_FOUND',
      `Expected the path of a file but received ${shown(source)}. Images are never fetched: download it and give its path, or give its bytes.`,
    )
  }
  if (source.includes('\0')) {
    throw new FigsiftError('FILE_NOT_FOUND', `Expected the path of a file but ${shown(source)} holds a zero byte.`)
  }
}

/** @throws PATH_OUTSIDE_DATASET unless the real path `path` lies below the real folder `root` */
export function checkInside(path: string, root: string, source: string): void {
  if (path.startsWith(root.endsWith(sep) ? root : root + sep)) return
  // The real path stays out of the sentence: it would make a row's error differ from machine to machine.
  throw new FigsiftError(
    'PATH_OUTSIDE_DATASET',
    `Expected an image inside the folder of the dataset but ${shown(source)} leads out of it. ` +
      'Move it, or lift the rule with `allowOutside` (--allow-outside).',
    { file: source },
  )
}

/** @throws NOT_A_REGULAR_FILE for folders, pipes, sockets and devices */
export function checkRegular(stat: Stats, source: string): void {
  if (stat.isFile()) return
  const what = stat.isDirectory()
    ? 'a folder'
    : stat.isFIFO()
      ? 'a named pipe'
      : stat.isSocket()
        ? 'a socket'
        : stat.isSymbolicLink()
          ? 'a link that changed meanwhile'
          : 'a device'
  throw new FigsiftError('NOT_A_REGULAR_FILE', `Expected an image file but ${shown(source)} is ${what}.`, {
    file: source,
  })
}

const real = (path: string, source: string): Promise<string> => withReason(source, () => realpath(path))

const REASONS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['FILE_NOT_FOUND', 'does not exist'],
  ENOTDIR: ['FILE_NOT_FOUND', 'does not exist: a part of its path is not a folder'],
  ENAMETOOLONG: ['FILE_NOT_FOUND', 'does not exist: the name is too long'],
  ELOOP: ['FILE_NOT_FOUND', 'is a link that leads to itself, or to another link'],
  ENXIO: ['NOT_A_REGULAR_FILE', 'is a socket or a device'],
  EISDIR: ['NOT_A_REGULAR_FILE', 'is a folder'],
  EACCES: ['FILE_NOT_READABLE', 'may not be read by this user: check its permissions and those of its folders'],
  EPERM: ['FILE_NOT_READABLE', 'may not be read by this user: check its permissions and those of its folders'],
  ENOMEM: ['OUT_OF_MEMORY', 'could not be read for want of memory'],
}

/** Runs a call of the file system and turns its failure into a sentence; what is not the file's fault becomes `IO`. */
export async function withReason<T>(source: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    const system = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
    const [code, reason] = REASONS[system] ?? (['IO', `could not be read (${system})`] as const)
    throw new FigsiftError(code, `Expected a readable image but ${shown(source)} ${reason}.`, { file: source, cause })
  }
}

/** A stranger's path as it may stand in a message: quoted, control characters escaped, of bounded length. */
export function shown(path: string): string {
  const bounded = path.length > 200 ? `${path.slice(0, 80)}…${path.slice(-119)}` : path
  // JSON leaves DEL, the C1 controls and the marks of writing direction as they are.
  const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(bounded).replace(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escaped)
}
