import { posix } from 'node:path'
import type { ParseOptions } from '../source.js'

const MAX_BYTES = 2 ** 22
const LISTS = ['SHA256SUMS', 'sha256sums.txt', 'sha256sum.txt', 'checksums.sha256']
/** As `sha256sum` writes it. */
const LINE = /^\\?([0-9a-f]{64})[ \t]+\*?(?:\.\/)?(.{1,1000}?)\s*$/i

/**
 * The SHA-256 that a release gives for one of its files: in a list or a file of its own beside it, or in what the client of
 * the Hugging Face hub notes of a download. null where none is given.
 */
export async function publishedSha256(path: string, files: ParseOptions['files']): Promise<string | null> {
  const [folder, base] = [posix.dirname(path), posix.basename(path)]
  for (const file of [`${base}.sha256`, ...LISTS].map((name) => posix.join(folder, name))) {
    for (const line of await linesOf(file, files)) {
      const [, sum, name] = LINE.exec(line) ?? []
      if (sum !== undefined && posix.basename(name!) === base) return sum.toLowerCase()
    }
  }
  for (const [root, inner] of [['', path] as const, [folder, base] as const]) {
    // The commit, the entity tag, the time: the tag of a large file is its sum.
    const lines = await linesOf(posix.join(root, '.cache/huggingface/download', `${inner}.metadata`), files)
    if (/^[0-9a-f]{64}$/.test(lines[1] ?? '')) return lines[1]!
  }
  return null
}

async function linesOf(path: string, files: ParseOptions['files']): Promise<string[]> {
  if (!files.has(path)) return []
  return new TextDecoder().decode(await files.read(path, MAX_BYTES)).split(/\r?\n/)
}
