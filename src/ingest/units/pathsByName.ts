import { readdir } from 'node:fs/promises'
import { posix } from 'node:path'
import { Breather } from '../../concurrency.js'

/** Every path below a root by the name of its file in lower case, sorted. */
export type PathsByName = ReadonlyMap<string, readonly string[]>

/** Of a source with more files than this nothing is found by its name alone. */
const MAX_INDEXED = 500_000
const MAX_DEPTH = 32

/** Of a folder and all in it; names that begin with a dot are left alone, and so are links. */
export async function pathsBelow(root: string): Promise<PathsByName> {
  return indexPaths(walk(root))
}

/** Empty for more paths than can be indexed. */
export async function indexPaths(paths: AsyncIterable<string> | Iterable<string>): Promise<PathsByName> {
  const index = new Map<string, string[]>()
  const breather = new Breather()
  let count = 0
  for await (const path of paths) {
    if (++count > MAX_INDEXED) return new Map()
    const name = posix.basename(path).toLowerCase()
    const places = index.get(name)
    if (places === undefined) index.set(name, [path])
    else places.push(path)
    if (breather.isDue) await breather.breathe()
  }
  for (const places of index.values()) places.sort()
  return index
}

async function* walk(root: string): AsyncGenerator<string, void, undefined> {
  const open = [{ folder: '', depth: 0 }]
  while (open.length > 0) {
    const { folder, depth } = open.pop()!
    const entries = await readdir(posix.join(root, folder), { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && depth < MAX_DEPTH) open.push({ folder: path, depth: depth + 1 })
      if (entry.isFile()) yield path
    }
  }
}

/** `make`, called when it is first asked for; then its answer. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
