import { mkdir, open } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { FigsiftError } from '../../errors.js'
import { bytesBetween } from './bytesBetween.js'
import { FolderFiles, innerPath, shownPath } from './folderFiles.js'
import type { UnitLimits } from './limits.js'
import { notWritten } from './notWritten.js'
import type { TarArchive } from './tarArchive.js'

/** The files of a tar on disk, as if they lay in a folder: what is read by its path is put down there when it is asked for. */
export class MemberFiles extends FolderFiles {
  readonly #archive: TarArchive
  readonly #limits: UnitLimits
  readonly #putDown = new Map<string, Promise<string>>()
  #bytes = 0

  /**
   * @param root   an empty folder that only this user can look into
   * @param list   as for a folder
   */
  constructor(archive: TarArchive, root: string, list: readonly string[], limits: UnitLimits) {
    super(root, list, archive.pathsByName)
    this.#archive = archive
    this.#limits = limits
  }

  override has(path: string): boolean {
    const inner = innerPath(path)
    return inner !== undefined && this.#archive.placeOf(inner) !== undefined
  }

  override async locate(path: string): Promise<string> {
    const inner = innerPath(path)
    if (inner === undefined || this.#archive.placeOf(inner) === undefined) return super.locate(path)
    let putting = this.#putDown.get(inner)
    if (putting === undefined) {
      putting = this.#put(inner)
      this.#putDown.set(inner, putting)
    }
    return putting
  }

  override async read(path: string, maxBytes: number): Promise<Uint8Array> {
    await this.locate(path)
    return super.read(path, maxBytes)
  }

  override async prepare(paths: readonly string[]): Promise<void> {
    for (const path of paths) if (this.has(path)) await this.locate(path)
  }

  async #put(path: string): Promise<string> {
    const { offset, size } = this.#archive.placeOf(path)!
    this.#bytes += size
    const { maxUnitBytes } = this.#limits
    if (this.#bytes > maxUnitBytes) {
      throw new FigsiftError(
        'LIMIT_EXCEEDED',
        `Expected at most ${maxUnitBytes} bytes for one paper but ${shownPath(path)} is more than that.`,
        { file: path },
      )
    }
    const target = join(this.root, path)
    try {
      await mkdir(posix.dirname(target), { recursive: true, mode: 0o700 })
      const file = await open(target, 'wx', 0o600)
      try {
        let left = size
        for await (const bytes of bytesBetween(this.#archive.file, offset, size)) {
          left -= bytes.length
          await file.writeFile(bytes)
        }
        if (left > 0) throw new Error('the archive became shorter while it was read')
      } finally {
        await file.close()
      }
    } catch (error) {
      throw notWritten(target, error as Error)
    }
    return target
  }
}
