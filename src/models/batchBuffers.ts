/** A fixed number of batches in shared memory, handed round: this bounds what decoding can run ahead. */
export class BatchBuffers {
  readonly #bytes: number
  readonly #idle: SharedArrayBuffer[] = []
  readonly #waiting: ((buffer: SharedArrayBuffer) => void)[] = []
  #left: number

  constructor(count: number, bytes: number) {
    this.#left = count
    this.#bytes = bytes
  }

  acquire(): Promise<SharedArrayBuffer> {
    const idle = this.#idle.pop()
    if (idle !== undefined) return Promise.resolve(idle)
    if (this.#left > 0) {
      this.#left--
      return Promise.resolve(new SharedArrayBuffer(this.#bytes))
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  release(buffer: SharedArrayBuffer): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(buffer)
    else next(buffer)
  }
}
