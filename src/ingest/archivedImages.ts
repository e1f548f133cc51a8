import { tmpdir } from 'node:os'
import type { IngestItemOptions } from './ingestItem.js'
import type { Problem } from './paper.js'
import type { PackedImages, PublishedRow, RowSource } from './source.js'
import { DEFAULT_LIMITS } from './units/limits.js'
import type { Unit } from './units/unit.js'
import { UnpackedImages } from './units/unpackedImages.js'

/** The archive of the document that is read now, unpacked; the next document may have the same one. */
export class ArchivedImages {
  readonly #source: RowSource
  readonly #options: IngestItemOptions
  #name: string | undefined
  current: UnpackedImages | undefined

  constructor(source: RowSource, options: IngestItemOptions) {
    this.#source = source
    this.#options = options
  }

  /** @returns what there is to tell: once, where each of millions of rows would say that its image is not there */
  async openFor(first: PublishedRow, { files }: Unit, document: string): Promise<readonly Problem[]> {
    const isThere = first.images.some(({ candidates }) => candidates.some((path) => files.has(path)))
    const packed = isThere ? null : ((await this.#source.packed?.({ name: document, files })) ?? null)
    if (packed !== null && 'parts' in packed && packed.name === this.#name) return []
    await this.close()
    if (packed === null) return []
    if (!('parts' in packed)) return [packed]
    const { imagesFolder, temporary = tmpdir(), signal } = this.#options
    if (imagesFolder === undefined) return [mustBeCopied(packed)]
    this.current = await UnpackedImages.of(packed, files, { limits: DEFAULT_LIMITS, temporary, signal })
    this.#name = packed.name
    return this.current.problems
  }

  async close(): Promise<void> {
    const { current } = this
    this.current = undefined
    this.#name = undefined
    await current?.release()
  }
}

const mustBeCopied = ({ name }: PackedImages): Problem => ({
  code: 'IMAGE_MISSING',
  message: `Expected images to refer to but they are in ${name}. Copy them out of it (--images copy), or unpack it.`,
  figure: null,
  line: null,
})
