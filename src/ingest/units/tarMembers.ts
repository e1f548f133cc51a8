import type { Problem } from '../paper.js'
import { innerPath, shownPath } from './folderFiles.js'
import type { UnitLimits } from './limits.js'
import type { TarEntry } from './tarEntries.js'

/** What to do with one member of an archive. */
export type Verdict = { readonly path: string } | { readonly problem: Problem } | 'skip'

const LINKS: Readonly<Record<string, string>> = {
  link: 'a hard link',
  symlink: 'a symbolic link',
  'character-device': 'a device',
  'block-device': 'a device',
  fifo: 'a named pipe',
}
/** Longest name of one file or folder on the file systems that matter. */
const MAX_NAME_BYTES = 255

/** Only regular files with a path inside are taken. Folders come with their files. */
export function judgeMember(
  { header, isNameless }: Pick<TarEntry, 'header' | 'isNameless'>,
  limits: UnitLimits,
): Verdict {
  const { name, type, size } = header
  const refuse = (code: Problem['code'], what: string): Verdict => ({
    problem: { code, message: `Left out the member ${shownPath(name)}: ${what}.`, figure: null, line: null },
  })
  if (type === 'directory') return 'skip'
  if (isNameless) return refuse('LIMIT_EXCEEDED', 'what its header says has more than a mebibyte')
  const link = LINKS[type ?? '']
  if (link !== undefined) return refuse('NOT_A_REGULAR_FILE', `it is ${link}`)
  if (type !== 'file' && type !== 'contiguous-file' && type !== null && type !== undefined) return 'skip'
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
  if ((size ?? 0) > limits.maxFileBytes) {
    return refuse('FILE_TOO_LARGE', `it has ${size} bytes, and at most ${limits.maxFileBytes} are taken`)
  }
  return { path }
}
