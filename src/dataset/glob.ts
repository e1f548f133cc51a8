import { readdir } from 'node:fs/promises'
import { join, parse, resolve, sep } from 'node:path'
import { FigsiftError } from '../errors.js'
import { throwIfAborted } from '../validate.js'

/** A pattern such as `**` under a home folder would walk for hours; past this many entries it is refused. */
const MAX_ENTRIES = 1_000_000

export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path)
}

/**
 * Files that match a pattern, ordered by name: `*` and `?` within one folder, `[a-z]`, `{one,two}`, and `**` over folders.
 * A leading dot is matched only by a dot, and a name that is written like a pattern also by itself. Folders reached through symbolic links are not entered by `**`.
 */
export async function glob(pattern: string, signal?: AbortSignal): Promise<string[]> {
  const absolute = resolve(pattern)
  const { root } = parse(absolute)
  const segments = absolute.slice(root.length).split(sep)
  const found = new Set<string>()
  let entries = 0
  const walk = async (folder: string, at: number): Promise<void> => {
    throwIfAborted(signal)
    const segment = segments[at]!
    const isLast = at === segments.length - 1
    if (segment === '**' && !isLast) await walk(folder, at + 1)
    if (!isGlob(segment) && !isLast) return walk(join(folder, segment), at + 1)
    const matches = segmentPattern(segment)
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (++entries > MAX_ENTRIES) {
        throw new FigsiftError('LIMIT_EXCEEDED', `Expected a narrower pattern than ${JSON.stringify(pattern)}.`)
      }
      const path = join(folder, entry.name)
      if (segment === '**') {
        if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(path, at)
        if (isLast && !entry.isDirectory() && !entry.name.startsWith('.')) found.add(path)
      } else if (matches.test(entry.name) || entry.name === segment) {
        if (!isLast) await walk(path, at + 1)
        else if (!entry.isDirectory()) found.add(path)
      }
    }
  }
  await walk(root, 0)
  return [...found].sort((a, b) => (a < b ? -1 : 1))
}

function segmentPattern(segment: string): RegExp {
  const source = segment.replace(/\[(!?)([^\]/]+)\]|\{([^{}/]*)\}|[*?]|[^*?[{]|[[{]/g, (token, not, set, choice) => {
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\^\]]/g, '\\$&')}]`
    if (choice !== undefined) return `(?:${choice.split(',').map(literal).join('|')})`
    if (token === '*') return '.*'
    if (token === '?') return '.'
    return literal(token)
  })
  return new RegExp(`^${/^[*?[]/.test(segment) ? '(?!\\.)' : ''}${source}$`, 's')
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
