/**
 * `path` seen from `folder` (both relative to the unit, with `/`), with `.` and `..` resolved.
 *
 * @returns null where it leaves the unit, or is no relative path of a usual kind
 */
export function resolveInUnit(folder: string, path: string): string | null {
  if (path.startsWith('/') || path.includes('\\') || /^[A-Za-z]:/.test(path) || path.length > 1000) return null
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.length === 0 ? null : parts.join('/')
}

/** The folder of a file; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
