import { Breather, type Progress } from '../concurrency.js'
import { FigsiftError, type RowError } from '../errors.js'
import { Matrix } from '../matrix.js'

/** Bytes of a block of rows. */
const BLOCK_BYTES = 4 * 2 ** 20

/** Collects rows whose number is not known, in blocks, so that nothing large is copied in one turn of the event loop. */
export class RowCollector {
  readonly #dims: number
  readonly #total: number | undefined
  readonly #onProgress: ((progress: Progress) => void) | undefined
  readonly #throws: boolean
  readonly #rowsPerBlock: number
  readonly #blocks: Float32Array[] = []
  readonly #errors: (RowError | null)[] = []

  constructor(
    dims: number,
    total: number | undefined,
    options: { onProgress?: ((progress: Progress) => void) | undefined; onError?: 'record' | 'throw' | undefined },
  ) {
    this.#dims = dims
    this.#total = total
    this.#onProgress = options.onProgress
    this.#throws = options.onError === 'throw'
    this.#rowsPerBlock = Math.max(1, Math.floor(BLOCK_BYTES / (dims * 4)))
    options.onProgress?.({ phase: 'embed', done: 0, total })
  }

  add(row: Float32Array): void {
    const at = this.#errors.length
    const block = Math.floor(at / this.#rowsPerBlock)
    this.#blocks[block] ??= new Float32Array(this.#rowsPerBlock * this.#dims)
    this.#blocks[block].set(row, (at % this.#rowsPerBlock) * this.#dims)
    this.#done(null)
  }

  fail(error: RowError): void {
    if (this.#throws) {
      const row = this.#errors.length
      throw new FigsiftError(error.code, `Row ${row} failed: ${error.message}`, { row })
    }
    this.#done(error)
  }

  #done(error: RowError | null): void {
    this.#errors.push(error)
    this.#onProgress?.({ phase: 'embed', done: this.#errors.length, total: this.#total })
  }

  async finish(): Promise<{ embeddings: Matrix; errors: (RowError | null)[] }> {
    const rows = this.#errors.length
    const data = new Float32Array(rows * this.#dims)
    const breather = new Breather()
    for (const [i, block] of this.#blocks.entries()) {
      if (breather.isDue) await breather.breathe()
      const begin = i * this.#rowsPerBlock * this.#dims
      // Blocks of failed rows alone are not there.
      data.set(block?.subarray(0, data.length - begin) ?? [], begin)
      this.#blocks[i] = new Float32Array(0)
    }
    return { embeddings: Matrix.from({ data, rows, cols: this.#dims }), errors: this.#errors }
  }
}
