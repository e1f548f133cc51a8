import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { UnitLimits } from './limits.js'
import { notWritten } from './notWritten.js'
import type { PathsByName } from './pathsByName.js'
import { PlacedFiles } from './placedFiles.js'
import type { Place } from './places.js'

/** A tar on disk, as far as its files are read. */
export interface PlacedMembers {
  /** Of the tar, not compressed. */
  readonly path: string
  readonly pathsByName: () => Promise<PathsByName>
  placeOf(path: string): Place | undefined
}

/** The files of a tar on disk, as if they lay in a folder: one whose path is asked for is put down there. */
export class MemberFiles extends PlacedFiles {
  readonly #limits: UnitLimits
  readonly #putDown = new Map<string, Promise<string>>()
  #bytes = 0

  /**
   * @param root   a folder for this alone, below one that only this user can look into; it is made when it is needed
   * @param list   as for a folder
   */
  constructor(archive: PlacedMembers, root: string, list: readonly string[], limits: UnitLimits) {
    super(archive.path, (path) => archive.placeOf(path), root, list, archive.pathsByName)
    this.#limits = limits
  }

  override async locate(path: string): Promise<string> {
    if (!this.has(path)) return super.locate(path)
    let putting = this.#putDown.get(path)
    if (putting === undefined) {
      putting = this.#put(path, join(this.root, String(this.#putDown.size)))
      this.#putDown.set(path, putting)
    }
    return putting
  }

  /** Removes what was put down. */
  async remove(): Promise<void> {
    if (this.#putDown.size > 0) await rm(this.root, { recursive: true, force: true })
  }

  async #put(path: string, target: string): Promise<string> {
    const { maxUnitBytes } = this.#limits
    const bytes = await this.read(path, maxUnitBytes - this.#bytes)
    this.#bytes += bytes.length
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const file = await open(target, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
      } finally {
        await file.close()
      }
    } catch (error) {
      throw notWritten(target, error as Error)
    }
    return target
  }
}
