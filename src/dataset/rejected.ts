import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PutFile } from './atomicFile.js'
import type { Dataset } from './dataset.js'
import type { RawRecord } from './rawRecord.js'

const LINE_FEED = Buffer.from('\n')

/** Keeps the lines that are no rows, untouched, in `<out>.rejected.jsonl` (`.csv` for CSV). The file exists only if there are any. */
export class Rejected {
  readonly #path: string
  readonly #put: PutFile
  #lines: PassThrough | undefined
  #isWritten: Promise<void> = Promise.resolve()

  constructor(out: string, dataset: Dataset, put: PutFile) {
    this.#path = `${out}.rejected.${dataset.format}`
    this.#put = put
  }

  /** Where the lines are; undefined when there are none. */
  get path(): string | undefined {
    return this.#lines === undefined ? undefined : this.#path
  }

  async add({ bytes }: RawRecord): Promise<void> {
    const lines = this.#lines ?? this.#begin()
    if (!lines.write(Buffer.concat([bytes, LINE_FEED]))) await Promise.race([once(lines, 'drain'), this.#isWritten])
  }

  async finish(): Promise<void> {
    // What an earlier run rejected is no longer true.
    if (this.#lines === undefined) return rm(this.#path, { force: true })
    this.#lines.end()
    await this.#isWritten
  }

  async abandon(): Promise<void> {
    this.#lines?.destroy(new Error('Nobody wants these lines any more.'))
    await this.#isWritten.catch(() => {})
  }

  #begin(): PassThrough {
    const lines = new PassThrough()
    this.#lines = lines
    this.#isWritten = this.#put(this.#path, (temporary) => pipeline(lines, createWriteStream(temporary)))
    // Whoever adds or finishes hears of it.
    this.#isWritten.catch(() => {})
    lines.on('error', () => {})
    return lines
  }
}
