/** Unsigned integers, more and more of them. */
export class GrowingArray {
  length = 0
  #values = new Uint32Array(1024)

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(2 * this.length)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.length++] = value
  }

  at(index: number): number {
    return this.#values[index]!
  }

  get values(): Uint32Array {
    return this.#values.subarray(0, this.length)
  }
}
