import type { Problem } from '../paper.js'
import { innerPath, shownPath } from './folderFiles.js'
import type { UnitLimits } from './limits.js'
import type { TarEntry } from './tarEntries.js'

/** What to do with one member of an archive. */
export type Verdict = { readonly path: string } | { readonly problem: Problem } | 'skip'

const OTHERS: Readonly<Record<string, string>> = {
  1: 'a hard link',
  2: 'a symbolic link',
  3: 'a device',
  4: 'a device',
  6: 'a named pipe',
}
/** Longest name of one file or folder on the file systems that matter. */
const MAX_NAME_BYTES = 255

/** Only regular files with a path inside are taken. Folders come with their files. */
export function judgeMember(entry: Omit<TarEntry, 'bytes' | 'offset'>, limits: UnitLimits): Verdict {
  const { name, type, size } = entry
  const refuse = (code: Problem['code'], what: string): Verdict => ({
    problem: { code, message: `Left out the member ${shownPath(name)}: ${what}.`, figure: null, line: null },
  })
  // Before POSIX a slash said it.
  if (type === '5' || name.endsWith('/')) return 'skip'
  if (entry.isNameless) return refuse('LIMIT_EXCEEDED', 'the header before it has more than a mebibyte, or is damaged')
  if (type === 'S') return refuse('UNSUPPORTED_FORMAT', 'it is a sparse file')
  const other = OTHERS[type]
  if (other !== undefined) return refuse('NOT_A_REGULAR_FILE', `it is ${other}`)
  if (type !== '0' && type !== '7') return 'skip'
  // Normalising would make `a/../../b` harmless, and hide that somebody meant harm.
  if (name.split('/').includes('..')) return refuse('PATH_OUTSIDE_DATASET', 'its path leads out of the archive')
  const path = innerPath(name)
  if (path === undefined)
    return refuse('PATH_OUTSIDE_DATASET', 'its path is absolute, empty or leads out of the archive')
  const parts = path.split('/')
  if (parts.length > limits.maxDepth)
    return refuse('LIMIT_EXCEEDED', `it lies more than ${limits.maxDepth} folders deep`)
  if (parts.some((part) => Buffer.byteLength(part) > MAX_NAME_BYTES))
    return refuse('LIMIT_EXCEEDED', 'its name is too long')
  if (parts.some((part) => part.startsWith('.'))) return 'skip'
  if (size > limits.maxFileBytes) {
    return refuse('FILE_TOO_LARGE', `it has ${size} bytes, and at most ${limits.maxFileBytes} are taken`)
  }
  return { path }
}
