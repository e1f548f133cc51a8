import type { Column } from './names.js'
import { readSidecarBatches } from './sidecar.js'

/** Hands out the rows of side-car parts one by one. */
export class SidecarCursor {
  readonly #batches: AsyncGenerator<unknown[][], void, undefined>
  #batch: readonly unknown[][] = []
  #at = 0

  constructor(groups: readonly (readonly string[])[], columns: readonly Column[], signal: AbortSignal | undefined) {
    this.#batches = readSidecarBatches(groups, columns, { signal })
  }

  /** The next row where it is at hand, so that most rows cost no promise; else undefined, and `fill` fetches more. */
  poll(): readonly unknown[] | undefined {
    return this.#batch[this.#at++]
  }

  async fill(): Promise<readonly unknown[]> {
    const next = await this.#batches.next()
    if (next.done) return []
    this.#batch = next.value
    this.#at = 1
    return this.#batch[0]!
  }

  async close(): Promise<void> {
    await this.#batches.return()
  }
}
