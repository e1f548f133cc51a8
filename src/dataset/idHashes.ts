const SHARDS = 256
const FIRST_SLOTS = 64

/**
 * The ids that came before, as 64-bit hashes of them: 16 bytes or less per id.
 *
 * The hashes lie in shards, so that growing one never holds the event loop.
 */
export class IdHashes {
  readonly #shards = Array.from({ length: SHARDS }, () => ({ slots: new Uint32Array(2 * FIRST_SLOTS), used: 0 }))

  /** False when the id, or another one of its hash, was added before. */
  add(id: string): boolean {
    const [high, low] = hash64(id)
    const shard = this.#shards[high % SHARDS]!
    if (!insert(shard.slots, high, low)) return false
    shard.used++
    if (shard.used * 2 > shard.slots.length / 2) shard.slots = grown(shard.slots)
    return true
  }
}

/** False when the hash is there already. A slot is free when both halves are 0; `hash64` never gives that. */
function insert(slots: Uint32Array, high: number, low: number): boolean {
  const mask = slots.length / 2 - 1
  let at = low & mask
  while (slots[2 * at] !== 0 || slots[2 * at + 1] !== 0) {
    if (slots[2 * at] === high && slots[2 * at + 1] === low) return false
    at = (at + 1) & mask
  }
  slots[2 * at] = high
  slots[2 * at + 1] = low
  return true
}

function grown(slots: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * slots.length)
  for (let i = 0; i < slots.length; i += 2) {
    if (slots[i] !== 0 || slots[i + 1] !== 0) insert(larger, slots[i]!, slots[i + 1]!)
  }
  return larger
}

/** Two multiplicative hashes with different seeds over the UTF-16 units, each mixed at the end. */
export function hash64(text: string): [high: number, low: number] {
  let a = 0x9e3779b9
  let b = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul((b << 13) | (b >>> 19), 5) ^ Math.imul(unit, 0xcc9e2d51)
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35) ^ Math.imul(a ^ (a >>> 13), 0x85ebca6b)
  const low = (b ^ (b >>> 15)) >>> 0
  return [(a ^ (a >>> 16)) >>> 0, low === 0 ? 1 : low]
}
