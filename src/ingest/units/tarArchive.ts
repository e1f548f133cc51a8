import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FigsiftError } from '../../errors.js'
import { isTarHead, TAR_BLOCK_BYTES } from '../../tarHeader.js'
import type { ArchiveOptions } from './archiveOptions.js'
import { MemberFiles } from './memberFiles.js'
import { indexPaths, once, type PathsByName } from './pathsByName.js'
import type { Place } from './places.js'
import { privateFolder } from './privateFolder.js'
import { sortInTurns } from './sortInTurns.js'
import { type SpooledTar, spoolTar } from './spoolTar.js'
import { type IndexedFolder, indexTar, placeOfFile, type TarIndex } from './tarIndex.js'
import type { Unit } from './unit.js'

/** A tar on disk of which is known where everything is, so that members are read in any order. */
export class TarArchive {
  readonly name: string
  /** Of the tar, decompressed. */
  readonly path: string
  readonly file: FileHandle
  readonly index: TarIndex
  /** Every path by its name, made when it is first asked for. */
  readonly pathsByName: () => Promise<PathsByName> = once(() => indexPaths(this.paths()))
  readonly #spooled: SpooledTar | undefined
  /** For what units put down. */
  readonly #folder: string
  readonly #options: ArchiveOptions
  #units = 0
  /** Who opened it, and units that are not disposed of. */
  #users = 1

  private constructor(
    name: string,
    path: string,
    file: FileHandle,
    index: TarIndex,
    spooled: SpooledTar | undefined,
    folder: string,
    options: ArchiveOptions,
  ) {
    this.name = name
    this.path = path
    this.file = file
    this.index = index
    this.#spooled = spooled
    this.#folder = folder
    this.#options = options
  }

  /**
   * @param maySpool   a compressed tar is put down decompressed
   * @returns undefined for what is no tar, or none that can be read in any order: too many members, too large decompressed
   */
  static async open(
    path: string,
    name: string,
    maySpool: boolean,
    options: ArchiveOptions,
  ): Promise<TarArchive | undefined> {
    const isPlain = await isTar(path)
    const spooled = isPlain || !maySpool ? undefined : await spoolTar(path, name, options)
    if (!isPlain && spooled === undefined) return undefined
    let archive: TarArchive | undefined
    let file: FileHandle | undefined
    try {
      const plain = spooled?.path ?? path
      file = await open(plain, 'r')
      const { size } = await file.stat()
      const index = await indexTar(plain, size, name, options.limits, options.signal)
      if (index !== undefined) {
        archive = new TarArchive(name, plain, file, index, spooled, await privateFolder(options.temporary), options)
      }
    } finally {
      if (archive === undefined) {
        await file?.close()
        if (spooled !== undefined) await rm(spooled.folder, { recursive: true, force: true })
      }
    }
    return archive
  }

  /** What ended it before its end. */
  get damage(): FigsiftError | undefined {
    return this.#spooled?.damage ?? this.index.damage
  }

  placeOf(path: string): Place | undefined {
    return placeOfFile(this.index.root, path)
  }

  /** All files, folder by folder; in each those that `isFirst` says, then the others. */
  async *paths(
    isFirst: (path: string) => boolean = () => false,
    folder: IndexedFolder = this.index.root,
    prefix = '',
  ): AsyncGenerator<string, void, undefined> {
    const files = (await sortedKeys(folder.files)).map((name) => prefix + name)
    yield* files.filter(isFirst)
    yield* files.filter((path) => !isFirst(path))
    for (const name of await sortedKeys(folder.folders)) {
      yield* this.paths(isFirst, folder.folders.get(name)!, `${prefix}${name}/`)
    }
  }

  /**
   * A document and the archive around it.
   *
   * @param list   of the document's folder
   */
  unit(document: string, list: readonly string[]): Unit {
    const files = new MemberFiles(this, join(this.#folder, String(this.#units++)), list, this.#options.limits)
    this.#users++
    let isLive = true
    const dispose = async () => {
      if (!isLive) return
      isLive = false
      await files.remove()
      await this.release()
    }
    return { name: this.name, files, documents: [document], problems: [], dispose }
  }

  /** To be called once by who opened it. */
  async release(): Promise<void> {
    this.#users--
    if (this.#users > 0) return
    await this.file.close()
    for (const folder of [this.#folder, this.#spooled?.folder ?? []].flat()) {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

export const sortedKeys = (map: ReadonlyMap<string, unknown>): Promise<string[]> => sortInTurns([...map.keys()])

async function isTar(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(TAR_BLOCK_BYTES)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return isTarHead(head.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
