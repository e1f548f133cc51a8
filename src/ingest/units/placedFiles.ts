import { open } from 'node:fs/promises'
import { FigsiftError } from '../../errors.js'
import { FolderFiles, innerPath, shownPath } from './folderFiles.js'
import type { PathsByName } from './pathsByName.js'
import type { Place, ToldPlaces } from './places.js'

/** Files that lie in a tar on disk, read by their places in it. */
export class PlacedFiles extends FolderFiles {
  readonly #archive: string
  readonly #placeOf: (path: string) => Place | undefined

  /**
   * @param archive   path of the tar; not compressed
   * @param root      where files would lie that are put down
   * @param list      as for a folder
   */
  constructor(
    archive: string,
    placeOf: (path: string) => Place | undefined,
    root: string,
    list: readonly string[],
    pathsByName: () => Promise<PathsByName> = async () => new Map(),
  ) {
    super(root, list, pathsByName)
    this.#archive = archive
    this.#placeOf = placeOf
  }

  override has(path: string): boolean {
    return this.placeOf(path) !== undefined
  }

  override async read(path: string, maxBytes: number): Promise<Uint8Array> {
    const place = this.placeOf(path)
    // Says why there is no such file.
    if (place === undefined) return super.read(path, maxBytes)
    const { offset, size } = place
    if (size > maxBytes) {
      const message = `Expected at most ${maxBytes} bytes in ${shownPath(path)} but it has ${size}.`
      throw new FigsiftError('FILE_TOO_LARGE', message, { file: path })
    }
    const file = await open(this.#archive, 'r')
    try {
      const bytes = Buffer.allocUnsafeSlow(size)
      for (let filled = 0; filled < size; ) {
        const { bytesRead } = await file.read(bytes, filled, Math.min(size - filled, 1 << 20), offset + filled)
        if (bytesRead === 0) throw becameShorter(this.#archive)
        filled += bytesRead
      }
      return bytes
    } finally {
      await file.close()
    }
  }

  override placesOf(paths: readonly string[]): ToldPlaces {
    const places = new Map<string, Place>()
    for (const path of paths) {
      const place = this.placeOf(path)
      if (place !== undefined) places.set(path, place)
    }
    return { archive: this.#archive, places }
  }

  protected placeOf(path: string): Place | undefined {
    const inner = innerPath(path)
    return inner === undefined ? undefined : this.#placeOf(inner)
  }
}

export const becameShorter = (archive: string): FigsiftError =>
  new FigsiftError(
    'IO',
    `Expected an archive at rest but ${JSON.stringify(archive)} became shorter while it was read. Run again.`,
    {
      file: archive,
    },
  )
