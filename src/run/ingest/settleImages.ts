import { dirname, join, posix } from 'node:path'
import { Breather } from '../../concurrency.js'
import type { FullRecord } from '../../dataset/fullRecord/fullRecord.js'
import { safeName, UniqueNames } from '../../ingest/figures/names.js'
import type { IngestedItem } from '../../ingest/ingestItem.js'
import type { FileSystem } from '../fileSystem.js'
import { UniqueIds } from './uniqueIds.js'

export interface SettleOptions {
  readonly files: FileSystem
  /** The folder of all images as it is being filled. */
  readonly folder: string
  /** What image paths in the output begin with: `<stem>.images`. */
  readonly prefix: string
}

/** Gives papers and their images the names that they have in the output, in the order of the source. */
export class ImageSettler {
  readonly #options: SettleOptions
  readonly #papers = new UniqueNames()
  readonly #rows = new UniqueIds()

  constructor(options: SettleOptions) {
    this.#options = options
  }

  /**
   * The records of an item as they are written. A paper that comes twice keeps its `paperId`, which tells it for what it is,
   * but its rows have ids of their own; so do rows of a dataset that repeats ids.
   */
  async settle(item: IngestedItem): Promise<readonly FullRecord[]> {
    const [first] = item.records
    if (first === undefined) return []
    const paperId = first.paperId ?? 'paper'
    const name = item.papers === 1 ? this.#papers.take(paperId) : undefined
    const records: FullRecord[] = []
    const breather = new Breather()
    for (const record of item.records) {
      if (breather.isDue) await breather.breathe()
      const own = name ?? record.paperId ?? 'figures'
      const id = name === undefined ? this.#rows.take(record.id) : `${name}${record.id.slice(paperId.length)}`
      records.push({ ...(await this.#place(record, item.folder, safeName(own))), id })
    }
    if (item.folder !== undefined) await this.#options.files.remove(item.folder)
    return records
  }

  async #place(record: FullRecord, from: string | undefined, paper: string): Promise<FullRecord> {
    if (from === undefined) return record
    const { files } = this.#options
    const moved = new Map<string, string>()
    for (const path of pathsOf(record)) {
      const folder = join(this.#options.folder, paper)
      const name = await this.#nameIn(folder, path, join(from, path))
      await files.makeFolder(dirname(join(folder, name)))
      await files.rename(join(from, path), join(folder, name))
      moved.set(path, `${this.#options.prefix}/${paper}/${name}`)
    }
    const { image } = record
    return {
      ...record,
      image:
        image === null ? null : typeof image === 'string' ? moved.get(image)! : image.map((path) => moved.get(path)!),
      panels: record.panels.map((panel) => ({
        ...panel,
        image: panel.image === null ? null : moved.get(panel.image)!,
      })),
    }
  }

  /**
   * Rows of a dataset far from one another may have the same id: the same image is there already, another one is told
   * apart by its content. Nothing is kept of names given before: a dataset may have millions.
   */
  async #nameIn(folder: string, path: string, file: string): Promise<string> {
    const { files } = this.#options
    const there = join(folder, path)
    if ((await files.stat(there)) === undefined) return path
    const [own, other] = [await files.digest(file), await files.digest(there)]
    if (own === undefined || own === other) return path
    const { dir, name, ext } = posix.parse(path)
    return posix.join(dir, `${name}~${own.slice(0, 16)}${ext}`)
  }
}

function pathsOf({ image, panels }: FullRecord): Set<string> {
  const whole = image === null ? [] : typeof image === 'string' ? [image] : image
  return new Set([...whole, ...panels.map((panel) => panel.image).filter((path) => path !== null)])
}
