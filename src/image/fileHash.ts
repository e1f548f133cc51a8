import { createHash } from 'node:crypto'
import { Breather } from '../concurrency.js'

/** Bytes handled in one turn of the event loop: about half a millisecond of SHA-256. */
export const CHUNK_BYTES: number = 1 << 20

/** SHA-256 in hex of bytes that are already in memory; timers tick between the chunks. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  const breather = new Breather()
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    if (breather.isDue) await breather.breathe()
    hash.update(bytes.subarray(at, at + CHUNK_BYTES))
  }
  return hash.digest('hex')
}
