/** A table of this many grows without holding the event loop. */
const SHARDS = 256
const START = 16

/**
 * Numbers different keys 0, 1, 2 … as they come. A Map would do, but ends at 16.7 million keys, takes four times the
 * memory, and stops the event loop whenever it grows.
 */
export class DenseIds {
  /** Keys so far. */
  count = 0
  readonly #shards: Shard[] = Array.from({ length: SHARDS }, () => new Shard(START))

  /** @param key an integer from 0 to 2^53 - 1 */
  of(key: number): number {
    let mixed = Math.imul(key, 0x9e3779b1) ^ Math.imul(key / 2 ** 32, 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    mixed ^= mixed >>> 13
    const number = mixed >>> 24
    const shard = this.#shards[number]!
    const at = shard.find(key, mixed)
    const id = shard.ids[at]!
    if (id !== 0) return id - 1
    shard.keys[at] = key
    shard.mixed[at] = mixed
    shard.ids[at] = ++this.count
    if (++shard.used * 2 > shard.ids.length) this.#shards[number] = shard.grown()
    return this.count - 1
  }
}

/** Open addressing. */
class Shard {
  used = 0
  readonly keys: Float64Array
  readonly mixed: Int32Array
  /** id + 1; 0 is free. */
  readonly ids: Uint32Array

  constructor(size: number) {
    this.keys = new Float64Array(size)
    this.mixed = new Int32Array(size)
    this.ids = new Uint32Array(size)
  }

  /** The place of a key, or the free one where it belongs. */
  find(key: number, mixed: number): number {
    const mask = this.ids.length - 1
    let at = mixed & mask
    while (this.ids[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask
    return at
  }

  grown(): Shard {
    const grown = new Shard(2 * this.ids.length)
    grown.used = this.used
    for (let i = 0; i < this.ids.length; i++) {
      if (this.ids[i] === 0) continue
      const at = grown.find(this.keys[i]!, this.mixed[i]!)
      grown.keys[at] = this.keys[i]!
      grown.mixed[at] = this.mixed[i]!
      grown.ids[at] = this.ids[i]!
    }
    return grown
  }
}
