import { createHash } from 'node:crypto'
import type { FileSystem } from '../../../src/run/fileSystem.js'

interface File {
  live: string
  /** What survives a power cut; undefined until the first `sync`. */
  durable: string | undefined
}

interface Folder {
  live: Map<string, Node>
  durable: Map<string, Node>
}

type Node = File | Folder

const isFolder = (node: Node | undefined): node is Folder => node !== undefined && node.live instanceof Map

export class Fault extends Error {
  readonly code = 'ENOSPC'
}

/**
 * A disk that forgets on a power cut whatever was not flushed: contents of files and, apart from that, names in
 * folders. `failAt` makes the n-th changing call throw; for `write` and `append`, after half of the text was written.
 */
export class MemoryDisk implements FileSystem {
  /** Changing calls so far, as `write PATH`. */
  readonly calls: string[] = []
  failAt = Number.POSITIVE_INFINITY
  /** After the fault nothing works any more, as for a killed process. */
  diesAtFault = false
  #isDead = false
  readonly #root: Folder = { live: new Map(), durable: new Map() }

  constructor() {
    const data: Folder = { live: new Map(), durable: new Map() }
    this.#root.live.set('data', data)
    this.#root.durable.set('data', data)
  }

  /** What a machine finds after a power cut. */
  cutPower(): void {
    const restore = (folder: Folder): void => {
      folder.live = new Map(folder.durable)
      for (const node of folder.live.values()) {
        if (isFolder(node)) restore(node)
        else node.live = node.durable ?? ''
      }
    }
    restore(this.#root)
    this.revive()
  }

  /** The process ends here and the machine goes on: everything written is there, flushed or not. */
  revive(): void {
    this.#isDead = false
    this.failAt = Number.POSITIVE_INFINITY
  }

  async makeFolder(path: string): Promise<void> {
    this.#step('makeFolder', path)
    let folder = this.#root
    for (const name of namesOf(path)) {
      let next = folder.live.get(name)
      if (next === undefined) {
        next = { live: new Map(), durable: new Map() }
        folder.live.set(name, next)
      }
      folder = next as Folder
    }
  }

  async write(path: string, text: string): Promise<void> {
    const [folder, name] = this.#parent(path)
    const file: File = { live: '', durable: undefined }
    this.#step('write', path, () => {
      file.live = text.slice(0, text.length / 2)
      folder.live.set(name, file)
    })
    file.live = text
    folder.live.set(name, file)
  }

  async append(path: string, text: string): Promise<void> {
    const [folder, name] = this.#parent(path)
    const file = (folder.live.get(name) as File | undefined) ?? { live: '', durable: undefined }
    folder.live.set(name, file)
    this.#step('append', path, () => {
      file.live += text.slice(0, text.length / 2)
    })
    file.live += text
  }

  async fill<T>(path: string, write: (path: string) => Promise<T>): Promise<T> {
    this.#step('fill', path)
    return write(path)
  }

  async sync(path: string): Promise<void> {
    this.#step('sync', path)
    const node = this.#find(path)
    if (node === undefined) throw new Error(`sync of nothing: ${path}`)
    if (isFolder(node)) node.durable = new Map(node.live)
    else node.durable = node.live
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step('rename', to)
    const [source, sourceName] = this.#parent(from)
    const [target, targetName] = this.#parent(to)
    const node = source.live.get(sourceName)
    if (node === undefined) throw new Error(`rename of nothing: ${from}`)
    source.live.delete(sourceName)
    target.live.set(targetName, node)
  }

  async claim(from: string, to: string): Promise<boolean> {
    this.#step('claim', to)
    if (this.#find(to) !== undefined) return false
    const [folder, name] = this.#parent(to)
    folder.live.set(name, this.#find(from)!)
    return true
  }

  async remove(path: string): Promise<void> {
    this.#step('remove', path)
    const [folder, name] = this.#parent(path)
    folder.live.delete(name)
  }

  async read(path: string): Promise<string | undefined> {
    if (this.#isDead) throw new Fault('dead')
    const node = this.#find(path)
    return node === undefined || isFolder(node) ? undefined : node.live
  }

  async list(path: string): Promise<string[]> {
    const node = this.#find(path)
    return isFolder(node) ? [...node.live.keys()] : []
  }

  async stat(path: string) {
    const node = this.#find(path)
    if (node === undefined) return undefined
    return { size: 0, mtimeMs: 0, isFile: !isFolder(node), isFolder: isFolder(node) }
  }

  async realPath(path: string): Promise<string> {
    return path
  }

  async digest(path: string): Promise<string | undefined> {
    const text = await this.read(path)
    return text === undefined ? undefined : createHash('sha256').update(text).digest('hex')
  }

  #step(name: string, path: string, onFault?: () => void): void {
    if (this.#isDead) throw new Fault('dead')
    this.calls.push(`${name} ${path}`)
    if (this.calls.length !== this.failAt) return
    onFault?.()
    this.#isDead = this.diesAtFault
    throw new Fault(`no space left (injected) at ${name} ${path}`)
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root
    for (const name of namesOf(path)) {
      if (!isFolder(node)) return undefined
      node = node.live.get(name)
    }
    return node
  }

  #parent(path: string): [Folder, string] {
    const names = namesOf(path)
    const name = names.pop()!
    const folder = this.#find(`/${names.join('/')}`)
    if (!isFolder(folder)) throw new Error(`no folder for ${path}`)
    return [folder, name]
  }
}

const namesOf = (path: string): string[] => path.split('/').filter((name) => name !== '')
