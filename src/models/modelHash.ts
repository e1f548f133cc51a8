import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { relative } from 'node:path'
import type { FolderFile } from './folderFile.js'

const known = new Map<string, Promise<string>>()
const MAX_KNOWN = 1024

/**
 * Hash of a model: of the names and hashes of all files that it uses, in order of name.
 *
 * sha256(for each file: name "\n" sha256 "\n")
 */
export async function modelHash(folder: string, files: readonly FolderFile[]): Promise<string> {
  const named = files.map((file) => ({ name: relative(folder, file.path), file }))
  named.sort((a, b) => (a.name < b.name ? -1 : 1))
  const outer = createHash('sha256')
  for (const { name, file } of named) outer.update(`${name}\n${await fileHash(file)}\n`)
  return outer.digest('hex')
}

/** Read once per process, unless size or time of change say that it is another file. */
export function fileHash({ path, bytes, mtimeMs }: FolderFile): Promise<string> {
  const key = `${bytes} ${mtimeMs} ${path}`
  let hash = known.get(key)
  if (hash === undefined) {
    if (known.size >= MAX_KNOWN) known.clear()
    hash = read(path)
    known.set(key, hash)
    hash.catch(() => known.delete(key))
  }
  return hash
}

async function read(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
