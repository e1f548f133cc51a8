import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Dataset } from './dataset.js'
import type { RawRecord } from './rawRecord.js'

const LINE_FEED = Buffer.from('\n')

/** Keeps the lines that are no rows, untouched, in `<out>.rejected.jsonl` (`.csv` for CSV). The file exists only if there are any. */
export class Rejected {
  readonly #path: string
  readonly #temporary: string
  #stream: WriteStream | undefined
  #failure: Error | undefined

  constructor(out: string, dataset: Dataset) {
    this.#path = `${out}.rejected.${dataset.format}`
    this.#temporary = `${this.#path}.partial`
  }

  /** Where the lines are; undefined when there are none. */
  get path(): string | undefined {
    return this.#stream === undefined ? undefined : this.#path
  }

  async add({ bytes }: RawRecord): Promise<void> {
    if (this.#stream === undefined) {
      this.#stream = createWriteStream(this.#temporary)
      this.#stream.on('error', (error) => {
        this.#failure = error
      })
    }
    if (!this.#stream.write(Buffer.concat([bytes, LINE_FEED]))) await once(this.#stream, 'drain')
    if (this.#failure !== undefined) throw this.#failure
  }

  async finish(): Promise<void> {
    if (this.#stream === undefined) {
      // What an earlier run rejected is no longer true.
      await rm(this.#path, { force: true })
      return
    }
    this.#stream.end()
    await once(this.#stream, 'close')
    if (this.#failure !== undefined) throw this.#failure
    const handle = await open(this.#temporary, 'r')
    await handle.sync().finally(() => handle.close())
    await rename(this.#temporary, this.#path)
  }

  async abandon(): Promise<void> {
    this.#stream?.destroy()
    await rm(this.#temporary, { force: true })
  }
}
